package agentsession.query.calcite;

import agentsession.adapter.ActionRule;
import agentsession.query.tree.LiteralFolding;
import agentsession.query.tree.RexTypes;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;

/**
 * Provides rules that do not use {@link org.apache.calcite.rex.RexSimplify}, which loses and adds rows: for example,
 * it simplifies {@code NULLIF(COALESCE(x, 1), 1) IS NOT NULL} to a condition that is true where x is NULL. Of
 * conditions, only the literals are folded.
 *
 * <p>Calcite: not reported.
 */
public final class ConditionRules {
    /** Folds the literals of a filter; removes a filter that is always true, and the input of one that never is. */
    public static final RelOptRule FILTER =
            ActionRule.of("FoldFilter", b -> b.operand(Filter.class).anyInputs(), ConditionRules::foldFilter);

    /** Folds the literals of a join condition. */
    public static final RelOptRule JOIN =
            ActionRule.of("FoldJoin", b -> b.operand(Join.class).anyInputs(), ConditionRules::foldJoin);

    /** Folds the literals of a projection. */
    public static final RelOptRule PROJECT =
            ActionRule.of("FoldProject", b -> b.operand(Project.class).anyInputs(), ConditionRules::foldProject);

    /** Creates filters, which reject a condition with a cast that only changes nullability or with nested ANDs. */
    private static final RelFactories.FilterFactory FILTERS = (input, condition, variables) -> LogicalFilter.create(
            input,
            RexTypes.filterCondition(condition, input.getCluster().getRexBuilder()),
            ImmutableSet.copyOf(variables));

    private static final RelBuilderFactory BUILDER =
            RelBuilder.proto(withoutSimplification(RelBuilder.Config.DEFAULT), FILTERS);

    private ConditionRules() {}

    /** Configures a builder not to simplify conditions. */
    static RelBuilder.Config withoutSimplification(RelBuilder.Config config) {
        return config.withSimplify(false);
    }

    /** Configures a rule of Calcite not to simplify the conditions that it moves. */
    public static RelOptRule withoutSimplification(RelOptRule rule) {
        return rule instanceof RelRule<?> configured
                ? configured.config.withRelBuilderFactory(BUILDER).toRule()
                : rule;
    }

    private static void foldFilter(RelOptRuleCall call) {
        Filter filter = call.rel(0);
        RexNode folded = new LiteralFolding(filter.getCluster().getRexBuilder()).condition(filter.getCondition());
        if (folded.isAlwaysTrue()) {
            call.transformTo(filter.getInput());
        } else if (folded.isAlwaysFalse()) {
            call.transformTo(LogicalValues.createEmpty(filter.getCluster(), filter.getRowType()));
        } else if (!folded.equals(filter.getCondition())) {
            call.transformTo(filter.copy(filter.getTraitSet(), filter.getInput(), folded));
        }
    }

    private static void foldJoin(RelOptRuleCall call) {
        Join join = call.rel(0);
        RexNode folded = new LiteralFolding(join.getCluster().getRexBuilder()).condition(join.getCondition());
        if (!folded.equals(join.getCondition())) {
            call.transformTo(join.copy(
                    join.getTraitSet(),
                    folded,
                    join.getLeft(),
                    join.getRight(),
                    join.getJoinType(),
                    join.isSemiJoinDone()));
        }
    }

    private static void foldProject(RelOptRuleCall call) {
        Project project = call.rel(0);
        RexBuilder rexBuilder = project.getCluster().getRexBuilder();
        LiteralFolding folding = new LiteralFolding(rexBuilder);
        List<RexNode> folded = project.getProjects().stream()
                .map(expression -> RexTypes.as(expression.getType(), expression.accept(folding), rexBuilder))
                .toList();
        if (!folded.equals(project.getProjects())) {
            call.transformTo(project.copy(project.getTraitSet(), project.getInput(), folded, project.getRowType()));
        }
    }
}
