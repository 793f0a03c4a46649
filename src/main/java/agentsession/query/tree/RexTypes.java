package agentsession.query.tree;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/** Adjusts the types of expressions, including nullability. */
public final class RexTypes {
    private RexTypes() {}

    /** Casts an expression to exactly this type; Calcite's casts ignore its nullability. */
    public static RexNode as(RelDataType type, RexNode node, RexBuilder rexBuilder) {
        return node.getType().equals(type) ? node : rexBuilder.makeAbstractCast(type, node, false);
    }
}
