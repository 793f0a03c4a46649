package agentsession.query.tree;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** A node that is to stand in two places, which the validator changes each for itself. */
public final class SqlCopy extends SqlShuttle {
    private SqlCopy() {}

    /** The node and all below it once more, but for what has no scope: literals and parameters. */
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
