package agentsession.adapter;

import agentsession.report.ReportColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Properties of expressions on the columns of the table. */
final class RexInspection {
    private RexInspection() {}

    /** The column that an expression is equal to, except for lossless casts; null if none. */
    static @Nullable ReportColumn column(RexNode node) {
        RexNode inner = node;
        while (inner.isA(SqlKind.CAST) && isLossless((RexCall) inner)) {
            inner = ((RexCall) inner).operands.get(0);
        }
        return inner instanceof RexInputRef ref ? ReportColumn.ALL.get(ref.getIndex()) : null;
    }

    static boolean isTime(ReportColumn column) {
        return column == ReportColumn.LOGIN_DTS || column == ReportColumn.LOGOUT_DTS;
    }

    private static boolean isLossless(RexCall cast) {
        RelDataType from = cast.operands.get(0).getType();
        RelDataType to = cast.getType();
        if (from.getSqlTypeName() == SqlTypeName.TIMESTAMP) {
            return to.getSqlTypeName() == SqlTypeName.TIMESTAMP;
        }
        return (SqlTypeUtil.inCharFamily(from) && SqlTypeUtil.inCharFamily(to))
                ? fits(from, to)
                : RexUtil.isLosslessCast(cast);
    }

    private static boolean fits(RelDataType from, RelDataType to) {
        return to.getSqlTypeName() == SqlTypeName.VARCHAR
                && (!isLimited(to) || (isLimited(from) && from.getPrecision() <= to.getPrecision()));
    }

    private static boolean isLimited(RelDataType text) {
        return text.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED;
    }

    /** Whether a date or timestamp is always the start of a day. */
    static boolean isStartOfDay(RexNode time) {
        if (time.getType().getSqlTypeName() == SqlTypeName.DATE) {
            return true;
        }
        return time instanceof RexCall call
                && switch (call.getKind()) {
                    case CAST -> isStartOfDay(call.operands.get(0));
                    case FLOOR, CEIL -> call.operands.size() == 2 && isDayOrLonger(call.operands.get(1));
                    default -> false;
                };
    }

    static RexNode withOperand(RexCall call, int index, RexNode operand) {
        List<RexNode> operands = new ArrayList<>(call.operands);
        operands.set(index, operand);
        return call.clone(call.getType(), operands);
    }

    /** Whether an expression has the same value for all rows of one query execution. */
    static boolean isRowIndependent(RexNode node) {
        return RexUtil.isDeterministic(node) && usesOnly(node, part -> false);
    }

    /** Whether a test depends on the date of LOGIN_DTS only, and is not true if that is NULL. */
    static boolean isByDay(RexNode test) {
        return RexUtil.isDeterministic(test)
                && usesOnly(test, RexInspection::isDayOfLogin)
                && Strong.isNotTrue(test, ImmutableBitSet.of(ReportColumn.LOGIN_DTS.index()));
    }

    /** Whether an expression contains columns only in allowed sub-expressions. */
    private static boolean usesOnly(RexNode node, Predicate<RexNode> allowed) {
        if (allowed.test(node)) {
            return true;
        }
        if (node instanceof RexCall call) {
            return !(call instanceof RexOver)
                    && !(call instanceof RexSubQuery)
                    && call.operands.stream().allMatch(operand -> usesOnly(operand, allowed));
        }
        return node instanceof RexLiteral || node instanceof RexDynamicParam;
    }

    private static boolean isDayOfLogin(RexNode node) {
        if (!(node instanceof RexCall call)) {
            return false;
        }
        return switch (call.getKind()) {
            case CAST -> call.getType().getSqlTypeName() == SqlTypeName.DATE && isLogin(call.operands.get(0));
            case EXTRACT -> isDayOrLonger(call.operands.get(0)) && isLogin(call.operands.get(1));
            case FLOOR ->
                call.operands.size() == 2 && isDayOrLonger(call.operands.get(1)) && isLogin(call.operands.get(0));
            default -> false;
        };
    }

    private static boolean isLogin(RexNode node) {
        return column(node) == ReportColumn.LOGIN_DTS;
    }

    private static boolean isDayOrLonger(RexNode flag) {
        return flag instanceof RexLiteral literal
                && literal.getValue() instanceof TimeUnitRange unit
                && switch (unit) {
                    case DAY, DOW, ISODOW, DOY, WEEK, MONTH, QUARTER, YEAR, ISOYEAR, DECADE, CENTURY, MILLENNIUM ->
                        true;
                    default -> false;
                };
    }

    /** The value of a literal that a condition can contain; null for other expressions. */
    static @Nullable Object constant(RexNode node) {
        if (!(node instanceof RexLiteral literal) || literal.isNull()) {
            return null;
        }
        return switch (literal.getType().getSqlTypeName()) {
            case TIMESTAMP -> literal.getValueAs(Long.class);
            case INTEGER, BIGINT, SMALLINT, TINYINT, DECIMAL -> literal.getValueAs(BigDecimal.class);
            case CHAR, VARCHAR -> literal.getValueAs(String.class);
            default -> null;
        };
    }

    /** The text of an expression in the plan, with the names of the columns. */
    static String text(RexNode node) {
        String digest = node.toString();
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < digest.length(); i++) {
            char c = digest.charAt(i);
            quoted ^= c == '\'';
            int end = i + 1;
            while (c == '$' && !quoted && end < digest.length() && Character.isDigit(digest.charAt(end))) {
                end++;
            }
            if (end > i + 1) {
                text.append(ReportColumn.ALL.get(Integer.parseInt(digest, i + 1, end, 10)));
                i = end - 1;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
