package agentsession.query.calcite;

import agentsession.query.subquery.SharedSpool;
import agentsession.query.tree.RexTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Rewrites RIGHT and FULL joins without an equality to LEFT and anti joins. Calcite's nested loop join returns only
 * one of several equal rows of the right side without a match.
 *
 * <p>Calcite: not reported.
 */
public final class OuterJoins extends RelHomogeneousShuttle {
    private OuterJoins() {}

    /** Rewrites the joins of a plan. */
    public static RelNode rewrite(RelNode plan) {
        return plan.accept(new OuterJoins());
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        if (!(visited instanceof Join join) || !join.analyzeCondition().leftKeys.isEmpty()) {
            return visited;
        }
        return switch (join.getJoinType()) {
            case RIGHT -> right(join);
            case FULL -> full(join);
            default -> join;
        };
    }

    private static RelNode right(Join join) {
        RelNode left = swapped(join, join.getLeft(), join.getRight(), JoinRelType.LEFT);
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < width(join); i++) {
            fields.add(join.getCluster().getRexBuilder().makeInputRef(left, swapped(i, join)));
        }
        return LogicalProject.create(left, List.of(), fields, join.getRowType(), Set.of());
    }

    /** Returns the union of a LEFT join and the rows of the right side without a match. */
    private static RelNode full(Join join) {
        RelNode left = SharedSpool.of(join.getLeft());
        RelNode right = SharedSpool.of(join.getRight());
        RexBuilder rexBuilder = join.getCluster().getRexBuilder();
        RelNode matched = LogicalJoin.create(left, right, List.of(), join.getCondition(), Set.of(), JoinRelType.LEFT);
        RelNode unmatched = swapped(join, left, right, JoinRelType.ANTI);
        int width = left.getRowType().getFieldCount();
        List<RexNode> both = new ArrayList<>();
        List<RexNode> rightOnly = new ArrayList<>();
        for (RelDataTypeField field : join.getRowType().getFieldList()) {
            int column = field.getIndex();
            both.add(RexTypes.as(field.getType(), rexBuilder.makeInputRef(matched, column), rexBuilder));
            rightOnly.add(
                    column < width
                            ? rexBuilder.makeNullLiteral(field.getType())
                            : RexTypes.as(
                                    field.getType(), rexBuilder.makeInputRef(unmatched, column - width), rexBuilder));
        }
        return LogicalUnion.create(
                List.of(
                        LogicalProject.create(matched, List.of(), both, join.getRowType(), Set.of()),
                        LogicalProject.create(unmatched, List.of(), rightOnly, join.getRowType(), Set.of())),
                true);
    }

    private static RelNode swapped(Join join, RelNode left, RelNode right, JoinRelType type) {
        RexNode condition = join.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return new RexInputRef(swapped(ref.getIndex(), join), ref.getType());
            }
        });
        return LogicalJoin.create(right, left, List.of(), condition, Set.of(), type);
    }

    private static int swapped(int column, Join join) {
        int left = join.getLeft().getRowType().getFieldCount();
        return column < left ? column + width(join) - left : column - left;
    }

    private static int width(Join join) {
        return join.getRowType().getFieldCount();
    }
}
