package agentsession.adapter;

import java.lang.reflect.Method;
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
 * Keeps the rows of its input for the run. A plan has one over each part that it reads again and again, so that a report
 * is downloaded once; the higher it stands, the fewer rows there are to keep.
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
        FunctionExpression<Function0<?>> reading = Expressions.lambda(rows.block);
        Key key = new Key(RelOptUtil.toString(getInput()), rows.physType.getFormat());
        return implementor.result(
                rows.physType,
                Blocks.toBlock(Expressions.call(
                        OF, implementor.getRootExpression(), implementor.stash(key, Object.class), reading)));
    }

    /** Parts of a plan that are written alike have the same rows, in a form that may differ. */
    private record Key(String plan, JavaRowFormat form) {}

    /** The rows, read when they are first asked for; public for the code that Calcite generates. */
    public static <T> Enumerable<T> of(DataContext root, Object key, Function0<Enumerable<T>> rows) {
        return root.get(QueryRun.NAME) instanceof QueryRun run
                ? new AbstractEnumerable<>() {
                    @Override
                    public Enumerator<T> enumerator() {
                        return Linq4j.enumerator(
                                run.spooled().get(key, () -> rows.apply().toList()));
                    }
                }
                : rows.apply();
    }
}
