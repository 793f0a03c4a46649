package agentsession.adapter;

import agentsession.memory.HeldMemory;
import agentsession.memory.RowSize;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.function.Function0;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.FunctionExpression;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/**
 * Stores the rows of its input during an execution. A plan has one above each sub-plan that it reads repeatedly, so that a
 * report is downloaded once. The higher in the plan, the fewer rows it stores.
 */
public final class RowSpool extends SingleRel implements EnumerableRel {
    private static final Method OF =
            Types.lookupMethod(RowSpool.class, "of", DataContext.class, Object.class, Function0.class);

    public RowSpool(RelNode input) {
        super(input.getCluster(), input.getTraitSet(), input);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new RowSpool(inputs.get(0));
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preference);
        FunctionExpression<Function0<?>> reader = Expressions.lambda(rows.block);
        Key key = new Key(RelOptUtil.toString(getInput()), rows.physType.getFormat());
        return implementor.result(
                rows.physType,
                Blocks.toBlock(Expressions.call(
                        OF, implementor.getRootExpression(), implementor.stash(key, Object.class), reader)));
    }

    private static <T> List<T> store(Enumerable<T> rows, HeldMemory held) {
        List<T> stored = new ArrayList<>();
        try (Enumerator<T> reading = rows.enumerator()) {
            while (reading.moveNext()) {
                held.add(RowSize.of(reading.current()));
                stored.add(reading.current());
            }
        }
        return stored;
    }

    /** Sub-plans with the same text have the same rows, but possibly in different formats. */
    private record Key(String plan, JavaRowFormat format) {}

    /** The rows, which are read on first use; public for generated code. */
    public static <T> Enumerable<T> of(DataContext root, Object key, Function0<Enumerable<T>> rows) {
        return root.get(QueryRun.NAME) instanceof QueryRun run
                ? new AbstractEnumerable<>() {
                    @Override
                    public Enumerator<T> enumerator() {
                        return Linq4j.enumerator(run.spooled()
                                .get(
                                        key,
                                        () -> store(
                                                rows.apply(),
                                                run.memory().hold("a sub-query that is read repeatedly"))));
                    }
                }
                : rows.apply();
    }
}
