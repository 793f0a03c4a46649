package agentsession.query.calcite;

import java.util.function.Predicate;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rel.rules.FilterMergeRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;
import org.apache.calcite.rel.rules.FilterSortTransposeRule;
import org.apache.calcite.rex.RexUtil;

/**
 * Provides the rules of Calcite that move filters, restricted to cases in which the result stays the same. A correlated
 * filter stays above rows that are read once; no filter moves below a LIMIT or a grand total of grouping sets.
 *
 * <p>Calcite: not reported.
 */
public final class FilterRules {
    /** Merges two filters. */
    public static final RelOptRule MERGE = FilterMergeRule.Config.DEFAULT
            .withOperandSupplier(filter -> filter.operand(Filter.class)
                    .predicate(FilterRules::isUncorrelated)
                    .oneInput(other -> other.operand(Filter.class)
                            .predicate(FilterRules::isUncorrelated)
                            .anyInputs()))
            .toRule();

    /** Moves a filter below an aggregate. */
    public static final RelOptRule AGGREGATE_TRANSPOSE = uncorrelated(
            FilterAggregateTransposeRule.Config.DEFAULT,
            Aggregate.class,
            aggregate -> !EmptyGroupingSets.has(aggregate));

    /** Moves a filter below a UNION, INTERSECT or EXCEPT. */
    public static final RelOptRule SET_OP_TRANSPOSE =
            uncorrelated(FilterSetOpTransposeRule.Config.DEFAULT, SetOp.class, setOperation -> true);

    /** Moves a filter below an ORDER BY. */
    public static final RelOptRule SORT_TRANSPOSE =
            uncorrelated(FilterSortTransposeRule.Config.DEFAULT, Sort.class, RelOptUtil::isPureOrder);

    private FilterRules() {}

    private static <R extends RelNode> RelOptRule uncorrelated(
            RelRule.Config rule, Class<R> below, Predicate<R> allowed) {
        return rule.withOperandSupplier(filter -> filter.operand(Filter.class)
                        .predicate(FilterRules::isUncorrelated)
                        .oneInput(
                                input -> input.operand(below).predicate(allowed).anyInputs()))
                .toRule();
    }

    private static boolean isUncorrelated(Filter filter) {
        return !RexUtil.containsCorrelation(filter.getCondition());
    }
}
