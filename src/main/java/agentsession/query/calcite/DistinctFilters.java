package agentsession.query.calcite;

import agentsession.query.tree.RexTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Aggregates of different values with a FILTER. Calcite mistakes whether they may be NULL; a value that the filter
 * leaves out is NULL here, which no aggregate of different values counts.
 */
public final class DistinctFilters extends RelHomogeneousShuttle {
    private final RelBuilder relBuilder;
    private final RexBuilder rexBuilder;

    private DistinctFilters(RelBuilder relBuilder) {
        this.relBuilder = relBuilder;
        this.rexBuilder = relBuilder.getRexBuilder();
    }

    /** The plan without such filters. */
    public static RelNode removed(RelNode plan, RelBuilder relBuilder) {
        return plan.accept(new DistinctFilters(relBuilder));
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        return visited instanceof Aggregate aggregate
                        && aggregate.getAggCallList().stream().anyMatch(DistinctFilters::isFiltered)
                ? unfiltered(aggregate)
                : visited;
    }

    private static boolean isFiltered(AggregateCall call) {
        return call.isDistinct() && call.filterArg >= 0 && !call.getArgList().isEmpty();
    }

    private RelNode unfiltered(Aggregate aggregate) {
        relBuilder.push(aggregate.getInput());
        List<RexNode> fields = new ArrayList<>(relBuilder.fields());
        List<AggregateCall> calls = new ArrayList<>(aggregate.getAggCallList());
        for (int i = 0; i < calls.size(); i++) {
            AggregateCall call = calls.get(i);
            if (isFiltered(call)) {
                int value = call.getArgList().get(0);
                calls.set(i, moved(call, value, fields.size()));
                RexNode kept = relBuilder.field(value);
                fields.add(relBuilder.call(
                        SqlStdOperatorTable.CASE,
                        relBuilder.field(call.filterArg),
                        kept,
                        rexBuilder.makeNullLiteral(kept.getType())));
            }
        }
        RelNode input = relBuilder.project(fields).build();
        calls.replaceAll(call -> call.isDistinct() ? inferred(call, aggregate, input) : call);
        RelNode unfiltered = aggregate.copy(
                aggregate.getTraitSet(), input, aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
        relBuilder.push(unfiltered);
        List<RexNode> typed = new ArrayList<>();
        for (RelDataTypeField field : aggregate.getRowType().getFieldList()) {
            typed.add(RexTypes.as(field.getType(), relBuilder.field(field.getIndex()), rexBuilder));
        }
        return relBuilder
                .project(typed, aggregate.getRowType().getFieldNames(), true)
                .build();
    }

    private static AggregateCall moved(AggregateCall call, int from, int to) {
        List<Integer> arguments = new ArrayList<>(call.getArgList());
        arguments.set(0, to);
        RelCollation order = RelCollations.of(call.getCollation().getFieldCollations().stream()
                .map(field -> field.getFieldIndex() == from ? field.withFieldIndex(to) : field)
                .toList());
        return call.withArgList(arguments).withFilter(-1).withCollation(order);
    }

    private static AggregateCall inferred(AggregateCall call, Aggregate aggregate, RelNode input) {
        return AggregateCall.create(
                call.getParserPosition(),
                call.getAggregation(),
                call.isDistinct(),
                call.isApproximate(),
                call.ignoreNulls(),
                call.rexList,
                call.getArgList(),
                call.filterArg,
                call.distinctKeys,
                call.getCollation(),
                aggregate.hasEmptyGroup(),
                input,
                null,
                call.getName());
    }
}
