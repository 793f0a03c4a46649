package agentsession.query.parameter;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;

/**
 * A column of a query.
 *
 * @param index from 0
 */
record QueryColumn(SqlNode query, int index) {

    /** The same column of another query. */
    QueryColumn of(SqlNode other) {
        return new QueryColumn(other, index);
    }

    /** The expressions of the column, as far as they are known before the query is validated. */
    List<SqlNode> expressions() {
        if (query instanceof SqlSelect select) {
            List<SqlNode> list = select.getSelectList().getList();
            boolean isWithoutStar =
                    index < list.size() && list.subList(0, index + 1).stream().noneMatch(QueryColumn::isStar);
            return isWithoutStar ? List.of(SqlUtil.stripAs(list.get(index))) : List.of();
        }
        if (!(query instanceof SqlCall call)) {
            return List.of();
        }
        if (call.getKind() == SqlKind.VALUES) {
            return call.getOperandList().stream()
                    .<SqlNode>map(row -> ((SqlCall) row).operand(index))
                    .toList();
        }
        return SqlKind.SET_QUERY.contains(call.getKind())
                ? call.getOperandList().stream()
                        .flatMap(operand -> of(operand).expressions().stream())
                        .toList()
                : List.of();
    }

    private static boolean isStar(SqlNode item) {
        return item instanceof SqlIdentifier name && name.isStar();
    }
}
