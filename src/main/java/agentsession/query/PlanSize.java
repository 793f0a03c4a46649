package agentsession.query;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.tree.PlanRewriter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Rejects queries that are too large to compile, before the planner spends minutes and much memory on them: its cost for
 * an OR is quadratic.
 */
final class PlanSize implements PlanRewriter.CallRewriter {
    private static final int MAX_OPERANDS = 300;
    private static final int MAX_CALLS = 4_000;

    private int calls;

    @Override
    public RexNode rewrite(RexCall call) {
        calls++;
        if (calls > MAX_CALLS) {
            throw tooLarge("The query has more than %d operations".formatted(MAX_CALLS));
        }
        boolean condition = call.getKind() == SqlKind.OR || call.getKind() == SqlKind.AND;
        if (condition && call.operands.size() > MAX_OPERANDS) {
            throw tooLarge("The query has %d conditions joined by %s, more than the %d that can be compiled"
                    .formatted(call.operands.size(), call.getKind(), MAX_OPERANDS));
        }
        return call;
    }

    private static DriverException tooLarge(String problem) {
        return new DriverException(
                SqlState.STATEMENT_TOO_COMPLEX,
                problem + ". Compare one column with a list by IN (...), which may have any length, or execute several"
                        + " queries.");
    }
}
