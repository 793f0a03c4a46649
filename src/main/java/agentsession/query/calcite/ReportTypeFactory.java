package agentsession.query.calcite;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Types that have no more in common than they should (Calcite finds that a time and a number are both times) and no less
 * (it rounds a decimal beside one of 38 digits), and texts of any characters: Calcite takes those of ISO 8859-1 alone.
 *
 * <p>Calcite: not reported.
 */
public final class ReportTypeFactory extends JavaTypeFactoryImpl {
    public ReportTypeFactory() {
        super(ReportTypeSystem.INSTANCE);
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public @Nullable RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule mappingRule) {
        if (types.stream().anyMatch(SqlTypeUtil::isDatetime) && types.stream().anyMatch(SqlTypeUtil::isNumeric)) {
            return null;
        }
        RelDataType common = super.leastRestrictive(types, mappingRule);
        return common != null && common.getSqlTypeName() == SqlTypeName.DECIMAL ? withFraction(common, types) : common;
    }

    /**
     * The decimal with all digits that the types have after the point. There are only so many in all: those before the point, which
     * few sums fill, give way to a fraction, down to the digits of a BIGINT.
     */
    private RelDataType withFraction(RelDataType common, List<RelDataType> types) {
        int most = types.stream().mapToInt(RelDataType::getScale).max().orElse(0);
        int digits = typeSystem.getMaxPrecision(SqlTypeName.DECIMAL);
        int scale = Math.min(most, digits - typeSystem.getDefaultPrecision(SqlTypeName.BIGINT));
        return common.getScale() >= scale
                ? common
                : createTypeWithNullability(createSqlType(SqlTypeName.DECIMAL, digits, scale), common.isNullable());
    }
}
