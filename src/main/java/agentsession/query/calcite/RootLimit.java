package agentsession.query.calcite;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.adapter.enumerable.EnumerableLimitSort;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Returns the row limit at the root of a plan, so that no row beyond it is requested. Calcite's LIMIT reads one row
 * more than it returns, and waits for it on a slow service.
 *
 * <p>Calcite: not reported.
 *
 * @param fetch a literal or a parameter; null if there is no limit
 */
public record RootLimit(@Nullable RexNode fetch) {
    public static final RootLimit NONE = new RootLimit(null);

    public static RootLimit of(RelNode root) {
        if (root instanceof EnumerableCalc calc && calc.getProgram().getCondition() == null) {
            return of(calc.getInput());
        }
        if (root instanceof EnumerableLimit limit) {
            return new RootLimit(limit.fetch);
        }
        return root instanceof EnumerableLimitSort limit ? new RootLimit(limit.fetch) : NONE;
    }

    /** Returns the limit of an execution; {@link Long#MAX_VALUE} if there is none. */
    public long rows(List<@Nullable Object> parameters) {
        if (fetch instanceof RexLiteral) {
            return RexLiteral.longValue(fetch);
        }
        if (fetch instanceof RexDynamicParam parameter
                && parameters.get(parameter.getIndex()) instanceof Number number) {
            return number.longValue();
        }
        return Long.MAX_VALUE;
    }
}
