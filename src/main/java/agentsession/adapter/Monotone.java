package agentsession.adapter;

import agentsession.report.ReportColumn;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * That an expression never turns back as a time column goes on, so that a bound on the one is a bound on the other.
 *
 * @param column LOGIN_DTS or LOGOUT_DTS, the only column in the expression
 * @param increasing whether it grows (or stays) as the column grows, rather than falls (or stays)
 */
record Monotone(ReportColumn column, boolean increasing) {

    private static final Set<String> TRUNCATIONS = Set.of("DATE_TRUNC", "DATETIME_TRUNC", "TIMESTAMP_TRUNC");
    private static final int LONGEST_TIME = "2026-04-27 12:02:00".length();

    /** What is known of an expression; null if it is not monotone, or not known to be. */
    static @Nullable Monotone of(RexNode node) {
        ReportColumn column = Rex.column(node);
        if (column != null) {
            return Rex.isTime(column) ? new Monotone(column, true) : null;
        }
        if (!(node instanceof RexCall call)) {
            return null;
        }
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case CAST, REINTERPRET ->
                keepsOrder(operands.get(0).getType(), call.getType()) ? of(operands.get(0)) : null;
            case FLOOR, CEIL -> of(operands.get(0));
            case EXTRACT -> isCounter(operands.get(0)) ? of(operands.get(1)) : null;
            case PLUS, CHECKED_PLUS -> sum(operands.get(0), operands.get(1), true);
            case MINUS, CHECKED_MINUS -> sum(operands.get(0), operands.get(1), false);
            case TIMES, CHECKED_TIMES ->
                sign(operands.get(0)) != 0
                        ? scaled(operands.get(1), sign(operands.get(0)))
                        : scaled(operands.get(0), sign(operands.get(1)));
            case DIVIDE, CHECKED_DIVIDE -> scaled(operands.get(0), sign(operands.get(1)));
            case MINUS_PREFIX, CHECKED_MINUS_PREFIX -> scaled(operands.get(0), -1);
            default -> TRUNCATIONS.contains(call.getOperator().getName()) ? of(operands.get(0)) : null;
        };
    }

    private static @Nullable Monotone sum(RexNode left, RexNode right, boolean plus) {
        if (Rex.isFree(right)) {
            return of(left);
        }
        return Rex.isFree(left) ? scaled(right, plus ? 1 : -1) : null;
    }

    private static @Nullable Monotone scaled(RexNode node, int sign) {
        Monotone inner = sign == 0 ? null : of(node);
        return inner == null || sign > 0 ? inner : new Monotone(inner.column, !inner.increasing);
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

    /** Whether the part of a time goes on counting, like the year, rather than start again, like the month. */
    private static boolean isCounter(RexNode flag) {
        return flag instanceof RexLiteral literal
                && literal.getValue() instanceof TimeUnitRange unit
                && switch (unit) {
                    case YEAR, ISOYEAR, DECADE, CENTURY, MILLENNIUM, EPOCH -> true;
                    default -> false;
                };
    }

    private static boolean keepsOrder(RelDataType from, RelDataType to) {
        if (SqlTypeUtil.isDatetime(from)) {
            return to.getSqlTypeName() == SqlTypeName.VARCHAR ? showsWholeTime(to) : isDateOrTimestamp(to);
        }
        return RexUtil.isLosslessCast(from, to)
                || (SqlTypeUtil.isExactNumeric(to)
                        && (SqlTypeUtil.isInterval(from) || SqlTypeUtil.isExactNumeric(from)));
    }

    /** 2026-04-27 12:02:00 sorts as text as it does as a time. */
    private static boolean showsWholeTime(RelDataType text) {
        return text.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED || text.getPrecision() >= LONGEST_TIME;
    }

    private static boolean isDateOrTimestamp(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE || type.getSqlTypeName() == SqlTypeName.TIMESTAMP;
    }
}
