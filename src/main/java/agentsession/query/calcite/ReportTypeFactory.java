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
 * Derives common types: none for a date or time and a number, which Calcite treats as two times, and a DECIMAL that
 * keeps the scale beside a DECIMAL(38), which Calcite rounds. Strings may contain all characters, not only those of
 * ISO 8859-1.
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
     * Returns the DECIMAL with the largest scale of the types. Its precision is limited: the scale takes precedence
     * over the digits before the point, of which at least those of a BIGINT remain.
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
