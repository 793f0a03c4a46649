package agentsession.query.window;

import agentsession.adapter.ActionRule;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;

/** The rules that bring window functions into a plan. */
public final class WindowRules {
    /** Takes the window functions out of a projection. */
    public static final RelOptRule PROJECT_TO_WINDOW = ActionRule.of(
            "ProjectToWindow",
            b -> b.operand(Project.class).predicate(Project::containsOver).anyInputs(),
            call -> call.transformTo(new WindowExtraction(call.rel(0), call.builder()).result()));

    /** No rows have no windows. */
    public static final RelOptRule PRUNE_EMPTY_WINDOW = ActionRule.of(
            "PruneEmptyWindow",
            b -> b.operand(WindowRel.class)
                    .oneInput(values -> values.operand(Values.class)
                            .predicate(Values::isEmpty)
                            .noInputs()),
            call -> call.transformTo(call.builder().push(call.rel(0)).empty().build()));

    /** The algorithm. */
    public static final RelOptRule WINDOW_TO_CODE = ConverterRule.Config.INSTANCE
            .withConversion(WindowRel.class, Convention.NONE, EnumerableConvention.INSTANCE, "WindowToCode")
            .withRuleFactory(Conversion::new)
            .toRule();

    private WindowRules() {}

    private static final class Conversion extends ConverterRule {
        Conversion(ConverterRule.Config config) {
            super(config);
        }

        @Override
        public RelNode convert(RelNode rel) {
            WindowRel window = (WindowRel) rel;
            return EnumerableWindowRel.of(
                    window,
                    convert(window.getInput(), window.getInput().getTraitSet().replace(EnumerableConvention.INSTANCE)));
        }
    }
}
