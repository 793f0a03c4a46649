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
 * Rewrites expressions for which the code that Calcite generates fails or returns a wrong value.
 *
 * <p>Calcite: not reported.
 */
public final class RexWorkarounds implements PlanRewriter.CallRewriter {
    private static final int DIGITS_OF_BIGINT = 19;

    /** Of kind MINUS for the push-down of filters. */
    private static final StrictFunction MONTHS_BETWEEN =
            StrictFunction.of("-", SqlKind.MINUS, TimeFunctions.class, "monthsBetween", long.class, long.class);

    private static final StrictFunction MONTHS_BETWEEN_DATES =
            StrictFunction.of("-", SqlKind.MINUS, TimeFunctions.class, "monthsBetweenDates", int.class, int.class);

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
            case PLUS -> scalars.checkFinite(checked(checkUnits(call), SqlStdOperatorTable.CHECKED_PLUS));
            case MINUS ->
                monthsBetween(call)
                        .orElseGet(() -> scalars.checkFinite(
                                checked(sameTypes(checkUnits(call)), SqlStdOperatorTable.CHECKED_MINUS)));
            case TIMES -> scalars.checkFinite(checked(call, SqlStdOperatorTable.CHECKED_MULTIPLY));
            case MINUS_PREFIX -> checked(call, SqlStdOperatorTable.CHECKED_UNARY_MINUS);
            case DIVIDE -> checked(divide(call), SqlStdOperatorTable.CHECKED_DIVIDE);
            case FLOOR, CEIL -> roundDate(call);
            default -> scalars.rewrite(call);
        };
    }

    /** Rewrites a difference in months; Calcite's is wrong if it is negative. */
    private Optional<RexNode> monthsBetween(RexCall call) {
        if (!SqlTypeName.YEAR_INTERVAL_TYPES.contains(call.getType().getSqlTypeName())) {
            return Optional.empty();
        }
        RexCall times = sameTypes(call);
        boolean dates = times.operands.stream().allMatch(RexWorkarounds::isDate);
        return dates || times.operands.stream().allMatch(RexWorkarounds::isTimestamp)
                ? Optional.of(rexBuilder.makeCall(
                        call.getType(), dates ? MONTHS_BETWEEN_DATES : MONTHS_BETWEEN, times.operands))
                : Optional.empty();
    }

    private RexNode cast(RexCall call) {
        if (isDecimalToString(call)) {
            return decimalToString(call);
        }
        RexNode fraction = casts.dateTimeToString(call);
        if (!fraction.equals(call)) {
            return fraction;
        }
        RexNode whole = casts.toInteger(call);
        return whole.equals(call) ? casts.toDateTime(call).orElseGet(() -> casts.toCharacterType(call)) : whole;
    }

    /** Checks integer arithmetic for overflow; Calcite does not within decimal arithmetic. */
    private RexCall checked(RexCall call, SqlOperator operator) {
        return SqlTypeName.INT_TYPES.contains(call.getType().getSqlTypeName())
                ? (RexCall) rexBuilder.makeCall(call.getParserPosition(), call.getType(), operator, call.operands)
                : call;
    }

    /** Rewrites a division; Calcite's DECIMAL quotients have 16 digits, and a DOUBLE divided by zero is infinite. */
    public RexCall divide(RexCall call) {
        if (call.getKind() != SqlKind.DIVIDE) {
            return call;
        }
        RelDataType type = call.getType();
        return switch (type.getSqlTypeName()) {
            case DECIMAL ->
                divide(
                        call,
                        DecimalFunctions.QUOTIENT,
                        rexBuilder.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, DIGITS_OF_BIGINT, 0));
            case DOUBLE, FLOAT -> divide(call, DecimalFunctions.DOUBLE_QUOTIENT, type);
            default -> call;
        };
    }

    /** @param type the type to which operands of other types are cast */
    private RexCall divide(RexCall call, SqlOperator operator, RelDataType type) {
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

    static boolean isDecimalToString(RexCall cast) {
        return isDecimal(cast.operands.get(0))
                && SqlTypeName.CHAR_TYPES.contains(cast.getType().getSqlTypeName());
    }

    /** Rewrites a cast of a decimal to a string. */
    private RexNode decimalToString(RexCall cast) {
        RexNode number = cast.operands.get(0);
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        RelDataType type = types.createTypeWithNullability(
                types.createSqlType(SqlTypeName.VARCHAR), cast.getType().isNullable());
        RexNode scale = rexBuilder.makeExactLiteral(
                BigDecimal.valueOf(number.getType().getScale()), types.createSqlType(SqlTypeName.INTEGER));
        return rexBuilder.makeCast(
                cast.getType(), rexBuilder.makeCall(type, DecimalFunctions.FORMAT, List.of(number, scale)));
    }

    /** Casts the date in a difference with a timestamp; Calcite subtracts milliseconds from days. */
    private RexCall sameTypes(RexCall call) {
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

    /** Rejects hours, minutes and seconds added to a date, which Calcite ignores. */
    private static RexCall checkUnits(RexCall sum) {
        boolean losesTime = isDate(sum)
                && sum.operands.stream()
                        .anyMatch(operand -> DialectRewriter.PARTS_OF_DAY.contains(
                                operand.getType().getSqlTypeName()));
        if (losesTime) {
            throw new DriverException(
                    SqlState.DATATYPE_MISMATCH,
                    "Hours, minutes and seconds cannot be added to a DATE. Cast it first:"
                            + " CAST(... AS TIMESTAMP) + INTERVAL '1' HOUR");
        }
        return sum;
    }

    /** Rewrites FLOOR and CEIL of a date to an hour or less; Calcite returns 1970-01-01. */
    private static RexNode roundDate(RexCall call) {
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
