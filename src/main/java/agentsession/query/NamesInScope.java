package agentsession.query;

import agentsession.adapter.AgentSessionTable;
import agentsession.adapter.RequestsTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The column names in scope at a position of a query, as far as its syntax tree shows. */
final class NamesInScope {
    /** A table or alias in FROM. */
    private record Table(String name, List<String> columns) {}

    private static final Map<String, List<String>> TABLES = Map.of(
            AgentSessionTable.NAME, AgentSessionTable.columnNames(), RequestsTable.NAME, RequestsTable.columnNames());

    private final SqlParserPos position;
    private final List<Table> tables = new ArrayList<>();
    /** The labels that ORDER BY may refer to, besides columns. */
    private final List<String> labels = new ArrayList<>();

    private NamesInScope(SqlParserPos position) {
        this.position = position;
    }

    /** @param table a table to restrict the names to; null for all */
    static List<String> at(SqlParserPos position, SqlNode query, @Nullable String table) {
        NamesInScope scope = new NamesInScope(position);
        scope.enter(query, Map.of());
        List<String> names = new ArrayList<>(table == null ? scope.labels : List.of());
        for (Table candidate : scope.tables) {
            if (table == null || candidate.name.equalsIgnoreCase(table)) {
                names.addAll(candidate.columns);
            }
        }
        return names.stream().distinct().toList();
    }

    private boolean contains(@Nullable SqlNode node) {
        if (node == null) {
            return false;
        }
        SqlParserPos all = SqlParserPos.sum(List.of(node.getParserPosition(), spanned(node)));
        return !before(position.getLineNum(), position.getColumnNum(), all.getLineNum(), all.getColumnNum())
                && !before(all.getEndLineNum(), all.getEndColumnNum(), position.getLineNum(), position.getColumnNum());
    }

    /** The position of a list does not always include its items. */
    private static SqlParserPos spanned(SqlNode node) {
        return node instanceof SqlNodeList list && !list.isEmpty()
                ? SqlParserPos.sum(list.stream().map(SqlNode::getParserPosition).toList())
                : node.getParserPosition();
    }

    private static boolean before(int line, int column, int otherLine, int otherColumn) {
        return line < otherLine || (line == otherLine && column < otherColumn);
    }

    /** Descends to the position. Names stay in scope, except for the tables beside a derived table. */
    private void enter(SqlNode node, Map<String, List<String>> known) {
        if (node instanceof SqlWith with) {
            Map<String, List<String>> more = new HashMap<>(known);
            for (SqlNode item : with.withList) {
                SqlWithItem named = (SqlWithItem) item;
                if (contains(named.query)) {
                    enter(named.query, more);
                    return;
                }
                more.put(key(named.name.getSimple()), columns(named, more));
            }
            enter(with.body, more);
        } else if (node instanceof SqlOrderBy orderBy) {
            if (contains(orderBy.orderList)) {
                labels.addAll(columns(orderBy.query, known));
                if (orderBy.query instanceof SqlSelect select) {
                    addTables(select.getFrom(), known);
                }
            } else {
                enter(orderBy.query, known);
            }
        } else if (node instanceof SqlSelect select) {
            if (enterDerived(select.getFrom(), known)) {
                return;
            }
            addTables(select.getFrom(), known);
            select.getOperandList().forEach(operand -> enterOperand(operand, known));
        } else if (node instanceof SqlCall call) {
            call.getOperandList().forEach(operand -> enterOperand(operand, known));
        } else if (node instanceof SqlNodeList list) {
            list.forEach(item -> enterOperand(item, known));
        }
    }

    private void enterOperand(@Nullable SqlNode operand, Map<String, List<String>> known) {
        if (operand != null && contains(operand)) {
            enter(operand, known);
        }
    }

    /** Enters the derived table that contains the position, if there is one. */
    private boolean enterDerived(@Nullable SqlNode from, Map<String, List<String>> known) {
        if (from instanceof SqlJoin join) {
            return enterDerived(join.getLeft(), known) || enterDerived(join.getRight(), known);
        }
        if (from != null && from.getKind() == SqlKind.AS) {
            return enterDerived(((SqlCall) from).operand(0), known);
        }
        boolean derived = from != null && from.isA(SqlKind.QUERY) && contains(from);
        if (from != null && derived) {
            enter(from, known);
        }
        return derived;
    }

    private void addTables(@Nullable SqlNode from, Map<String, List<String>> known) {
        if (from instanceof SqlJoin join) {
            addTables(join.getLeft(), known);
            addTables(join.getRight(), known);
        } else if (from instanceof SqlIdentifier table) {
            tables.add(new Table(last(table), columns(table, known)));
        } else if (from instanceof SqlCall as && as.getKind() == SqlKind.AS) {
            List<String> columns = as.operandCount() > 2
                    ? as.getOperandList().stream()
                            .skip(2)
                            .map(NamesInScope::name)
                            .toList()
                    : columns(as.operand(0), known);
            tables.add(new Table(name(as.operand(1)), columns));
        } else if (from != null) {
            tables.add(new Table("", columns(from, known)));
        }
    }

    /** The named columns of a table or query. */
    private static List<String> columns(SqlNode node, Map<String, List<String>> known) {
        if (node instanceof SqlWithItem named) {
            return named.columnList == null
                    ? columns(named.query, known)
                    : named.columnList.stream().map(NamesInScope::name).toList();
        }
        if (node instanceof SqlIdentifier table) {
            String name = last(table);
            return known.getOrDefault(key(name), TABLES.getOrDefault(key(name), List.of()));
        }
        if (node instanceof SqlOrderBy orderBy) {
            return columns(orderBy.query, known);
        }
        if (node instanceof SqlWith with) {
            Map<String, List<String>> more = new HashMap<>(known);
            for (SqlNode item : with.withList) {
                more.put(key(((SqlWithItem) item).name.getSimple()), columns(item, more));
            }
            return columns(with.body, more);
        }
        if (node instanceof SqlSelect select) {
            return selected(select, known);
        }
        boolean isFirstOperand = node.getKind() == SqlKind.LATERAL || SqlKind.SET_QUERY.contains(node.getKind());
        return isFirstOperand ? columns(((SqlCall) node).operand(0), known) : List.of();
    }

    private static List<String> selected(SqlSelect select, Map<String, List<String>> known) {
        NamesInScope from = new NamesInScope(SqlParserPos.ZERO);
        from.addTables(select.getFrom(), known);
        List<String> columns = new ArrayList<>();
        for (SqlNode item : select.getSelectList()) {
            if (item instanceof SqlIdentifier identifier && identifier.isStar()) {
                String table = identifier.names.size() > 1 ? identifier.names.get(identifier.names.size() - 2) : "";
                from.tables.stream()
                        .filter(candidate -> table.isEmpty() || candidate.name.equalsIgnoreCase(table))
                        .forEach(candidate -> columns.addAll(candidate.columns));
            } else if (item instanceof SqlIdentifier identifier) {
                columns.add(last(identifier));
            } else if (item.getKind() == SqlKind.AS) {
                columns.add(name(((SqlCall) item).operand(1)));
            }
        }
        return columns;
    }

    private static String name(SqlNode node) {
        return node instanceof SqlIdentifier identifier ? last(identifier) : "";
    }

    private static String last(SqlIdentifier identifier) {
        return identifier.names.get(identifier.names.size() - 1);
    }

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
