package agentsession.adapter;

import agentsession.report.Condition;
import agentsession.report.ReportColumn;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** A scan of the report, the leaf of every plan. Its {@link ScanPlan} determines the requests. */
final class AgentSessionScan extends TableScan implements EnumerableRel {
    private static final Method OPEN =
            Types.lookupMethod(ScanRows.class, "open", DataContext.class, ScanPlan.class, TermEvaluator.class);

    /** The estimated selectivity of a filter. */
    private static final double SELECTIVITY = 0.1;

    private final ScanPlan plan;

    AgentSessionScan(RelOptCluster cluster, RelTraitSet traits, RelOptTable table, ScanPlan plan) {
        super(cluster, traits, List.of(), table);
        this.plan = plan;
    }

    ScanPlan plan() {
        return plan;
    }

    AgentSessionScan with(ScanPlan other) {
        return new AgentSessionScan(getCluster(), getTraitSet(), getTable(), other);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new AgentSessionScan(getCluster(), traits, getTable(), plan);
    }

    @Override
    public RelDataType deriveRowType() {
        return AgentSessionTable.rowType(getCluster().getTypeFactory(), plan.columns());
    }

    @Override
    public RelNode project(ImmutableBitSet fields, Set<RelDataTypeField> extraFields, RelBuilder relBuilder) {
        return extraFields.isEmpty() ? withFields(fields) : super.project(fields, extraFields, relBuilder);
    }

    AgentSessionScan withFields(ImmutableBitSet fields) {
        List<ReportColumn> columns =
                fields.toList().stream().map(plan.columns()::get).toList();
        return columns.equals(plan.columns()) ? this : with(plan.withColumns(columns));
    }

    @Override
    public void register(RelOptPlanner planner) {
        ScanRules.ALL.forEach(planner::addRule);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        Condition condition = plan.filter().condition();
        super.explainTerms(writer)
                .item("columns", plan.columns().size() == ReportColumn.ALL.size() ? "all" : plan.columns())
                .itemIf("condition", condition, !condition.equals(Condition.ALWAYS));
        ScanCriteria.explain(writer, plan);
        return writer.itemIf("limit", plan.limit(), plan.limit() != ScanPlan.NO_LIMIT);
    }

    @Override
    public double estimateRowCount(RelMetadataQuery query) {
        double rows = super.estimateRowCount(query);
        double filtered = plan.filter().condition().equals(Condition.ALWAYS) ? rows : rows * SELECTIVITY;
        return Math.min(filtered, (double) plan.limit());
    }

    @Override
    public @Nullable RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery query) {
        double rows = estimateRowCount(query);
        return planner.getCostFactory().makeCost(rows, rows * plan.columns().size(), rows);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        PhysType physType = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), preference.preferArray());
        return implementor.result(physType, Blocks.toBlock(rows(implementor)));
    }

    /** The code that opens the rows. */
    Expression rows(EnumerableRelImplementor implementor) {
        Expression code = plan.filter().terms().isEmpty()
                ? Expressions.constant(null, TermEvaluator.class)
                : TermEvaluator.generate(
                        implementor,
                        AgentSessionTable.rowType(implementor.getTypeFactory(), ReportColumn.ALL),
                        plan.filter().terms());
        return Expressions.call(OPEN, implementor.getRootExpression(), implementor.stash(plan, ScanPlan.class), code);
    }
}
