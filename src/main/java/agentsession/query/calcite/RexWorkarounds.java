package agentsession.query.calcite;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.dialect.DialectRewriter;
import agentsession.query.function.DecimalFunctions;
import agentsession.query.function.StrictFunction;
import agentsession.query.function.TimeFunctions;
import agentsession.query.tree.PlanRewriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Rewrites expressions for which Calcite 1.42 generates code that fails or gives a wrong value.
 *
 * <p>Calcite: not reported.
 */
public final class RexWorkarounds implements PlanRewriter.CallRewriter {
    private static final int DIGITS_OF_BIGINT = 19;

    /** They are differences, too, where filters are pushed down. */
    private static final StrictFunction MONTHS =
            StrictFunction.of("-", SqlKind.MINUS, TimeFunctions.class, "months", long.class, long.class);

    private static final StrictFunction MONTHS_OF_DATES =
            StrictFunction.of("-", SqlKind.MINUS, TimeFunctions.class, "monthsOfDates", int.class, int.class);

    private final RexBuilder rexBuilder;
    private final CastCalls casts;
    private final ScalarCalls scalars;

    public RexWorkarounds(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
        this.casts = new CastCalls(rexBuilder);
        this.scalars = new ScalarCalls(rexBuilder);
    }

    @Override
    public RexNode rewrite(RexCall call) {
        if (call.getOperator() instanceof StrictFunction) {
            return call;
        }
        return switch (call.getKind()) {
            case CAST -> cast(call);
            case PLUS -> scalars.finite(checked(wholeDays(call), SqlStdOperatorTable.CHECKED_PLUS));
            case MINUS ->
                months(call)
                        .orElseGet(() ->
                                scalars.finite(checked(minus(wholeDays(call)), SqlStdOperatorTable.CHECKED_MINUS)));
            case TIMES -> scalars.finite(checked(call, SqlStdOperatorTable.CHECKED_MULTIPLY));
            case MINUS_PREFIX -> checked(call, SqlStdOperatorTable.CHECKED_UNARY_MINUS);
            case DIVIDE -> checked(quotient(call), SqlStdOperatorTable.CHECKED_DIVIDE);
            case FLOOR, CEIL -> wholeDay(call);
            default -> scalars.rewrite(call);
        };
    }

    /** Months between times: Calcite counts one too many backwards. */
    private Optional<RexNode> months(RexCall call) {
        if (!SqlTypeName.YEAR_INTERVAL_TYPES.contains(call.getType().getSqlTypeName())) {
            return Optional.empty();
        }
        RexCall times = minus(call);
        boolean dates = times.operands.stream().allMatch(RexWorkarounds::isDate);
        return dates || times.operands.stream().allMatch(RexWorkarounds::isTimestamp)
                ? Optional.of(rexBuilder.makeCall(call.getType(), dates ? MONTHS_OF_DATES : MONTHS, times.operands))
                : Optional.empty();
    }

    private RexNode cast(RexCall call) {
        if (isDecimalText(call)) {
            return text(call);
        }
        RexNode fraction = casts.timeText(call);
        if (!fraction.equals(call)) {
            return fraction;
        }
        RexNode whole = casts.whole(call);
        return whole.equals(call) ? casts.time(call).orElseGet(() -> casts.cut(call)) : whole;
    }

    /** Arithmetic of integers within that of decimals: Calcite does not check it for overflow, as it does elsewhere. */
    private RexCall checked(RexCall call, SqlOperator operator) {
        return SqlTypeName.INT_TYPES.contains(call.getType().getSqlTypeName())
                ? (RexCall) rexBuilder.makeCall(call.getParserPosition(), call.getType(), operator, call.operands)
                : call;
    }

    /** A division: Calcite gives 16 digits of a decimal, and Infinity for a double by zero. */
    public RexCall quotient(RexCall call) {
        if (call.getKind() != SqlKind.DIVIDE) {
            return call;
        }
        RelDataType type = call.getType();
        return switch (type.getSqlTypeName()) {
            case DECIMAL ->
                quotient(
                        call,
                        DecimalFunctions.QUOTIENT,
                        rexBuilder.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, DIGITS_OF_BIGINT, 0));
            case DOUBLE, FLOAT -> quotient(call, DecimalFunctions.DOUBLE_QUOTIENT, type);
            default -> call;
        };
    }

    /** @param type what operands of other types become */
    private RexCall quotient(RexCall call, SqlOperator operator, RelDataType type) {
        List<RexNode> operands = call.operands.stream()
                .map(operand -> operand.getType().getSqlTypeName() == type.getSqlTypeName()
                        ? operand
                        : rexBuilder.makeCast(
                                rexBuilder
                                        .getTypeFactory()
                                        .createTypeWithNullability(
                                                type, operand.getType().isNullable()),
                                operand))
                .toList();
        return (RexCall) rexBuilder.makeCall(call.getParserPosition(), call.getType(), operator, operands);
    }

    static boolean isDecimalText(RexCall cast) {
        return isDecimal(cast.operands.get(0))
                && SqlTypeName.CHAR_TYPES.contains(cast.getType().getSqlTypeName());
    }

    /** A decimal as text. */
    private RexNode text(RexCall cast) {
        RexNode number = cast.operands.get(0);
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        RelDataType type = types.createTypeWithNullability(
                types.createSqlType(SqlTypeName.VARCHAR), cast.getType().isNullable());
        RexNode scale = rexBuilder.makeExactLiteral(
                BigDecimal.valueOf(number.getType().getScale()), types.createSqlType(SqlTypeName.INTEGER));
        return rexBuilder.makeCast(
                cast.getType(), rexBuilder.makeCall(type, DecimalFunctions.TEXT, List.of(number, scale)));
    }

    /** A date less a timestamp, or the reverse: Calcite subtracts milliseconds from days. */
    private RexCall minus(RexCall call) {
        RexNode left = call.operands.get(0);
        RexNode right = call.operands.get(1);
        if (isDate(left) && isTimestamp(right)) {
            return call.clone(call.getType(), List.of(timestamp(left, right), right));
        }
        return isTimestamp(left) && isDate(right)
                ? call.clone(call.getType(), List.of(left, timestamp(right, left)))
                : call;
    }

    private RexNode timestamp(RexNode date, RexNode like) {
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        return rexBuilder.makeCast(
                types.createTypeWithNullability(like.getType(), date.getType().isNullable()), date);
    }

    /** Hours added to a date: Calcite forgets them. */
    private static RexCall wholeDays(RexCall sum) {
        boolean forgets = isDate(sum)
                && sum.operands.stream()
                        .anyMatch(operand -> DialectRewriter.PARTS_OF_DAY.contains(
                                operand.getType().getSqlTypeName()));
        if (forgets) {
            throw new DriverException(
                    SqlState.DATATYPE_MISMATCH,
                    "A date has no hours to add to. Make it a timestamp first: CAST(... AS TIMESTAMP) + INTERVAL '1' HOUR");
        }
        return sum;
    }

    /** The hour, minute or second of a date: Calcite gives 1970-01-01. */
    private static RexNode wholeDay(RexCall call) {
        return call.operands.size() == 2
                        && isDate(call.operands.get(0))
                        && call.operands.get(1) instanceof RexLiteral literal
                        && literal.getValue() instanceof TimeUnitRange unit
                        && switch (unit) {
                            case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND -> true;
                            default -> false;
                        }
                ? call.operands.get(0)
                : call;
    }

    private static boolean isDecimal(RexNode node) {
        return node.getType().getSqlTypeName() == SqlTypeName.DECIMAL;
    }

    private static boolean isDate(RexNode node) {
        return node.getType().getSqlTypeName() == SqlTypeName.DATE;
    }

    private static boolean isTimestamp(RexNode node) {
        return node.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP;
    }
}
