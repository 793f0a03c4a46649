package agentsession.query.calcite;

import agentsession.query.tree.PlanRewriter;
import agentsession.query.tree.RexTypes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Moves casts that only declare their operand NOT NULL out of the calls that contain them, which become nullable.
 * Calcite rewrites {@code COALESCE(x, y)} to {@code CASE WHEN x IS NOT NULL THEN CAST(x AS ... NOT NULL) ELSE y END}
 * and moves a comparison of it into the CASE. It then removes the test for NULL, since a comparison with NULL is not
 * true, negates the comparison, whose type is NOT NULL, and generates code without a check for NULL.
 *
 * <p>Calcite: not reported.
 */
public final class NotNullCasts implements PlanRewriter.CallRewriter {
    /** The operators that are never NULL. */
    private static final Set<SqlKind> NEVER_NULL = EnumSet.of(
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.IS_TRUE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_FALSE,
            SqlKind.IS_UNKNOWN,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.IS_NOT_DISTINCT_FROM);

    private final RexBuilder rexBuilder;
    private final RelDataTypeFactory types;

    public NotNullCasts(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
        this.types = rexBuilder.getTypeFactory();
    }

    @Override
    public RexNode rewrite(RexCall call) {
        if (call instanceof RexOver || call.getOperands().stream().noneMatch(this::isNotNullCast)) {
            return call;
        }
        List<RexNode> operands = call.getOperands().stream()
                .map(operand -> isNotNullCast(operand)
                        ? ((RexCall) operand).getOperands().get(0)
                        : operand)
                .toList();
        RelDataType type = call.getType();
        if (NEVER_NULL.contains(call.getKind())) {
            return call.clone(type, operands);
        }
        return RexTypes.as(type, call.clone(types.createTypeWithNullability(type, true), operands), rexBuilder);
    }

    private boolean isNotNullCast(RexNode node) {
        if (node.getKind() != SqlKind.CAST || node.getType().isNullable()) {
            return false;
        }
        RelDataType from = ((RexCall) node).getOperands().get(0).getType();
        return from.isNullable() && SqlTypeUtil.equalSansNullability(types, from, node.getType());
    }
}
