package agentsession.query.memory;

import agentsession.adapter.PlanCode;
import agentsession.adapter.QueryRun;
import agentsession.memory.QueryMemory;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.EnumerableDefaults;
import org.apache.calcite.linq4j.ExtendedEnumerable;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.MethodCallExpression;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.linq4j.tree.Shuttle;
import org.apache.calcite.linq4j.tree.Statement;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.jspecify.annotations.Nullable;

/** Makes the generated code of a plan call {@link HeldRows}, where it calls an operator of Calcite's that holds rows. */
public final class LimitedMemory extends SingleRel implements EnumerableRel {
    private static final Method MEMORY_OF = Types.lookupMethod(QueryRun.class, "memory", DataContext.class);
    private static final ParameterExpression MEMORY = Expressions.parameter(QueryMemory.class, "queryMemory");

    public LimitedMemory(EnumerableRel input) {
        super(input.getCluster(), input.getTraitSet(), input);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new LimitedMemory((EnumerableRel) inputs.get(0));
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        Result plan = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preference);
        Statement memory = Expressions.declare(
                Modifier.FINAL, MEMORY, Expressions.call(MEMORY_OF, implementor.getRootExpression()));
        return new Result(PlanCode.prepend(memory, plan.block.accept(new Replacement())), plan.physType, plan.format);
    }

    private static final class Replacement extends Shuttle {
        private static final Set<String> OPERATORS = Arrays.stream(HeldRows.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toUnmodifiableSet());

        @Override
        public Expression visit(MethodCallExpression call, @Nullable Expression target, List<Expression> arguments) {
            Class<?> declaring = call.method.getDeclaringClass();
            boolean holds = OPERATORS.contains(call.method.getName())
                    && (declaring == ExtendedEnumerable.class || declaring == EnumerableDefaults.class);
            if (!holds) {
                return super.visit(call, target, arguments);
            }
            List<Expression> operands = new ArrayList<>();
            operands.add(MEMORY);
            if (target != null) {
                operands.add(target);
            }
            operands.addAll(arguments);
            return Expressions.call(operator(call.method.getName(), operands.size()), operands);
        }

        private static Method operator(String name, int parameters) {
            return Arrays.stream(HeldRows.class.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No operator " + name + " of " + parameters));
        }
    }
}
