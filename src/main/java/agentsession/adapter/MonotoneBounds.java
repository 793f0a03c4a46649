package agentsession.adapter;

import agentsession.report.ReportColumn;
import java.util.function.UnaryOperator;
import org.apache.calcite.rex.RexNode;

/**
 * What is known of an expression of one time column: it is never less than one expression and never more than another,
 * and these two never turn back as the column goes on, so that a bound on them is a bound on the column.
 *
 * @param column LOGIN_DTS or LOGOUT_DTS, the only column in the expressions
 * @param increasing whether they grow (or stay) as the column grows, rather than fall (or stay)
 * @param least never more than the expression; the same as {@code most} if it is monotone itself
 * @param most never less than the expression
 */
record MonotoneBounds(ReportColumn column, boolean increasing, RexNode least, RexNode most) {

    static MonotoneBounds of(ReportColumn column, RexNode monotone) {
        return new MonotoneBounds(column, true, monotone, monotone);
    }

    /**
     * The bounds of a function of the expression.
     *
     * @param grows whether the function grows (or stays) as its argument grows, rather than falls (or stays)
     */
    MonotoneBounds map(boolean grows, UnaryOperator<RexNode> function) {
        RexNode ofLeast = function.apply(least);
        RexNode ofMost = least.equals(most) ? ofLeast : function.apply(most);
        return grows
                ? new MonotoneBounds(column, increasing, ofLeast, ofMost)
                : new MonotoneBounds(column, !increasing, ofMost, ofLeast);
    }

    MonotoneBounds withLeast(UnaryOperator<RexNode> lower) {
        return new MonotoneBounds(column, increasing, lower.apply(least), most);
    }

    MonotoneBounds withMost(UnaryOperator<RexNode> higher) {
        return new MonotoneBounds(column, increasing, least, higher.apply(most));
    }
}
