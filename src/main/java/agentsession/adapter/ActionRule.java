package agentsession.adapter;

import java.util.function.Consumer;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.tools.RelBuilderFactory;
import org.jspecify.annotations.Nullable;

/** A planner rule that is an action on a pattern of operators, without Calcite's annotation processor. */
public final class ActionRule extends RelRule<ActionRule.Settings> {
    private ActionRule(Settings settings) {
        super(settings);
    }

    /**
     * Makes a rule.
     *
     * @param name what identifies it in a planner's log
     * @param operands the operators that it matches
     */
    public static RelOptRule of(String name, OperandTransform operands, Consumer<RelOptRuleCall> action) {
        return new Settings(name, operands, action, RelFactories.LOGICAL_BUILDER).toRule();
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
        config.action().accept(call);
    }

    /** The rule's name, operands, action and builder. */
    record Settings(
            String description,
            OperandTransform operandSupplier,
            Consumer<RelOptRuleCall> action,
            RelBuilderFactory relBuilderFactory)
            implements Config {
        @Override
        public RelOptRule toRule() {
            return new ActionRule(this);
        }

        @Override
        public Settings withRelBuilderFactory(RelBuilderFactory factory) {
            return new Settings(description, operandSupplier, action, factory);
        }

        @Override
        public Settings withDescription(@Nullable String other) {
            return new Settings(other == null ? description : other, operandSupplier, action, relBuilderFactory);
        }

        @Override
        public Settings withOperandSupplier(OperandTransform other) {
            return new Settings(description, other, action, relBuilderFactory);
        }
    }
}
