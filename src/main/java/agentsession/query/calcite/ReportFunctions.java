package agentsession.query.calcite;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;

/**
 * Provides functions with correct return types, which take precedence over those of Calcite's libraries.
 *
 * <p>Calcite: not reported.
 */
public final class ReportFunctions {
    private static final int MOST_DIGITS = 38;

    private static final SqlBasicFunction ROUND =
            ((SqlBasicFunction) SqlStdOperatorTable.ROUND).withReturnTypeInference(binding -> rounded(binding, 1));
    private static final SqlBasicFunction TRUNCATE =
            SqlStdOperatorTable.TRUNCATE.withReturnTypeInference(binding -> rounded(binding, 0));

    /**
     * The functions whose return type is wrong in Calcite: LPAD, RPAD, DAYNAME and MONTHNAME are not nullable even if
     * an argument is, and ROUND and TRUNCATE keep the scale of their argument.
     */
    public static final SqlOperatorTable TABLE = SqlOperatorTables.of(
            ROUND,
            TRUNCATE,
            TRUNCATE.withName("TRUNC"),
            ListAggregates.SEPARATOR,
            strict(SqlLibraryOperators.LPAD),
            strict(SqlLibraryOperators.RPAD),
            strict(SqlLibraryOperators.DAYNAME),
            strict(SqlLibraryOperators.MONTHNAME),
            ((SqlBasicFunction) SqlLibraryOperators.REGEXP_REPLACE_PG_4).withName("REGEXP_REPLACE_BY_FLAGS"));

    private ReportFunctions() {}

    private static SqlOperator strict(SqlFunction function) {
        return ((SqlBasicFunction) function)
                .withReturnTypeInference(binding -> nullableAsArguments(binding, function.inferReturnType(binding)));
    }

    private static RelDataType nullableAsArguments(SqlOperatorBinding binding, RelDataType type) {
        return binding.getTypeFactory()
                .createTypeWithNullability(
                        type, binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable));
    }

    /** @param carry 1 if rounding up may add a digit before the point; otherwise 0 */
    private static RelDataType rounded(SqlOperatorBinding binding, int carry) {
        RelDataTypeFactory types = binding.getTypeFactory();
        RelDataType number = binding.getOperandType(0);
        boolean nullable = binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
        if (number.getSqlTypeName() != SqlTypeName.DECIMAL) {
            return types.createTypeWithNullability(number, nullable);
        }
        int scale = binding.getOperandCount() == 1 ? 0 : number.getScale();
        if (binding.getOperandCount() > 1 && binding.isOperandLiteral(1, false)) {
            BigDecimal digits = binding.getOperandLiteralValue(1, BigDecimal.class);
            if (digits != null) {
                scale = Math.max(0, Math.min(MOST_DIGITS, digits.intValue()));
            }
        }
        int precision = Math.min(MOST_DIGITS, number.getPrecision() - number.getScale() + scale + carry);
        return types.createTypeWithNullability(
                types.createSqlType(SqlTypeName.DECIMAL, Math.max(precision, Math.max(scale, 1)), scale), nullable);
    }
}
