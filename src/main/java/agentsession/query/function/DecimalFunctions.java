package agentsession.query.function;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.apache.calcite.linq4j.function.Strict;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/** Divides and formats numbers where Calcite does it differently; public for the code that Calcite generates. */
@Strict
public final class DecimalFunctions {
    /** More digits than a DECIMAL has. Calcite divides to 16 digits. */
    private static final MathContext QUOTIENT_PRECISION = new MathContext(44, RoundingMode.HALF_UP);

    public static final SqlOperator QUOTIENT = operator("/", "quotient", BigDecimal.class, BigDecimal.class);
    public static final SqlOperator DOUBLE_QUOTIENT = operator("/", "quotient", double.class, double.class);
    public static final SqlOperator FORMAT = operator("TEXT", "format", BigDecimal.class, int.class);

    private DecimalFunctions() {}

    /** Divides with enough digits for further computation. */
    public static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, QUOTIENT_PRECISION);
    }

    /** Divides; fails on division by zero, as other databases do, where Java returns infinity. */
    public static double quotient(double dividend, double divisor) {
        if (divisor == 0) {
            throw new ArithmeticException("Division by zero");
        }
        return dividend / divisor;
    }

    /** Formats a number as in results: 0.50, where Calcite writes .50 or, for a quotient, more digits than its type has. */
    public static String format(BigDecimal value, int scale) {
        return value.setScale(scale, RoundingMode.HALF_UP).toPlainString();
    }

    private static SqlOperator operator(String name, String method, Class<?>... parameters) {
        Method function = Types.lookupMethod(DecimalFunctions.class, method, parameters);
        return new SqlUserDefinedFunction(
                new SqlIdentifier(name, SqlParserPos.ZERO),
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.ARG0,
                null,
                OperandTypes.operandMetadata(List.of(), types -> List.of(), index -> "VALUE", index -> false),
                ScalarFunctionImpl.create(function));
    }
}
