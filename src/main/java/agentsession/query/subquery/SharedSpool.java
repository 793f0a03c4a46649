package agentsession.query.subquery;

import agentsession.adapter.RowSpool;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.convert.ConverterRule;

/** Rows that stand in several places of a plan and are to be computed once; {@link RowSpool} does it. */
public final class SharedSpool extends SingleRel {
    /** To the operator that runs. */
    public static final RelOptRule RULE = ConverterRule.Config.INSTANCE
            .withConversion(SharedSpool.class, Convention.NONE, EnumerableConvention.INSTANCE, "SharedRowsRule")
            .withRuleFactory(Rule::new)
            .toRule();

    private SharedSpool(RelNode input) {
        super(input.getCluster(), input.getCluster().traitSetOf(Convention.NONE), input);
    }

    /** The rows of a plan, to stand in several places; the plan itself where its rows depend on a row around it. */
    public static RelNode of(RelNode plan) {
        return RelOptUtil.getVariablesUsed(plan).isEmpty() ? new SharedSpool(plan) : plan;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new SharedSpool(inputs.get(0));
    }

    private static final class Rule extends ConverterRule {
        Rule(Config config) {
            super(config);
        }

        @Override
        public RelNode convert(RelNode rel) {
            return new RowSpool(convert(
                    ((SharedSpool) rel).getInput(), rel.getCluster().traitSetOf(EnumerableConvention.INSTANCE)));
        }
    }
}
