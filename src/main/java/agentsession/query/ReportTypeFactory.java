package agentsession.query;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Types that have no more in common than they should (Calcite finds that a time and a number are both times), and texts
 * of any characters: Calcite takes those of ISO 8859-1 alone.
 */
final class ReportTypeFactory extends JavaTypeFactoryImpl {
    ReportTypeFactory() {
        super(ReportTypeSystem.INSTANCE);
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public @Nullable RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule mappingRule) {
        return types.stream().anyMatch(SqlTypeUtil::isDatetime)
                        && types.stream().anyMatch(SqlTypeUtil::isNumeric)
                ? null
                : super.leastRestrictive(types, mappingRule);
    }
}
