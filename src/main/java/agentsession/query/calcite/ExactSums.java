package agentsession.query.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;

/**
 * Casts the operands of sums of BIGINT to DECIMAL, the type of the sum, which then does not overflow. Calcite adds
 * operands without a cast.
 *
 * <p>Calcite: not reported.
 */
public final class ExactSums extends RelHomogeneousShuttle {
    private final RelBuilder relBuilder;

    public ExactSums(RelBuilder relBuilder) {
        this.relBuilder = relBuilder;
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        return visited instanceof Aggregate aggregate ? widened(aggregate) : visited;
    }

    private RelNode widened(Aggregate aggregate) {
        relBuilder.push(aggregate.getInput());
        List<RexNode> fields = new ArrayList<>(relBuilder.fields());
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            calls.add(call);
            if (isSum(call.getAggregation().getKind())) {
                RexNode value = fields.get(call.getArgList().get(0));
                RexNode widened = widened(relBuilder.getRexBuilder(), value, call.getType());
                if (!widened.equals(value)) {
                    calls.set(calls.size() - 1, call.withArgList(List.of(fields.size())));
                    fields.add(widened);
                }
            }
        }
        RelNode input = relBuilder.project(fields).build();
        return calls.equals(aggregate.getAggCallList())
                ? aggregate
                : aggregate.copy(
                        aggregate.getTraitSet(), input, aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
    }

    /** Casts the operand of a sum over a window. */
    public static RexNode widened(RexBuilder rexBuilder, RexOver over) {
        if (!isSum(over.getKind())) {
            return over;
        }
        RexNode widened = widened(rexBuilder, over.operands.get(0), over.getType());
        if (widened.equals(over.operands.get(0))) {
            return over;
        }
        return VarianceFunctions.over(rexBuilder, over, over.getAggOperator(), List.of(widened));
    }

    private static RexNode widened(RexBuilder rexBuilder, RexNode value, RelDataType sum) {
        return sum.getSqlTypeName() == SqlTypeName.DECIMAL && value.getType().getSqlTypeName() == SqlTypeName.BIGINT
                ? rexBuilder.makeAbstractCast(
                        rexBuilder
                                .getTypeFactory()
                                .createTypeWithNullability(sum, value.getType().isNullable()),
                        value,
                        false)
                : value;
    }

    private static boolean isSum(SqlKind kind) {
        return kind == SqlKind.SUM || kind == SqlKind.SUM0;
    }
}
