package agentsession.query.calcite;

import agentsession.adapter.LargeInList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Replaces large IN lists in a plan, which Calcite expands to as many comparisons.
 *
 * <p>Calcite: not reported.
 */
public final class LargeInLists {
    /** Shorter lists are as fast as comparisons, which Calcite can optimize. */
    private static final int SHORTEST = 30;

    private final RexBuilder rexBuilder;
    private final List<LargeInList> lists = new ArrayList<>();

    public LargeInLists(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    public List<LargeInList> all() {
        return List.copyOf(lists);
    }

    /** Replaces large lists in an OR of equalities or an AND of inequalities; returns other calls unchanged. */
    public RexNode compact(RexCall call) {
        return switch (call.getKind()) {
            case OR -> compact(call, RexUtil.flattenOr(call.operands), SqlKind.EQUALS);
            case AND -> compact(call, RexUtil.flattenAnd(call.operands), SqlKind.NOT_EQUALS);
            default -> call;
        };
    }

    private RexNode compact(RexCall call, List<RexNode> parts, SqlKind comparison) {
        if (parts.size() < SHORTEST) {
            return call;
        }
        Map<RexNode, List<RexNode>> byTested = new LinkedHashMap<>();
        List<RexNode> compacted = new ArrayList<>();
        for (RexNode part : parts) {
            if (part.getKind() == comparison && isListed((RexCall) part)) {
                byTested.computeIfAbsent(((RexCall) part).operands.get(0), tested -> new ArrayList<>())
                        .add(part);
            } else {
                compacted.add(part);
            }
        }
        byTested.forEach((tested, comparisons) -> {
            if (comparisons.size() < SHORTEST) {
                compacted.addAll(comparisons);
            } else {
                compacted.add(list(call, tested, comparisons, comparison == SqlKind.NOT_EQUALS));
            }
        });
        return compacted.size() == 1 ? compacted.get(0) : call.clone(call.getType(), compacted);
    }

    private static boolean isListed(RexCall comparison) {
        return LargeInList.supports(comparison.operands.get(0), comparison.operands.get(1));
    }

    private RexNode list(RexCall call, RexNode tested, List<RexNode> comparisons, boolean negated) {
        List<RexNode> values = comparisons.stream()
                .map(comparison -> ((RexCall) comparison).operands.get(1))
                .toList();
        LargeInList list = new LargeInList("LONG_LIST_" + lists.size(), values, negated);
        lists.add(list);
        return rexBuilder.makeCall(call.getType(), list.operator(), List.of(tested));
    }
}
