package agentsession.query.calcite;

import agentsession.query.subquery.RexTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * LISTAGG of texts that may be NULL: it is NULL over no rows, whatever its texts are, and Calcite, which takes it for NULL
 * only where they are, finds its type anew wherever it rewrites a plan.
 */
public final class NullableTexts {
    private NullableTexts() {}

    public static RelNode in(RelNode plan) {
        return plan.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                RelNode visited = super.visit(other);
                return visited instanceof Aggregate aggregate ? in(aggregate) : visited;
            }
        });
    }

    private static RelNode in(Aggregate aggregate) {
        List<RelDataTypeField> columns = aggregate.getInput().getRowType().getFieldList();
        RexBuilder rexBuilder = aggregate.getCluster().getRexBuilder();
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        List<RexNode> fields =
                new ArrayList<>(rexBuilder.identityProjects(aggregate.getInput().getRowType()));
        List<String> names = new ArrayList<>(aggregate.getInput().getRowType().getFieldNames());
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (call.getAggregation().getKind() == SqlKind.LISTAGG) {
                int text = call.getArgList().get(0);
                RelDataType nullable =
                        types.createTypeWithNullability(columns.get(text).getType(), true);
                fields.add(RexTypes.as(nullable, fields.get(text), rexBuilder));
                names.add("TEXT" + fields.size());
                calls.add(ofColumn(call, fields.size() - 1, types.createTypeWithNullability(call.getType(), true)));
            } else {
                calls.add(call);
            }
        }
        return fields.size() == columns.size()
                ? aggregate
                : aggregate.copy(
                        aggregate.getTraitSet(),
                        LogicalProject.create(aggregate.getInput(), List.of(), fields, names, Set.of()),
                        aggregate.getGroupSet(),
                        aggregate.getGroupSets(),
                        calls);
    }

    private static AggregateCall ofColumn(AggregateCall call, int column, RelDataType type) {
        int text = call.getArgList().get(0);
        List<Integer> arguments = new ArrayList<>(call.getArgList());
        arguments.set(0, column);
        return AggregateCall.create(
                call.getParserPosition(),
                call.getAggregation(),
                call.isDistinct(),
                call.isApproximate(),
                call.ignoreNulls(),
                call.rexList,
                arguments,
                call.filterArg,
                call.distinctKeys,
                RelCollations.of(call.getCollation().getFieldCollations().stream()
                        .map(order -> order.getFieldIndex() == text ? order.withFieldIndex(column) : order)
                        .toList()),
                type,
                call.getName());
    }
}
