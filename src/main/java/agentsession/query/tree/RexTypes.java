package agentsession.query.tree;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/** Expressions of the types that plans demand of them, to the last question of NULL. */
public final class RexTypes {
    private RexTypes() {}

    /** The expression as one of the type; Calcite's own casts leave out whether it may be NULL. */
    public static RexNode as(RelDataType type, RexNode node, RexBuilder rexBuilder) {
        return node.getType().equals(type) ? node : rexBuilder.makeAbstractCast(type, node, false);
    }
}
