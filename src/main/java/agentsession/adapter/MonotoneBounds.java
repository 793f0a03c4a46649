package agentsession.adapter;

import agentsession.report.ReportColumn;
import java.util.function.UnaryOperator;
import org.apache.calcite.rex.RexNode;

/**
 * Monotonic lower and upper bounds of an expression of one time column. A comparison of a monotonic function becomes a
 * bound on the column.
 *
 * @param column LOGIN_DTS or LOGOUT_DTS, the only column in the expressions
 * @param increasing whether both bounds are (weakly) increasing, rather than decreasing, in the column
 * @param lower at most the expression; equal to {@code upper} if the expression itself is monotonic
 * @param upper at least the expression
 */
record MonotoneBounds(ReportColumn column, boolean increasing, RexNode lower, RexNode upper) {

    static MonotoneBounds of(ReportColumn column, RexNode monotone) {
        return new MonotoneBounds(column, true, monotone, monotone);
    }

    /**
     * The bounds of a function of the expression.
     *
     * @param functionIncreasing whether the function is (weakly) increasing, rather than decreasing
     */
    MonotoneBounds map(boolean functionIncreasing, UnaryOperator<RexNode> function) {
        RexNode ofLower = function.apply(lower);
        RexNode ofUpper = lower.equals(upper) ? ofLower : function.apply(upper);
        return functionIncreasing
                ? new MonotoneBounds(column, increasing, ofLower, ofUpper)
                : new MonotoneBounds(column, !increasing, ofUpper, ofLower);
    }

    MonotoneBounds withLower(UnaryOperator<RexNode> function) {
        return new MonotoneBounds(column, increasing, function.apply(lower), upper);
    }

    MonotoneBounds withUpper(UnaryOperator<RexNode> function) {
        return new MonotoneBounds(column, increasing, lower, function.apply(upper));
    }
}
