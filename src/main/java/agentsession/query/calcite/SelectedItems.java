package agentsession.query.calcite;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;

/**
 * Replaces expressions of ORDER BY that repeat an item of SELECT DISTINCT by constants. Calcite's check looks into
 * aggregates and window functions before it compares them.
 *
 * <p>Calcite: not reported.
 */
final class SelectedItems extends SqlShuttle {
    /** Replaces an item; equals no item. */
    private enum Selected {
        ITEM
    }

    private final List<SqlNode> items;

    private SelectedItems(List<SqlNode> items) {
        this.items = items;
    }

    /**
     * Replaces the items of SELECT in an expression of ORDER BY.
     *
     * @param expanded the expression with qualified columns
     * @param items the items of SELECT without aliases, with qualified columns
     */
    static SqlNode asConstants(SqlNode expanded, List<SqlNode> items) {
        SqlNode constant = expanded.accept(new SelectedItems(items));
        return constant == null ? expanded : constant;
    }

    @Override
    public SqlNode visit(SqlCall call) {
        if (items.stream().anyMatch(item -> item.equalsDeep(call, Litmus.IGNORE))) {
            return SqlLiteral.createSymbol(Selected.ITEM, call.getParserPosition());
        }
        SqlNode visited = call.isA(SqlKind.QUERY) ? call : super.visit(call);
        return visited == null ? call : visited;
    }
}
