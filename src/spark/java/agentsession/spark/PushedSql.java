package agentsession.spark;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.expressions.Cast;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Extract;
import org.apache.spark.sql.connector.expressions.GeneralScalarExpression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Avg;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.aggregate.Max;
import org.apache.spark.sql.connector.expressions.aggregate.Min;
import org.apache.spark.sql.connector.expressions.aggregate.Sum;
import org.apache.spark.sql.connector.util.V2ExpressionSQLBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Writes the SQL of an expression that Spark pushes down. It knows only such expressions as have the same value in the
 * driver as in Spark; others Spark evaluates itself.
 */
final class PushedSql extends V2ExpressionSQLBuilder {
    private static final Set<String> OPERATORS = Set.of(
            "=", "<>", "<=>", "<", "<=", ">", ">=", "AND", "OR", "NOT", "CASE_WHEN", "COALESCE", "+", "-", "*", "%");

    /** The functions for bit operators, which the driver's parser does not take in all places. */
    private static final Map<String, String> BIT_FUNCTIONS =
            Map.of("&", "BITAND", "|", "BITOR", "^", "BITXOR", "~", "BITNOT");

    /** Fields of dates, whose names the driver knows. Spark casts a timestamp to a date before. */
    private static final Set<String> DATE_FIELDS =
            Set.of("DAY", "MONTH", "QUARTER", "YEAR", "DAY_OF_WEEK", "DAY_OF_YEAR", "WEEK", "YEAR_OF_WEEK");

    private PushedSql() {}

    /** The SQL; null if Spark has to evaluate the expression. */
    static @Nullable String of(Expression expression) {
        try {
            return new PushedSql().build(expression);
        } catch (NotPushedException e) {
            return null;
        }
    }

    @Override
    public String build(Expression expression) {
        if (expression instanceof Literal<?> literal) {
            return SqlLiterals.of(literal);
        }
        if (expression instanceof NamedReference column) {
            return name(column);
        }
        if (expression instanceof Cast cast) {
            return SqlCasts.of(build(cast.expression()), cast.expressionDataType(), cast.dataType());
        }
        if (expression instanceof Avg average) {
            return average(average);
        }
        if (expression instanceof GeneralScalarExpression call) {
            return call(call);
        }
        if (expression instanceof Extract extract ? DATE_FIELDS.contains(extract.field()) : isKnown(expression)) {
            return super.build(expression);
        }
        throw new NotPushedException(expression);
    }

    private String call(GeneralScalarExpression call) {
        Expression[] operands = call.children();
        return switch (call.name()) {
            case "STARTS_WITH" -> like(operands, "", "%");
            case "ENDS_WITH" -> like(operands, "%", "");
            case "CONTAINS" -> like(operands, "%", "%");
            case "IS_NULL" -> inputToSQL(operands[0]) + " IS NULL";
            case "IS_NOT_NULL" -> inputToSQL(operands[0]) + " IS NOT NULL";
            case "IN" -> inputToSQL(operands[0]) + " IN " + list(operands, 1);
            case "&", "|", "^", "~" -> BIT_FUNCTIONS.get(call.name()) + list(operands, 0);
            default -> {
                if (!OPERATORS.contains(call.name())) {
                    throw new NotPushedException(call);
                }
                yield super.build(call);
            }
        };
    }

    private String list(Expression[] operands, int first) {
        return Arrays.stream(operands).skip(first).map(this::build).collect(Collectors.joining(", ", "(", ")"));
    }

    /** An operand, in parentheses unless it is simple. Spark's own omits those of most, so that two minus signs can meet. */
    @Override
    protected String inputToSQL(Expression operand) {
        String sql = build(operand);
        return operand instanceof Literal<?> || operand instanceof NamedReference ? sql : "(" + sql + ")";
    }

    /** Spark's own has no escape before a backslash, and takes a column in place of the literal for its name. */
    private String like(Expression[] operands, String before, String after) {
        if (!(operands[1] instanceof Literal<?> literal)) {
            throw new NotPushedException(operands[1]);
        }
        String pattern = SqlLiterals.text(literal)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
        return inputToSQL(operands[0]) + " LIKE " + SqlLiterals.quote(before + pattern + after) + " ESCAPE '\\'";
    }

    private static boolean isKnown(Expression expression) {
        return expression instanceof SortOrder
                || (expression instanceof AggregateFunc
                        && (expression instanceof Count
                                || expression instanceof CountStar
                                || expression instanceof Sum
                                || expression instanceof Min
                                || expression instanceof Max));
    }

    /** With as many digits that Spark gets its own result, a DOUBLE or a DECIMAL, when it casts it. */
    private String average(Avg average) {
        return "AVG(" + (average.isDistinct() ? "DISTINCT " : "") + "CAST(" + build(average.column())
                + " AS DECIMAL(38, 20)))";
    }

    private static String name(NamedReference column) {
        String[] names = column.fieldNames();
        if (names.length != 1) {
            throw new NotPushedException(column);
        }
        return "\"" + names[0].replace("\"", "\"\"") + "\"";
    }

    /** The reason for which Spark evaluates an expression. */
    static final class NotPushedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotPushedException(Object what) {
            super("Spark evaluates " + what, null, false, false);
        }
    }
}
