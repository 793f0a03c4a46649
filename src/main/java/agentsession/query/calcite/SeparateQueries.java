package agentsession.query.calcite;

import agentsession.concurrent.CurrentToken;
import agentsession.query.tree.SqlCopy;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Copies sub-queries that occur more than once in a query, as when {@code COALESCE((SELECT ...), 0)} is rewritten to a
 * CASE. The validator has one scope per node, and would confuse the occurrences.
 *
 * <p>Calcite: not reported.
 */
final class SeparateQueries extends SqlShuttle {
    private final Set<SqlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private SeparateQueries() {}

    static SqlNode in(SqlNode query) {
        SqlNode separate = query.accept(new SeparateQueries());
        return separate == null ? query : separate;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        CurrentToken.throwIfCancelled();
        return call.isA(SqlKind.QUERY) && !seen.add(call) ? SqlCopy.of(call) : super.visit(call);
    }
}
