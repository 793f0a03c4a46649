package agentsession.query.subquery;

import java.util.Set;
import java.util.function.BiFunction;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** References to columns of an outer query: correlation variables. */
final class Correlation {
    private Correlation() {}

    /** The columns of the variables' row that a plan reads. */
    static ImmutableBitSet columns(RelNode rel, Set<CorrelationId> variables) {
        ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
        replaced(rel, variables, collecting(columns));
        return columns.build();
    }

    /** The columns of the variables' row that an expression reads. */
    static ImmutableBitSet columns(RexNode node, Set<CorrelationId> variables) {
        ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
        replaced(node, variables, collecting(columns));
        return columns.build();
    }

    private static BiFunction<RexFieldAccess, Integer, RexNode> collecting(ImmutableBitSet.Builder columns) {
        return (access, column) -> {
            columns.set(column);
            return access;
        };
    }

    /** Replaces all references to the variables in a plan. */
    static RelNode replaced(
            RelNode rel, Set<CorrelationId> variables, BiFunction<RexFieldAccess, Integer, RexNode> replacement) {
        return rel.accept(new Plans(new Expressions(variables, replacement)));
    }

    /** Replaces all references to the variables in an expression. */
    static RexNode replaced(
            RexNode node, Set<CorrelationId> variables, BiFunction<RexFieldAccess, Integer, RexNode> replacement) {
        Expressions expressions = new Expressions(variables, replacement);
        expressions.plans = new Plans(expressions);
        return node.accept(expressions);
    }

    /** Replaces the variables by {@code variable}, which refers to the row of {@code left}. */
    static RelNode joined(
            RelNode left, RelNode right, Set<CorrelationId> variables, CorrelationId variable, RexBuilder rexBuilder) {
        RexNode row = rexBuilder.makeCorrel(left.getRowType(), variable);
        return replaced(right, variables, (access, column) -> rexBuilder.makeFieldAccess(row, column));
    }

    /** Visits a plan, including its sub-queries. */
    private static final class Plans extends RelHomogeneousShuttle {
        private final Expressions expressions;

        Plans(Expressions expressions) {
            this.expressions = expressions;
            expressions.plans = this;
        }

        @Override
        public RelNode visit(RelNode other) {
            return super.visit(other).accept(expressions);
        }
    }

    private static final class Expressions extends RexShuttle {
        private final Set<CorrelationId> variables;
        private final BiFunction<RexFieldAccess, Integer, RexNode> replacement;
        private @Nullable Plans plans;

        Expressions(Set<CorrelationId> variables, BiFunction<RexFieldAccess, Integer, RexNode> replacement) {
            this.variables = variables;
            this.replacement = replacement;
        }

        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
            return access.getReferenceExpr() instanceof RexCorrelVariable variable && variables.contains(variable.id)
                    ? replacement.apply(access, access.getField().getIndex())
                    : super.visitFieldAccess(access);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
            RelNode rel = plans == null ? visited.rel : visited.rel.accept(plans);
            return rel.equals(visited.rel) ? visited : visited.clone(rel);
        }
    }
}
