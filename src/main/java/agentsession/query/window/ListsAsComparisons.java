package agentsession.query.window;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Converts {@code x IN (1, 2)} to {@code x = 1 OR x = 2}, since Calcite loses lists in aggregates of window functions.
 *
 * <p>Calcite: not reported.
 */
final class ListsAsComparisons extends SqlShuttle {
    private ListsAsComparisons() {}

    /** Converts the lists in functions, which may be aggregates, of a window or an argument of a window function. */
    static SqlNode inFunctionsOf(SqlNode node) {
        SqlNode compared = node.accept(new SqlShuttle() {
            @Override
            public @Nullable SqlNode visit(SqlCall call) {
                return call.getOperator() instanceof SqlFunction || call.getKind() == SqlKind.FILTER
                        ? call.accept(new ListsAsComparisons())
                        : super.visit(call);
            }
        });
        return compared == null ? node : compared;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call.isA(SqlKind.QUERY)) {
            return call;
        }
        SqlNode visited = super.visit(call);
        return visited instanceof SqlCall in
                        && (in.getKind() == SqlKind.IN || in.getKind() == SqlKind.NOT_IN)
                        && in.operand(1) instanceof SqlNodeList values
                ? compared(in, values)
                : visited;
    }

    private static SqlNode compared(SqlCall in, SqlNodeList values) {
        boolean negated = in.getKind() == SqlKind.NOT_IN;
        SqlOperator comparison = negated ? SqlStdOperatorTable.NOT_EQUALS : SqlStdOperatorTable.EQUALS;
        SqlOperator connective = negated ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR;
        SqlParserPos position = in.getParserPosition();
        List<SqlNode> comparisons = new ArrayList<>();
        for (SqlNode value : values) {
            comparisons.add(comparison.createCall(position, in.operand(0), value));
        }
        return comparisons.stream()
                .reduce((left, right) -> connective.createCall(position, left, right))
                .orElse(in);
    }
}
