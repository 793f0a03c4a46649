package agentsession.query.calcite;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A copy of each sub-query that stands in more than one place, as {@code COALESCE((SELECT ...), 0)} does when it has
 * become a CASE. The validator knows one scope of a query, and would mix those of the places.
 */
final class SeparateQueries extends SqlShuttle {
    private final Set<SqlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private SeparateQueries() {}

    static SqlNode in(SqlNode query) {
        SqlNode separate = query.accept(new SeparateQueries());
        return separate == null ? query : separate;
    }

    /** A node and all below it once more. */
    static SqlNode copy(SqlNode node) {
        SqlNode copy = node.accept(new Copy());
        return copy == null ? node : copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        return call.isA(SqlKind.QUERY) && !seen.add(call) ? call.accept(new Copy()) : super.visit(call);
    }

    /** Copies what the validator gives a meaning to. */
    private static final class Copy extends SqlShuttle {
        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            CallCopyingArgHandler operands = new CallCopyingArgHandler(call, true);
            call.getOperator().acceptCall(this, call, false, operands);
            return operands.result();
        }

        @Override
        public @Nullable SqlNode visit(SqlNodeList nodes) {
            SqlNodeList copy = new SqlNodeList(nodes.getParserPosition());
            nodes.forEach(node -> copy.add(node == null ? null : node.accept(this)));
            return copy;
        }

        @Override
        public @Nullable SqlNode visit(SqlIdentifier name) {
            return name.clone(name.getParserPosition());
        }
    }
}
