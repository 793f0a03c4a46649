package agentsession.query.calcite;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Rewrites parsed queries, before they are validated, where Calcite fails or returns a wrong result. */
public final class SyntaxWorkarounds extends SqlShuttle {
    private SyntaxWorkarounds() {}

    /** Rewrites a query. */
    public static SqlNode rewrite(SqlNode query) {
        SqlNode rewritten = query.accept(new SyntaxWorkarounds());
        return rewritten == null ? query : rewritten;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (!(visited instanceof SqlBasicCall basic)) {
            return visited;
        }
        SqlNode compared = RowComparisons.expanded(basic);
        return compared.equals(basic) ? UntypedNulls.typed(WithOperands.selected(basic)) : compared;
    }
}
