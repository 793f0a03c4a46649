package agentsession.query.calcite;

import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Derives types in which numbers keep their value: sums do not overflow, averages keep their fraction. Strings are not
 * padded.
 *
 * <p>Calcite: not reported.
 */
final class ReportTypeSystem extends RelDataTypeSystemImpl {
    static final RelDataTypeSystem INSTANCE = new ReportTypeSystem();

    private static final int MOST_DIGITS = 38;
    private static final int LEAST_FRACTION = 6;

    private ReportTypeSystem() {}

    @Override
    public int getMaxPrecision(SqlTypeName typeName) {
        return typeName == SqlTypeName.DECIMAL ? MOST_DIGITS : super.getMaxPrecision(typeName);
    }

    @Override
    public int getMaxScale(SqlTypeName typeName) {
        return typeName == SqlTypeName.DECIMAL ? MOST_DIGITS : super.getMaxScale(typeName);
    }

    @Override
    public RoundingMode roundingMode() {
        return RoundingMode.HALF_UP;
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory typeFactory, RelDataType argumentType) {
        RelDataType sum =
                switch (argumentType.getSqlTypeName()) {
                    case TINYINT, SMALLINT, INTEGER -> typeFactory.createSqlType(SqlTypeName.BIGINT);
                    case BIGINT -> typeFactory.createSqlType(SqlTypeName.DECIMAL, MOST_DIGITS, 0);
                    case DECIMAL ->
                        typeFactory.createSqlType(SqlTypeName.DECIMAL, MOST_DIGITS, argumentType.getScale());
                    default -> argumentType;
                };
        return typeFactory.createTypeWithNullability(sum, argumentType.isNullable());
    }

    /** Returns a nullable type even for NOT NULL values, since the sample variance of one value is NULL. */
    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory typeFactory, RelDataType argumentType) {
        RelDataType average = argumentType;
        if (SqlTypeUtil.isExactNumeric(argumentType)) {
            int scale = Math.max(LEAST_FRACTION, argumentType.getScale());
            average = typeFactory.createSqlType(SqlTypeName.DECIMAL, MOST_DIGITS, scale);
        } else if (argumentType.getSqlTypeName() == SqlTypeName.REAL) {
            average = typeFactory.createSqlType(SqlTypeName.DOUBLE);
        }
        return typeFactory.createTypeWithNullability(average, true);
    }

    @Override
    public RelDataType deriveCovarType(RelDataTypeFactory typeFactory, RelDataType arg0Type, RelDataType arg1Type) {
        return deriveAvgAggType(typeFactory, arg0Type);
    }
}
