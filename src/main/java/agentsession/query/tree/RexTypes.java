package agentsession.query.tree;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** Adjusts the types of expressions, including nullability. */
public final class RexTypes {
    private RexTypes() {}

    /** A condition that a filter accepts: not a cast that only changes the nullability, and with no AND in an AND. */
    public static RexNode filterCondition(RexNode condition, RexBuilder rexBuilder) {
        return RexUtil.flatten(rexBuilder, RexUtil.removeNullabilityCast(rexBuilder.getTypeFactory(), condition));
    }

    /** Casts an expression to exactly this type; Calcite's casts ignore its nullability. */
    public static RexNode as(RelDataType type, RexNode node, RexBuilder rexBuilder) {
        return node.getType().equals(type) ? node : rexBuilder.makeAbstractCast(type, node, false);
    }
}
