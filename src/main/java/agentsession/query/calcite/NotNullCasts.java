package agentsession.query.calcite;

import agentsession.query.tree.PlanRewriter;
import agentsession.query.tree.RexTypes;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Removes casts that only declare their operand NOT NULL. Calcite writes {@code COALESCE(x, y)} as
 * {@code CASE WHEN x IS NOT NULL THEN CAST(x AS ... NOT NULL) ELSE y END}, and moves a condition about it into the CASE.
 * It then drops the test for NULL, since a comparison is not true for NULL, negates the comparison, since by its type it
 * is not NULL, and generates code that does not look for NULL.
 *
 * <p>Calcite: not reported.
 */
public final class NotNullCasts implements PlanRewriter.CallRewriter {
    private final RexBuilder rexBuilder;
    private final RelDataTypeFactory types;

    public NotNullCasts(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
        this.types = rexBuilder.getTypeFactory();
    }

    @Override
    public RexNode rewrite(RexCall call) {
        if (call.getOperands().stream().noneMatch(this::isNotNullCast)) {
            return call;
        }
        List<RexNode> operands = call.getOperands().stream()
                .map(operand -> isNotNullCast(operand)
                        ? ((RexCall) operand).getOperands().get(0)
                        : operand)
                .toList();
        if (call.getKind() != SqlKind.CASE) {
            return call.clone(call.getType(), operands);
        }
        RexNode nullable = call.clone(types.createTypeWithNullability(call.getType(), true), operands);
        return RexTypes.as(call.getType(), nullable, rexBuilder);
    }

    private boolean isNotNullCast(RexNode node) {
        if (node.getKind() != SqlKind.CAST || node.getType().isNullable()) {
            return false;
        }
        RelDataType from = ((RexCall) node).getOperands().get(0).getType();
        return from.isNullable() && SqlTypeUtil.equalSansNullability(types, from, node.getType());
    }
}
