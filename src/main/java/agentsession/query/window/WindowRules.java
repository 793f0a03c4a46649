package agentsession.query.window;

import agentsession.adapter.ActionRule;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;

/** The planner rules for window functions. */
public final class WindowRules {
    /** Extracts the window functions of a projection. */
    public static final RelOptRule PROJECT_TO_WINDOW = ActionRule.of(
            "ProjectToWindow",
            b -> b.operand(Project.class).predicate(Project::containsOver).anyInputs(),
            call -> call.transformTo(new WindowExtraction(call.rel(0), call.builder()).result()));

    /** Removes windows of an empty input. */
    public static final RelOptRule PRUNE_EMPTY_WINDOW = ActionRule.of(
            "PruneEmptyWindow",
            b -> b.operand(WindowRel.class)
                    .oneInput(values -> values.operand(Values.class)
                            .predicate(Values::isEmpty)
                            .noInputs()),
            call -> call.transformTo(call.builder().push(call.rel(0)).empty().build()));

    /** Converts a window to the enumerable convention. */
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
