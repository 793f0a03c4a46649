package agentsession.adapter;

import com.google.common.collect.Lists;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Bounds of sums of times and months, and of differences in months. They are not monotonic at the end of a month: a month
 * before March 30, 12:00 is February 28, 12:00, but a month before March 31, 9:00 is February 28, 9:00. Those of dates are
 * monotonic, and are bounds of those of times.
 */
final class MonthArithmetic {
    private final RexBuilder rexBuilder;

    MonthArithmetic(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    /** Whether a sum shifts its operand {@code time} by months. */
    static boolean isShift(RexCall sum, int time) {
        return isTime(sum.operands.get(time)) && isMonths(sum.operands.get(1 - time));
    }

    /** The bounds of a shift, which does not change the time of day. */
    MonotoneBounds shifted(RexCall shift, int time, MonotoneBounds bounds) {
        if (RexInspection.isStartOfDay(shift.operands.get(time))) {
            return bounds.map(true, bound -> RexInspection.withOperand(shift, time, bound));
        }
        return bounds.map(true, bound -> RexInspection.withOperand(shift, time, startOfDay(bound)))
                .withUpper(this::endOfDay);
    }

    /** Whether a call is the difference of two times in months. */
    static boolean isDifference(RexCall call) {
        return isMonths(call) && isTime(call.operands.get(0)) && isTime(call.operands.get(1));
    }

    /** The difference of the dates of two times. */
    RexCall differenceOfDays(RexCall difference) {
        return difference.clone(difference.getType(), Lists.transform(difference.operands, this::startOfDay));
    }

    /** The bounds of a difference of times: the times of day may reduce it by a month, in either direction. */
    MonotoneBounds difference(MonotoneBounds ofDays) {
        return ofDays.withLower(
                        bound -> closerToZero(bound, SqlStdOperatorTable.GREATER_THAN, SqlStdOperatorTable.MINUS))
                .withUpper(bound -> closerToZero(bound, SqlStdOperatorTable.LESS_THAN, SqlStdOperatorTable.PLUS));
    }

    /** A difference reduced by a month, if it is on that side of zero. */
    private RexNode closerToZero(RexNode difference, SqlOperator side, SqlOperator operator) {
        SqlIntervalQualifier months = new SqlIntervalQualifier(TimeUnit.MONTH, null, SqlParserPos.ZERO);
        RexNode zero = rexBuilder.makeIntervalLiteral(BigDecimal.ZERO, months);
        return rexBuilder.makeCall(
                difference.getType(),
                SqlStdOperatorTable.CASE,
                List.of(
                        rexBuilder.makeCall(side, difference, zero),
                        sum(operator, difference, BigDecimal.ONE, months),
                        difference));
    }

    private RexNode startOfDay(RexNode time) {
        return RexInspection.isStartOfDay(time)
                ? time
                : rexBuilder.makeCall(
                        time.getType(),
                        SqlStdOperatorTable.FLOOR,
                        List.of(time, rexBuilder.makeFlag(TimeUnitRange.DAY)));
    }

    private RexNode endOfDay(RexNode startOfDay) {
        return sum(
                SqlStdOperatorTable.DATETIME_PLUS,
                startOfDay,
                BigDecimal.valueOf(DateTimeUtils.MILLIS_PER_DAY - 1),
                new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
    }

    private RexNode sum(SqlOperator operator, RexNode node, BigDecimal interval, SqlIntervalQualifier unit) {
        return rexBuilder.makeCall(
                node.getType(), operator, List.of(node, rexBuilder.makeIntervalLiteral(interval, unit)));
    }

    private static boolean isTime(RexNode node) {
        SqlTypeName type = node.getType().getSqlTypeName();
        return type == SqlTypeName.TIMESTAMP || type == SqlTypeName.DATE;
    }

    private static boolean isMonths(RexNode node) {
        return SqlTypeName.YEAR_INTERVAL_TYPES.contains(node.getType().getSqlTypeName());
    }
}
