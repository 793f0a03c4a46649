package agentsession.query.calcite;

import agentsession.query.tree.RexTypes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Adds the grand total of ROLLUP, CUBE and GROUPING SETS with an empty grouping set over no rows, which Calcite omits.
 * Adds a row of NULLs, which no aggregate counts, to the input, and removes the groups that contain no other row.
 *
 * <p>Calcite: not reported.
 */
public final class EmptyGroupingSets extends RelHomogeneousShuttle {
    private final RelBuilder relBuilder;
    private final RexBuilder rexBuilder;

    private EmptyGroupingSets(RelBuilder relBuilder) {
        this.relBuilder = relBuilder;
        this.rexBuilder = relBuilder.getRexBuilder();
    }

    /** Rewrites the aggregates of a plan whose grouping sets include a grand total. */
    public static RelNode withTotals(RelNode plan, RelBuilder relBuilder) {
        return plan.accept(new EmptyGroupingSets(relBuilder));
    }

    /** Whether an aggregate has a grand total in addition to other groups. */
    static boolean has(Aggregate aggregate) {
        return !aggregate.getGroupSet().isEmpty() && aggregate.getGroupSets().contains(ImmutableBitSet.of());
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        return visited instanceof Aggregate aggregate && has(aggregate) ? withTotal(aggregate) : visited;
    }

    private RelNode withTotal(Aggregate aggregate) {
        int width = aggregate.getInput().getRowType().getFieldCount();
        List<RexNode> row = new ArrayList<>();
        for (RelDataTypeField field : aggregate.getInput().getRowType().getFieldList()) {
            row.add(rexBuilder.makeNullLiteral(nullable(field)));
        }
        row.add(rexBuilder.makeLiteral(false));
        relBuilder.push(aggregate.getInput());
        List<RexNode> marked = new ArrayList<>();
        for (RelDataTypeField field : aggregate.getInput().getRowType().getFieldList()) {
            marked.add(RexTypes.as(nullable(field), relBuilder.field(field.getIndex()), rexBuilder));
        }
        marked.add(rexBuilder.makeLiteral(true));
        relBuilder.project(marked);
        relBuilder.values(new String[] {"ZERO"}, 0).project(row).union(true);

        List<RelBuilder.AggCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            calls.add(
                    relBuilder.aggregateCall(call.filterArg < 0 && countsNulls(call) ? call.withFilter(width) : call));
        }
        calls.add(relBuilder.countStar("ROWS").filter(relBuilder.field(width)));
        calls.add(relBuilder.aggregateCall(SqlStdOperatorTable.GROUPING, relBuilder.fields(aggregate.getGroupSet())));
        relBuilder.aggregate(relBuilder.groupKey(aggregate.getGroupSet(), aggregate.getGroupSets()), calls);

        int last = relBuilder.peek().getRowType().getFieldCount() - 1;
        RexNode allColumns = rexBuilder.makeExactLiteral(
                BigDecimal.valueOf((1L << aggregate.getGroupCount()) - 1),
                relBuilder.field(last).getType());
        relBuilder.filter(relBuilder.or(
                relBuilder.call(SqlStdOperatorTable.GREATER_THAN, relBuilder.field(last - 1), relBuilder.literal(0)),
                relBuilder.call(SqlStdOperatorTable.EQUALS, relBuilder.field(last), allColumns)));
        List<RexNode> fields = new ArrayList<>();
        for (RelDataTypeField field : aggregate.getRowType().getFieldList()) {
            fields.add(RexTypes.as(field.getType(), relBuilder.field(field.getIndex()), rexBuilder));
        }
        return relBuilder
                .project(fields, aggregate.getRowType().getFieldNames())
                .build();
    }

    private RelDataType nullable(RelDataTypeField field) {
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        return types.createTypeWithNullability(field.getType(), true);
    }

    /** Whether an aggregate counts NULLs, and thus the added row; most do not. */
    private static boolean countsNulls(AggregateCall call) {
        SqlKind kind = call.getAggregation().getKind();
        return kind != SqlKind.GROUPING
                && kind != SqlKind.GROUP_ID
                && (call.getArgList().isEmpty() || kind == SqlKind.ARRAY_AGG || kind == SqlKind.COLLECT);
    }
}
