package agentsession.adapter;

import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/** A scan of {@link RequestsTable}, always of all columns. */
final class RequestsScan extends TableScan implements EnumerableRel {
    private static final Method ROWS = Types.lookupMethod(RequestsTable.class, "rows", DataContext.class);

    private final RequestsTable requests;

    RequestsScan(RelOptCluster cluster, RelOptTable table, RequestsTable requests) {
        super(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE), List.of(), table);
        this.requests = requests;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new RequestsScan(getCluster(), getTable(), requests);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        return implementor.result(
                PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY),
                Blocks.toBlock(Expressions.call(
                        implementor.stash(requests, RequestsTable.class), ROWS, implementor.getRootExpression())));
    }
}
