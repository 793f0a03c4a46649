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
 * How many rows a plan gives at most, where it says so at its root. Calcite's own LIMIT looks for one row more than it
 * gives, and on a slow service waits for it; who knows the number beforehand need not look.
 *
 * <p>Calcite: not reported.
 *
 * @param fetch a literal or a parameter; null where the plan does not say
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

    /** The number in one run, {@link Long#MAX_VALUE} for no limit. */
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
