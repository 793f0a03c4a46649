package agentsession.query.window;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/** The logical operator: the columns of the input, and one for each call of a window function. */
sealed class WindowRel extends SingleRel permits EnumerableWindowRel {
    final List<WindowCall> calls;

    WindowRel(RelOptCluster cluster, RelTraitSet traits, RelNode input, List<WindowCall> calls) {
        super(cluster, traits, input);
        this.calls = List.copyOf(calls);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new WindowRel(getCluster(), traits, inputs.get(0), calls);
    }

    @Override
    protected RelDataType deriveRowType() {
        RelDataTypeFactory.Builder type = getCluster().getTypeFactory().builder();
        type.addAll(getInput().getRowType().getFieldList());
        for (int i = 0; i < calls.size(); i++) {
            type.add("w" + i, calls.get(i).type());
        }
        return type.uniquify().build();
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        super.explainTerms(writer);
        for (int i = 0; i < calls.size(); i++) {
            writer.item("w" + i, calls.get(i));
        }
        return writer;
    }

    @Override
    public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
        double rows = metadata.getRowCount(getInput());
        return planner.getCostFactory().makeCost(rows, rows * (1 + calls.size()), 0);
    }
}
