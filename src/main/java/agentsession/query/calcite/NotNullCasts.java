package agentsession.query.calcite;

import agentsession.query.tree.PlanRewriter;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Operands without a cast that says no more than that they are not NULL. Calcite writes {@code COALESCE(x, y)} as a CASE
 * with such a cast of x where x is not NULL. It then turns conditions about it into others, where the cast may stay and
 * the test for NULL go, and code for what is not NULL does not look for NULL.
 *
 * <p>Calcite: not reported.
 */
public final class NotNullCasts implements PlanRewriter.CallRewriter {
    private final RelDataTypeFactory types;

    public NotNullCasts(RexBuilder rexBuilder) {
        this.types = rexBuilder.getTypeFactory();
    }

    @Override
    public RexNode rewrite(RexCall call) {
        if (call.getKind() == SqlKind.CASE || call.getOperands().stream().noneMatch(this::isNotNullCast)) {
            return call;
        }
        List<RexNode> operands = call.getOperands().stream()
                .map(operand -> isNotNullCast(operand)
                        ? ((RexCall) operand).getOperands().get(0)
                        : operand)
                .toList();
        return call.clone(call.getType(), operands);
    }

    private boolean isNotNullCast(RexNode node) {
        if (node.getKind() != SqlKind.CAST || node.getType().isNullable()) {
            return false;
        }
        RelDataType from = ((RexCall) node).getOperands().get(0).getType();
        return from.isNullable() && SqlTypeUtil.equalSansNullability(types, from, node.getType());
    }
}
