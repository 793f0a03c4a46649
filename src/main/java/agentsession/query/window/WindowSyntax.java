package agentsession.query.window;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites aggregates with FILTER over a window, which Calcite's parser accepts but its validator rejects: the first
 * argument becomes NULL if the filter is not true, since aggregates skip NULLs. It also rejects WITHIN GROUP, and inlines
 * named windows.
 *
 * <p>Calcite: not reported.
 */
public final class WindowSyntax extends SqlShuttle {
    /** The aggregates that do not skip NULLs. */
    private static final Set<String> NOT_SKIPPING_NULLS = Set.of("ARRAY_AGG", "ARRAY_CONCAT_AGG", "COLLECT", "FUSION");

    private static final Set<String> PURE_WINDOW_FUNCTIONS = Set.of(
            "ROW_NUMBER",
            "RANK",
            "DENSE_RANK",
            "PERCENT_RANK",
            "CUME_DIST",
            "NTILE",
            "LAG",
            "LEAD",
            "FIRST_VALUE",
            "LAST_VALUE",
            "NTH_VALUE");

    /** The named windows of the enclosing queries, innermost first. */
    private final Deque<NamedWindows> windows = new ArrayDeque<>();

    private WindowSyntax() {}

    public static SqlNode rewrite(SqlNode query) {
        SqlNode rewritten = query.accept(new WindowSyntax());
        return rewritten == null ? query : rewritten;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode query = call instanceof SqlOrderBy ordered ? ordered.query : call;
        if (query instanceof SqlSelect select) {
            windows.push(NamedWindows.of(select));
            SqlNode visited = super.visit(call);
            NamedWindows named = windows.pop();
            if (visited instanceof SqlSelect rewritten) {
                named.removeFrom(rewritten);
            }
            return visited;
        }
        SqlNode visited = super.visit(call);
        if (!(visited instanceof SqlBasicCall over) || over.getKind() != SqlKind.OVER) {
            return visited;
        }
        if (!windows.isEmpty()) {
            over.setOperand(1, windows.element().inline(over.operand(1)));
        }
        if (over.operand(0) instanceof SqlBasicCall function) {
            for (int i = 0; i < function.operandCount(); i++) {
                function.setOperand(i, ListsAsComparisons.inFunctionsOf(function.operand(i)));
            }
        }
        over.setOperand(1, ListsAsComparisons.inFunctionsOf(over.operand(1)));
        SqlNode aggregate = over.operand(0);
        if (aggregate.getKind() == SqlKind.WITHIN_GROUP) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION,
                    "WITHIN GROUP is not supported with OVER. Use the order of the window: LISTAGG(x) OVER (ORDER BY x"
                            + " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING).");
        }
        if (aggregate.getKind() != SqlKind.FILTER) {
            return visited;
        }
        SqlCall filter = (SqlCall) aggregate;
        SqlNode filtered = filtered(filter.operand(0), filter.operand(1));
        return over.getOperator().createCall(over.getParserPosition(), filtered, over.operand(1));
    }

    private static SqlNode filtered(SqlNode aggregate, SqlNode condition) {
        SqlCall call = (SqlCall) aggregate;
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        if (PURE_WINDOW_FUNCTIONS.contains(name) || NOT_SKIPPING_NULLS.contains(name) || call.operandCount() == 0) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION,
                    "%s over a window does not support FILTER. Aggregates such as SUM and COUNT do.".formatted(name));
        }
        List<SqlNode> arguments = new ArrayList<>(call.getOperandList());
        SqlParserPos position = arguments.get(0).getParserPosition();
        boolean isStar = arguments.get(0) instanceof SqlIdentifier argument && argument.isStar();
        SqlNode counted = isStar ? SqlLiteral.createExactNumeric("1", position) : arguments.get(0);
        arguments.set(
                0,
                new SqlCase(
                        position,
                        null,
                        SqlNodeList.of(condition),
                        SqlNodeList.of(counted),
                        SqlLiteral.createNull(position)));
        return call.getOperator()
                .createCall(call.getFunctionQuantifier(), call.getParserPosition(), arguments.toArray(SqlNode[]::new));
    }
}
