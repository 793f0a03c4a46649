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

/** A sub-plan that occurs several times in a plan and is executed once; it becomes a {@link RowSpool}. */
public final class SharedSpool extends SingleRel {
    /** Converts this operator to a {@link RowSpool}. */
    public static final RelOptRule RULE = ConverterRule.Config.INSTANCE
            .withConversion(SharedSpool.class, Convention.NONE, EnumerableConvention.INSTANCE, "SharedSpoolRule")
            .withRuleFactory(Rule::new)
            .toRule();

    private SharedSpool(RelNode input) {
        super(input.getCluster(), input.getCluster().traitSetOf(Convention.NONE), input);
    }

    /** Wraps a plan; a correlated plan is returned unchanged. */
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
