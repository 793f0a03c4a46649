package agentsession.query.calcite;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a comparison in HAVING by the equal node of GROUP BY, as in {@code GROUP BY a > 5 HAVING a > 5}. Calcite
 * compares the nodes after it has added implicit casts to only one of them.
 *
 * <p>Calcite: CALCITE-6677, partly fixed.
 */
final class GroupedConditions extends SqlShuttle {
    private final List<SqlNode> groups;
    private final UnaryOperator<SqlNode> cast;

    private GroupedConditions(List<SqlNode> groups, UnaryOperator<SqlNode> cast) {
        this.groups = groups;
        this.cast = cast;
    }

    /**
     * Returns HAVING with the nodes of GROUP BY.
     *
     * @param cast copies a condition and adds its implicit casts
     */
    static SqlNode shared(SqlNode having, List<SqlNode> groups, UnaryOperator<SqlNode> cast) {
        List<SqlNode> conditions =
                groups.stream().filter(GroupedConditions::isComparison).toList();
        SqlNode shared = conditions.isEmpty() ? having : having.accept(new GroupedConditions(conditions, cast));
        return shared == null ? having : shared;
    }

    private static boolean isComparison(SqlNode node) {
        return node.isA(SqlKind.COMPARISON) || node.getKind() == SqlKind.AND || node.getKind() == SqlKind.OR;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call.isA(SqlKind.QUERY)) {
            return call;
        }
        List<SqlNode> ofKind = groups.stream()
                .filter(group -> group.getKind() == call.getKind())
                .toList();
        if (!ofKind.isEmpty()) {
            SqlNode condition = cast.apply(call);
            for (SqlNode group : ofKind) {
                if (condition.equalsDeep(group, Litmus.IGNORE)) {
                    return group;
                }
            }
        }
        return super.visit(call);
    }
}
