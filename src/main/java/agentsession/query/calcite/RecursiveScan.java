package agentsession.query.calcite;

import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.schema.ScannableTable;
import org.apache.calcite.schema.TransientTable;

/**
 * Scans the working table of a WITH RECURSIVE. Calcite has such an operator only in its interpreter.
 *
 * <p>Calcite: not reported.
 */
public final class RecursiveScan extends TableScan implements EnumerableRel {
    /** Converts a scan of the working table to this operator. */
    public static final RelOptRule RULE = ConverterRule.Config.INSTANCE
            .withConversion(
                    LogicalTableScan.class,
                    scan -> scan.getTable().unwrap(TransientTable.class) != null,
                    Convention.NONE,
                    EnumerableConvention.INSTANCE,
                    "RecursiveScanRule")
            .withRuleFactory(Rule::new)
            .toRule();

    private static final Method ROWS = Types.lookupMethod(RecursiveScan.class, "rows", DataContext.class, String.class);

    private RecursiveScan(RelNode like, RelOptTable table) {
        super(like.getCluster(), like.getCluster().traitSetOf(EnumerableConvention.INSTANCE), List.of(), table);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new RecursiveScan(this, table);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        List<String> name = table.getQualifiedName();
        return implementor.result(
                PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY, false),
                Blocks.toBlock(Expressions.call(
                        ROWS, implementor.getRootExpression(), Expressions.constant(name.get(name.size() - 1)))));
    }

    /** Returns the rows of a table of an execution; public for the code that Calcite generates. */
    public static Enumerable<Object[]> rows(DataContext run, String table) {
        return ((ScannableTable) run.getRootSchema().tables().get(table)).scan(run);
    }

    private static final class Rule extends ConverterRule {
        Rule(Config config) {
            super(config);
        }

        @Override
        public RelNode convert(RelNode rel) {
            return new RecursiveScan(rel, ((TableScan) rel).getTable());
        }
    }
}
