package agentsession.query;

import agentsession.adapter.ScanRules;
import agentsession.query.calcite.FilterRules;
import agentsession.query.calcite.RecursiveScan;
import agentsession.query.subquery.MemoizedCorrelate;
import agentsession.query.subquery.SharedSpool;
import agentsession.query.window.WindowRules;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.PruneEmptyRules;

/**
 * The rules by which a query becomes a plan. There is one way to read the table and requests are dear, so the shape of a
 * plan is found by rewriting; what is left to the cost-based planner is the choice of the algorithm for each step.
 */
final class PlanRules {
    /** Brings filters as near to the scans as they go. */
    static final HepProgram FILTERS = program(List.of(
            CoreRules.FILTER_REDUCE_EXPRESSIONS,
            CoreRules.JOIN_REDUCE_EXPRESSIONS,
            FilterRules.MERGE,
            CoreRules.FILTER_INTO_JOIN,
            CoreRules.JOIN_CONDITION_PUSH,
            CoreRules.JOIN_PUSH_EXPRESSIONS,
            CoreRules.FILTER_PROJECT_TRANSPOSE,
            FilterRules.AGGREGATE_TRANSPOSE,
            FilterRules.SET_OP_TRANSPOSE,
            FilterRules.SORT_TRANSPOSE,
            CoreRules.FILTER_CORRELATE));

    /** What equal keys on both sides of a join say of the other side. */
    static final HepProgram INFERENCES = program(List.of(CoreRules.JOIN_PUSH_TRANSITIVE_PREDICATES));

    /** Rewrites aggregates of different values, some of them into grouping sets. */
    static final HepProgram DISTINCT_AGGREGATES = program(
            List.of(CoreRules.AGGREGATE_EXPAND_WITHIN_DISTINCT, CoreRules.AGGREGATE_EXPAND_DISTINCT_AGGREGATES));

    /** Simplifies, and rewrites what has no algorithm of its own. */
    static final HepProgram CLEAN_UP = program(List.of(
            CoreRules.PROJECT_REDUCE_EXPRESSIONS,
            WindowRules.PROJECT_TO_WINDOW,
            CoreRules.AGGREGATE_REDUCE_FUNCTIONS,
            CoreRules.UNION_MERGE,
            CoreRules.INTERSECT_MERGE,
            CoreRules.MINUS_MERGE,
            CoreRules.UNION_TO_DISTINCT,
            CoreRules.SAMPLE_TO_FILTER,
            CoreRules.PROJECT_MERGE,
            CoreRules.PROJECT_REMOVE,
            CoreRules.SORT_REMOVE_CONSTANT_KEYS,
            PruneEmptyRules.UNION_INSTANCE,
            PruneEmptyRules.INTERSECT_INSTANCE,
            PruneEmptyRules.MINUS_INSTANCE,
            PruneEmptyRules.PROJECT_INSTANCE,
            PruneEmptyRules.FILTER_INSTANCE,
            PruneEmptyRules.SORT_INSTANCE,
            WindowRules.PRUNE_EMPTY_WINDOW,
            PruneEmptyRules.AGGREGATE_INSTANCE,
            PruneEmptyRules.JOIN_LEFT_INSTANCE,
            PruneEmptyRules.JOIN_RIGHT_INSTANCE,
            PruneEmptyRules.SORT_FETCH_ZERO_INSTANCE));

    /** Tells the scans what is above them. */
    static final HepProgram SCANS = program(ScanRules.ALL);

    /** The algorithms. Joins keep the order in which they are written: the left side streams, the right one is held. */
    static final List<RelOptRule> ALGORITHMS = List.of(
            EnumerableRules.ENUMERABLE_JOIN_RULE,
            EnumerableRules.ENUMERABLE_ASOFJOIN_RULE,
            MemoizedCorrelate.RULE,
            SharedSpool.RULE,
            EnumerableRules.ENUMERABLE_PROJECT_RULE,
            EnumerableRules.ENUMERABLE_FILTER_RULE,
            EnumerableRules.ENUMERABLE_AGGREGATE_RULE,
            EnumerableRules.ENUMERABLE_SORT_RULE,
            EnumerableRules.ENUMERABLE_LIMIT_RULE,
            EnumerableRules.ENUMERABLE_LIMIT_SORT_RULE,
            EnumerableRules.ENUMERABLE_COLLECT_RULE,
            EnumerableRules.ENUMERABLE_UNCOLLECT_RULE,
            EnumerableRules.ENUMERABLE_UNION_RULE,
            EnumerableRules.ENUMERABLE_INTERSECT_RULE,
            EnumerableRules.ENUMERABLE_MINUS_RULE,
            EnumerableRules.ENUMERABLE_REPEAT_UNION_RULE,
            EnumerableRules.ENUMERABLE_TABLE_SPOOL_RULE,
            RecursiveScan.RULE,
            EnumerableRules.ENUMERABLE_VALUES_RULE,
            WindowRules.WINDOW_TO_CODE,
            EnumerableRules.ENUMERABLE_TABLE_FUNCTION_SCAN_RULE,
            EnumerableRules.ENUMERABLE_MATCH_RULE);

    /** Makes one pass over the rows of neighbouring filters and projections. */
    static final HepProgram CALCS = program(List.of(
            EnumerableRules.ENUMERABLE_FILTER_TO_CALC_RULE,
            EnumerableRules.ENUMERABLE_PROJECT_TO_CALC_RULE,
            CoreRules.CALC_MERGE));

    private PlanRules() {}

    private static HepProgram program(List<RelOptRule> rules) {
        return HepProgram.builder()
                .addMatchOrder(HepMatchOrder.TOP_DOWN)
                .addRuleCollection(rules)
                .build();
    }
}
