package agentsession.query.tree;

import agentsession.concurrent.CurrentToken;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Rewrites the calls in all expressions of a plan, including sub-queries, bottom-up. */
public final class PlanRewriter extends RelHomogeneousShuttle {
    /** Rewrites a call. */
    public interface CallRewriter {
        RexNode rewrite(RexCall call);
    }

    private final RexShuttle expressions;

    private PlanRewriter(CallRewriter calls) {
        expressions = new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                CurrentToken.throwIfCancelled();
                RexNode visited = super.visitCall(call);
                return visited instanceof RexCall rewritable && !(visited instanceof RexSubQuery)
                        ? calls.rewrite(rewritable)
                        : visited;
            }

            @Override
            public RexNode visitOver(RexOver over) {
                return calls.rewrite((RexCall) super.visitOver(over));
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                RelNode rel = visited.rel.accept(PlanRewriter.this);
                return rel.equals(visited.rel) ? visited : visited.clone(rel);
            }
        };
    }

    public static RelNode of(RelNode rel, CallRewriter calls) {
        return rel.accept(new PlanRewriter(calls));
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        if (!(visited instanceof Filter filter)) {
            return visited.accept(expressions);
        }
        RexNode condition = RexTypes.filterCondition(
                expressions.apply(filter.getCondition()), filter.getCluster().getRexBuilder());
        return condition.equals(filter.getCondition())
                ? filter
                : filter.copy(filter.getTraitSet(), filter.getInput(), condition);
    }
}
