package agentsession.query;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Rewrites expressions for which Calcite 1.42 generates code that fails or gives a wrong value. */
final class RexRepairs implements Rewriting.OfCalls {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final RexBuilder rexBuilder;

    RexRepairs(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    @Override
    public RexNode rewrite(RexCall call) {
        return switch (call.getKind()) {
            case CAST -> timeLiteral(call).orElse(call);
            case MINUS -> minus(call);
            case FLOOR, CEIL -> wholeDay(call);
            default -> call;
        };
    }

    /** Text cast to a time: Calcite takes one form of it and fails when the query runs. */
    private Optional<RexNode> timeLiteral(RexCall cast) {
        RexNode operand = cast.operands.get(0);
        String text = operand instanceof RexLiteral literal && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())
                ? literal.getValueAs(String.class)
                : null;
        if (text == null) {
            return Optional.empty();
        }
        RelDataType type = cast.getType();
        return switch (type.getSqlTypeName()) {
            case DATE ->
                Optional.of(rexBuilder.makeDateLiteral(
                        new DateString(DateTimeTexts.date(text).toString())));
            case TIME ->
                Optional.of(rexBuilder.makeTimeLiteral(
                        TimeString.fromMillisOfDay(
                                (int) (DateTimeTexts.time(text).toNanoOfDay() / NANOS_PER_MILLI)),
                        type.getPrecision()));
            case TIMESTAMP ->
                Optional.of(rexBuilder.makeTimestampLiteral(
                        TimestampString.fromMillisSinceEpoch(DateTimeTexts.timestamp(text)
                                .toInstant(ZoneOffset.UTC)
                                .toEpochMilli()),
                        type.getPrecision()));
            default -> Optional.empty();
        };
    }

    /** A date less a timestamp, or the reverse: Calcite subtracts milliseconds from days. */
    private RexNode minus(RexCall call) {
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

    private static boolean isDate(RexNode node) {
        return node.getType().getSqlTypeName() == SqlTypeName.DATE;
    }

    private static boolean isTimestamp(RexNode node) {
        return node.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP;
    }
}
