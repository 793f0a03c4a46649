package agentsession.adapter;

import agentsession.report.ReportColumn;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Finds the {@link MonotoneBounds} of expressions. */
final class Monotone {
    private static final Set<String> TRUNCATIONS = Set.of("DATE_TRUNC", "DATETIME_TRUNC", "TIMESTAMP_TRUNC");
    private static final int TIMESTAMP_LENGTH = "2026-04-27 12:02:00".length();

    private final MonthArithmetic months;

    Monotone(RexBuilder rexBuilder) {
        this.months = new MonthArithmetic(rexBuilder);
    }

    /** The bounds of an expression; null if there are none, or none are known. */
    @Nullable
    MonotoneBounds bounds(RexNode node) {
        ReportColumn column = RexInspection.column(node);
        if (column != null) {
            return RexInspection.isTime(column) ? MonotoneBounds.of(column, node) : null;
        }
        if (!(node instanceof RexCall call)) {
            return null;
        }
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case CAST, REINTERPRET -> preservesOrder(operands.get(0), call.getType()) ? bounds(call, 0, true) : null;
            case FLOOR, CEIL -> bounds(call, 0, true);
            case EXTRACT -> isIncreasing(operands.get(0)) ? bounds(call, 1, true) : null;
            case PLUS, CHECKED_PLUS -> sum(call, true);
            case MINUS, CHECKED_MINUS -> sum(call, false);
            case TIMES, CHECKED_TIMES ->
                sign(operands.get(0)) != 0
                        ? scaled(call, 1, sign(operands.get(0)))
                        : scaled(call, 0, sign(operands.get(1)));
            case DIVIDE, CHECKED_DIVIDE -> scaled(call, 0, sign(operands.get(1)));
            case MINUS_PREFIX, CHECKED_MINUS_PREFIX -> scaled(call, 0, -1);
            default -> TRUNCATIONS.contains(call.getOperator().getName()) ? bounds(call, 0, true) : null;
        };
    }

    /** @param increasing whether the call is increasing, rather than decreasing, in the operand with the column */
    private @Nullable MonotoneBounds bounds(RexCall call, int operand, boolean increasing) {
        MonotoneBounds inner = bounds(call.operands.get(operand));
        return inner == null ? null : inner.map(increasing, bound -> RexInspection.withOperand(call, operand, bound));
    }

    private @Nullable MonotoneBounds scaled(RexCall call, int operand, int sign) {
        return sign == 0 ? null : bounds(call, operand, sign > 0);
    }

    private @Nullable MonotoneBounds sum(RexCall call, boolean plus) {
        int operand = RexInspection.isRowIndependent(call.operands.get(0)) ? 1 : 0;
        if (!RexInspection.isRowIndependent(call.operands.get(1 - operand))) {
            return null;
        }
        boolean increasing = plus || operand == 0;
        if (MonthArithmetic.isShift(call, operand)) {
            MonotoneBounds time = bounds(call.operands.get(operand));
            return time == null ? null : months.shifted(call, operand, time);
        }
        if (MonthArithmetic.isDifference(call)) {
            RexCall ofDays = months.differenceOfDays(call);
            MonotoneBounds difference = bounds(ofDays, operand, increasing);
            return difference == null || ofDays.equals(call) ? difference : months.difference(difference);
        }
        return bounds(call, operand, increasing);
    }

    private static int sign(RexNode node) {
        if (!(node instanceof RexLiteral literal) || literal.isNull()) {
            return 0;
        }
        BigDecimal number = literal.getTypeName() == SqlTypeName.DECIMAL
                        || SqlTypeName.INTERVAL_TYPES.contains(literal.getTypeName())
                ? literal.getValueAs(BigDecimal.class)
                : null;
        return number == null ? 0 : number.signum();
    }

    /** Whether a time unit of EXTRACT is increasing, like YEAR, rather than periodic, like MONTH. */
    private static boolean isIncreasing(RexNode flag) {
        return flag instanceof RexLiteral literal
                && literal.getValue() instanceof TimeUnitRange unit
                && switch (unit) {
                    case YEAR, ISOYEAR, DECADE, CENTURY, MILLENNIUM, EPOCH -> true;
                    default -> false;
                };
    }

    private static boolean preservesOrder(RexNode operand, RelDataType to) {
        RelDataType from = operand.getType();
        if (SqlTypeUtil.inCharFamily(to)) {
            return to.getSqlTypeName() == SqlTypeName.VARCHAR && fitsTimestamp(to) && isTimeOfColumn(operand);
        }
        if (SqlTypeUtil.isDatetime(from)) {
            return isDateOrTimestamp(to);
        }
        return RexUtil.isLosslessCast(from, to)
                || (SqlTypeUtil.isExactNumeric(to)
                        && (SqlTypeUtil.isInterval(from) || SqlTypeUtil.isExactNumeric(from)));
    }

    /** Whether a string type is long enough for 2026-04-27 12:02:00, which sorts as a string like a time. */
    private static boolean fitsTimestamp(RelDataType text) {
        return text.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED || text.getPrecision() >= TIMESTAMP_LENGTH;
    }

    /** Whether a date or timestamp has the year of a column, which has four digits. */
    private static boolean isTimeOfColumn(RexNode node) {
        return RexInspection.column(node) != null
                || (node instanceof RexCall call
                        && isDateOrTimestamp(call.getType())
                        && (call.isA(SqlKind.CAST) || call.isA(SqlKind.FLOOR) || call.isA(SqlKind.CEIL))
                        && isTimeOfColumn(call.operands.get(0)));
    }

    private static boolean isDateOrTimestamp(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE || type.getSqlTypeName() == SqlTypeName.TIMESTAMP;
    }
}
