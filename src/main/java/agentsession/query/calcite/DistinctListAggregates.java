package agentsession.query.calcite;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.function.DistinctStrings;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import org.apache.calcite.adapter.enumerable.AggAddContext;
import org.apache.calcite.adapter.enumerable.AggContext;
import org.apache.calcite.adapter.enumerable.AggResetContext;
import org.apache.calcite.adapter.enumerable.AggResultContext;
import org.apache.calcite.adapter.enumerable.StrictAggImplementor;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;

/**
 * Replaces {@code LISTAGG(DISTINCT x, ',') WITHIN GROUP (ORDER BY x)}. When Calcite rewrites DISTINCT, it renumbers the
 * columns of the input, but not those of the order.
 *
 * <p>Calcite: not reported.
 */
public final class DistinctListAggregates {
    private static final Method ADD = Types.lookupMethod(DistinctStrings.class, "add", String.class, String.class);

    private DistinctListAggregates() {}

    /** Replaces the functions in the aggregates of a plan. */
    public static RelNode in(RelNode plan) {
        return CustomAggregates.in(
                plan, (aggregate, call) -> isOrdered(call) ? replaced(call, aggregate.getInput()) : call);
    }

    private static boolean isOrdered(AggregateCall call) {
        return call.isDistinct()
                && !call.getCollation().getFieldCollations().isEmpty()
                && call.getAggregation().getKind() == SqlKind.LISTAGG;
    }

    private static AggregateCall replaced(AggregateCall call, RelNode input) {
        List<RelFieldCollation> order = call.getCollation().getFieldCollations();
        int by = order.get(0).getFieldIndex();
        if (by != call.getArgList().get(0) && !isConstant(input, by)) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION,
                    "%s with DISTINCT can only be ordered by its own values."
                            .formatted(call.getAggregation().getName()));
        }
        boolean descending = order.get(0).getDirection().isDescending();
        return CustomAggregates.call(call, function(call.getAggregation(), descending))
                .withDistinct(false)
                .withCollation(RelCollations.EMPTY);
    }

    private static boolean isConstant(RelNode rel, int column) {
        return rel instanceof Project project && project.getProjects().get(column) instanceof RexLiteral;
    }

    private static SqlAggFunction function(SqlAggFunction calcites, boolean descending) {
        return CustomAggregates.function(
                calcites.getName() + (descending ? "_DISTINCT_DESC" : "_DISTINCT"),
                calcites,
                () -> new Implementor(descending ? "descending" : "ascending"));
    }

    /** Generates the code that collects the {@link DistinctStrings} of a group. */
    private static final class Implementor extends StrictAggImplementor {
        private final String order;

        Implementor(String order) {
            this.order = order;
        }

        @Override
        public List<Type> getNotNullState(AggContext info) {
            return List.of(DistinctStrings.class);
        }

        @Override
        protected void implementNotNullReset(AggContext info, AggResetContext reset) {
            reset.currentBlock()
                    .add(Expressions.statement(Expressions.assign(
                            reset.accumulator().get(0), Expressions.call(DistinctStrings.class, order))));
        }

        @Override
        protected void implementNotNullAdd(AggContext info, AggAddContext add) {
            List<Expression> arguments = add.arguments();
            add.currentBlock()
                    .add(Expressions.statement(
                            Expressions.call(add.accumulator().get(0), ADD, arguments.get(0), arguments.get(1))));
        }

        @Override
        protected Expression implementNotNullResult(AggContext info, AggResultContext result) {
            return Expressions.call(result.accumulator().get(0), "join");
        }
    }
}
