package agentsession.query.tree;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Copies a node that occurs twice in a query, since the validator modifies nodes. */
public final class SqlCopy extends SqlShuttle {
    private SqlCopy() {}

    /** Copies a node deeply, except for literals and parameters, which have no scope. */
    public static SqlNode of(SqlNode node) {
        SqlNode copy = node.accept(new SqlCopy());
        return copy == null ? node : copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        CallCopyingArgHandler copying = new CallCopyingArgHandler(call, true);
        call.getOperator().acceptCall(this, call, false, copying);
        return copying.result();
    }

    @Override
    public @Nullable SqlNode visit(SqlNodeList nodes) {
        SqlNodeList copy = new SqlNodeList(nodes.getParserPosition());
        nodes.forEach(node -> copy.add(node == null ? null : node.accept(this)));
        return copy;
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
        return name.clone(name.getParserPosition());
    }
}
