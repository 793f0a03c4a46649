package agentsession.query.calcite;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;

/**
 * What SELECT DISTINCT selects, where ORDER BY repeats it. Calcite's check for it looks into aggregates and window
 * functions before it compares them.
 *
 * <p>Calcite: not reported.
 */
final class SelectedItems extends SqlShuttle {
    /** What stands for an item where it is held against the items, and is like none of them. */
    private enum Selected {
        ITEM
    }

    private final List<SqlNode> items;

    private SelectedItems(List<SqlNode> items) {
        this.items = items;
    }

    /**
     * An expression of ORDER BY with constants in place of what is selected.
     *
     * @param expanded the expression, its columns qualified
     * @param items what is selected, without names, the columns qualified
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
