package agentsession.query.calcite;

import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Qualifies the common columns of joins with USING or NATURAL. Calcite resolves them in the SELECT list of the join's
 * own query only, and reports them as ambiguous elsewhere.
 *
 * <p>Calcite: CALCITE-4922, CALCITE-4915.
 */
final class CommonColumns extends SqlShuttle {
    private final SqlValidatorScope scope;
    private final SqlNameMatcher names;

    CommonColumns(SqlValidatorScope scope, SqlNameMatcher names) {
        this.scope = scope;
        this.names = names;
    }

    /** Qualifies the common columns in all clauses of a query. */
    void qualifyIn(SqlSelect query) {
        SqlNodeList items = query.getSelectList();
        for (int i = 0; i < items.size(); i++) {
            items.set(i, item(items.get(i)));
        }
        if (query.getWhere() != null) {
            query.setWhere(qualified(query.getWhere()));
        }
        if (query.getGroup() != null) {
            query.setGroupBy((SqlNodeList) qualified(query.getGroup()));
        }
        if (query.getHaving() != null) {
            query.setHaving(qualified(query.getHaving()));
        }
        query.getWindowList().replaceAll(this::qualified);
        SqlNodeList order = query.getOrderList();
        for (int i = 0; order != null && i < order.size(); i++) {
            if (!isSelected(order.get(i), items)) {
                order.set(i, qualified(order.get(i)));
            }
        }
    }

    /** Returns an expression with its common columns qualified. */
    SqlNode qualified(SqlNode expression) {
        SqlNode qualified = expression.accept(this);
        return qualified == null ? expression : qualified;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call.isA(SqlKind.QUERY)) {
            return call;
        }
        CallCopyingArgHandler copying = new CallCopyingArgHandler(call, false);
        call.getOperator().acceptCall(this, call, true, copying);
        return copying.result();
    }

    @Override
    public SqlNode visit(SqlIdentifier column) {
        if (!column.isSimple() || column.isStar()) {
            return column;
        }
        Set<String> tables = scope.findQualifyingTableNames(column.getSimple(), column, names)
                .keySet();
        SqlNode from = tables.size() < 2 ? null : joinOf(tables);
        SqlNode common = from == null ? null : common(from, tables, column);
        return common == null ? column : common;
    }

    private SqlNode item(SqlNode item) {
        SqlNode qualified = qualified(item);
        return item instanceof SqlIdentifier column && column.isSimple() && !qualified.equals(item)
                ? SqlStdOperatorTable.AS.createCall(item.getParserPosition(), qualified, column)
                : qualified;
    }

    /** Whether an ORDER BY item names an item of the SELECT list, which takes precedence over a column. */
    private boolean isSelected(SqlNode order, SqlNodeList items) {
        return switch (order.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> isSelected(((SqlCall) order).operand(0), items);
            case IDENTIFIER ->
                ((SqlIdentifier) order).isSimple()
                        && items.stream()
                                .map(SqlValidatorUtil::alias)
                                .anyMatch(name ->
                                        name != null && names.matches(name, ((SqlIdentifier) order).getSimple()));
            default -> false;
        };
    }

    /** Returns the FROM clause that contains these tables; null if it is not found. */
    private @Nullable SqlNode joinOf(Set<String> tables) {
        SqlValidatorScope.ResolvedImpl found = new SqlValidatorScope.ResolvedImpl();
        scope.resolve(List.of(tables.iterator().next()), names, false, found);
        SqlNode node = found.count() == 1 ? found.only().scope.getNode() : null;
        return node instanceof SqlSelect query ? query.getFrom() : node;
    }

    /** Returns the qualified column; null if no table has it, or several have it and the join does not merge them. */
    private @Nullable SqlNode common(@Nullable SqlNode from, Set<String> tables, SqlIdentifier column) {
        if (!(from instanceof SqlJoin join)) {
            String table = from == null ? null : SqlValidatorUtil.alias(from);
            return table != null && tables.contains(table)
                    ? new SqlIdentifier(List.of(table, column.getSimple()), column.getParserPosition())
                    : null;
        }
        SqlNode left = common(join.getLeft(), tables, column);
        SqlNode right = common(join.getRight(), tables, column);
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        if (!isCommon(join, column.getSimple())) {
            return null;
        }
        boolean isEither = join.getJoinType() == JoinType.FULL || !isOfOneType(left, right);
        if (isEither) {
            return SqlStdOperatorTable.COALESCE.createCall(column.getParserPosition(), left, right);
        }
        return join.getJoinType() == JoinType.RIGHT ? right : left;
    }

    private boolean isOfOneType(SqlNode left, SqlNode right) {
        return SqlTypeUtil.equalSansNullability(
                scope.getValidator().getTypeFactory(),
                scope.getValidator().deriveType(scope, left),
                scope.getValidator().deriveType(scope, right));
    }

    private boolean isCommon(SqlJoin join, String column) {
        return join.isNatural()
                || (join.getConditionType() == JoinConditionType.USING
                        && join.getCondition() instanceof SqlNodeList columns
                        && SqlIdentifier.simpleNames(columns).stream().anyMatch(name -> names.matches(name, column)));
    }
}
