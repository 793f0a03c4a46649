package agentsession.query;

import agentsession.adapter.ScanRules;
import agentsession.query.calcite.ConditionRules;
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
import org.apache.calcite.rel.rules.AggregateExpandDistinctAggregatesRule;
import org.apache.calcite.rel.rules.AggregateExpandWithinDistinctRule;
import org.apache.calcite.rel.rules.AggregateReduceFunctionsRule;
import org.apache.calcite.rel.rules.CalcMergeRule;
import org.apache.calcite.rel.rules.FilterCorrelateRule;
import org.apache.calcite.rel.rules.FilterJoinRule;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.JoinPushExpressionsRule;
import org.apache.calcite.rel.rules.JoinPushTransitivePredicatesRule;
import org.apache.calcite.rel.rules.ProjectMergeRule;
import org.apache.calcite.rel.rules.ProjectRemoveRule;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.rel.rules.SampleToFilterRule;
import org.apache.calcite.rel.rules.SortRemoveConstantKeysRule;
import org.apache.calcite.rel.rules.UnionMergeRule;
import org.apache.calcite.rel.rules.UnionToDistinctRule;

/**
 * The planner rules. There is only one way to read the table and requests are expensive, so rewrite rules determine the
 * shape of a plan; the cost-based planner only chooses the algorithm of each operator.
 *
 * <p>Rules are created from their configurations, since the class {@code CoreRules} creates all rules of Calcite, which
 * takes a tenth of the first query's time.
 */
final class PlanRules {
    /** Pushes filters down to the scans. */
    static final HepProgram FILTERS = program(List.of(
            ConditionRules.FILTER,
            ConditionRules.JOIN,
            FilterRules.MERGE,
            FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig.DEFAULT.toRule(),
            FilterJoinRule.JoinConditionPushRule.JoinConditionPushRuleConfig.DEFAULT.toRule(),
            JoinPushExpressionsRule.Config.DEFAULT.toRule(),
            FilterProjectTransposeRule.Config.DEFAULT.toRule(),
            FilterRules.AGGREGATE_TRANSPOSE,
            FilterRules.SET_OP_TRANSPOSE,
            FilterRules.SORT_TRANSPOSE,
            FilterCorrelateRule.Config.DEFAULT.toRule()));

    /** Infers filters on one side of a join from those on the other. */
    static final HepProgram INFERENCES = program(List.of(JoinPushTransitivePredicatesRule.Config.DEFAULT.toRule()));

    /** Rewrites DISTINCT aggregates, some of them to grouping sets. */
    static final HepProgram DISTINCT_AGGREGATES = program(List.of(
            AggregateExpandWithinDistinctRule.Config.DEFAULT.toRule(),
            AggregateExpandDistinctAggregatesRule.Config.DEFAULT.toRule()));

    /** Simplifies the plan, and rewrites operators that have no algorithm. */
    static final HepProgram CLEAN_UP = program(List.of(
            ConditionRules.PROJECT,
            WindowRules.PROJECT_TO_WINDOW,
            AggregateReduceFunctionsRule.Config.DEFAULT.toRule(),
            UnionMergeRule.Config.DEFAULT.toRule(),
            UnionMergeRule.Config.INTERSECT.toRule(),
            UnionMergeRule.Config.MINUS.toRule(),
            UnionToDistinctRule.Config.DEFAULT.toRule(),
            SampleToFilterRule.Config.DEFAULT.toRule(),
            ProjectMergeRule.Config.DEFAULT.toRule(),
            ProjectRemoveRule.Config.DEFAULT.toRule(),
            SortRemoveConstantKeysRule.Config.DEFAULT.toRule(),
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

    /** Pushes filters, columns and limits into the scans. */
    static final HepProgram SCANS = program(ScanRules.ALL);

    /** The algorithms. Joins are not reordered: the left side streams, the right one is stored in memory. */
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

    /** Merges adjacent filters and projections. */
    static final HepProgram CALCS = program(List.of(
            EnumerableRules.ENUMERABLE_FILTER_TO_CALC_RULE,
            EnumerableRules.ENUMERABLE_PROJECT_TO_CALC_RULE,
            CalcMergeRule.Config.DEFAULT.toRule()));

    private PlanRules() {}

    private static HepProgram program(List<RelOptRule> rules) {
        return HepProgram.builder()
                .addMatchOrder(HepMatchOrder.TOP_DOWN)
                .addRuleCollection(rules.stream()
                        .map(ConditionRules::withoutSimplification)
                        .toList())
                .build();
    }
}
