package agentsession.query.calcite;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Litmus;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Replaces columns of outer queries by constants before Calcite checks that the expressions of an aggregating query are
 * grouped. They are constant within a group, but Calcite rejects them.
 *
 * <p>Calcite: CALCITE-7540.
 */
final class OuterColumns extends SqlShuttle {
    /** Replaces a column; equals no grouped expression. */
    private enum Outer {
        COLUMN
    }

    private final SqlSelect query;
    private final SqlValidatorScope own;
    private final SqlNameMatcher names;
    private final Function<SqlNode, SqlNode> expand;
    private @Nullable List<SqlNode> grouped;
    private int replaced;

    private OuterColumns(
            SqlSelect query, SqlValidatorScope own, SqlNameMatcher names, Function<SqlNode, SqlNode> expand) {
        this.query = query;
        this.own = own;
        this.names = names;
        this.expand = expand;
    }

    /**
     * Replaces the columns of outer queries in an expression of an aggregating query.
     *
     * @param expanded the expression with qualified columns
     * @param own the scope of the query's tables
     * @param expand qualifies the columns of a grouped expression
     */
    static SqlNode asConstants(
            SqlNode expanded,
            SqlSelect query,
            SqlValidatorScope own,
            SqlNameMatcher names,
            Function<SqlNode, SqlNode> expand) {
        SqlNode constant = expanded.accept(new OuterColumns(query, own, names, expand));
        return constant == null ? expanded : constant;
    }

    private static Stream<SqlNode> items(SqlNode node) {
        if (node instanceof SqlNodeList list) {
            return list.stream().flatMap(OuterColumns::items);
        }
        return switch (node.getKind()) {
            case ROLLUP, CUBE, GROUPING_SETS, GROUP_BY_DISTINCT, ROW ->
                ((SqlCall) node).getOperandList().stream().flatMap(OuterColumns::items);
            default -> Stream.of(node);
        };
    }

    @Override
    public SqlNode visit(SqlCall call) {
        if (call.isA(SqlKind.QUERY) || call.getOperator().isAggregator()) {
            return call;
        }
        int replacedBefore = replaced;
        SqlNode visited = super.visit(call);
        return visited == null || (replaced > replacedBefore && isGrouped(call)) ? call : visited;
    }

    @Override
    public SqlNode visit(SqlIdentifier column) {
        if (!isOuter(column) || isGrouped(column)) {
            return column;
        }
        replaced++;
        return SqlLiteral.createSymbol(Outer.COLUMN, column.getParserPosition());
    }

    private boolean isOuter(SqlIdentifier column) {
        if (column.isSimple() || column.isStar()) {
            return false;
        }
        SqlValidatorScope.ResolvedImpl tables = new SqlValidatorScope.ResolvedImpl();
        own.resolve(Util.skipLast(column.names), names, false, tables);
        return tables.count() == 1 && !own.equals(tables.only().scope);
    }

    private boolean isGrouped(SqlNode node) {
        if (grouped == null) {
            grouped = query.getGroup() == null
                    ? List.of()
                    : items(query.getGroup()).map(expand).toList();
        }
        return grouped.stream().anyMatch(expression -> expression.equalsDeep(node, Litmus.IGNORE));
    }
}
