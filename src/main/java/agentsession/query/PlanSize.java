package agentsession.query;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.tree.PlanRewriter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Refuses what could not be compiled anyway, before the planner has spent minutes and the memory of the application on
 * it: what it does with an OR grows with the square of the length.
 */
final class PlanSize implements PlanRewriter.CallRewriter {
    private static final int LONGEST_CONDITION = 300;
    private static final int MOST_CALLS = 4_000;

    private int calls;

    @Override
    public RexNode rewrite(RexCall call) {
        calls++;
        if (calls > MOST_CALLS) {
            throw tooLarge("The query has more than %d operations".formatted(MOST_CALLS));
        }
        boolean condition = call.getKind() == SqlKind.OR || call.getKind() == SqlKind.AND;
        if (condition && call.operands.size() > LONGEST_CONDITION) {
            throw tooLarge("The query has %d conditions joined by %s, more than the %d that can be compiled"
                    .formatted(call.operands.size(), call.getKind(), LONGEST_CONDITION));
        }
        return call;
    }

    private static DriverException tooLarge(String what) {
        return new DriverException(
                SqlState.STATEMENT_TOO_COMPLEX,
                what + ". Compare one column with a list by IN (...), which may be of any length, or run several"
                        + " queries.");
    }
}
