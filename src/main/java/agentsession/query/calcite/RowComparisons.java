package agentsession.query.calcite;

import agentsession.query.tree.SqlCopy;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Expands row comparisons such as {@code (a, b) < (c, d)} to comparisons of values, as standard SQL defines them.
 * Calcite compares rows without regard to NULL.
 *
 * <p>Calcite: CALCITE-7678.
 */
final class RowComparisons {
    private RowComparisons() {}

    /** Expands a comparison of two rows of the same length; returns any other call unchanged. */
    static SqlNode expanded(SqlCall call) {
        return call.operandCount() == 2
                        && isRow(call.operand(0))
                        && isRow(call.operand(1))
                        && values(call, 0).size() == values(call, 1).size()
                ? compared(call, values(call, 0), values(call, 1))
                : call;
    }

    private static boolean isRow(SqlNode node) {
        return node.getKind() == SqlKind.ROW;
    }

    private static List<SqlNode> values(SqlCall comparison, int side) {
        return ((SqlCall) comparison.operand(side)).getOperandList();
    }

    private static SqlNode compared(SqlCall call, List<SqlNode> left, List<SqlNode> right) {
        SqlParserPos position = call.getParserPosition();
        return switch (call.getKind()) {
            case EQUALS -> all(SqlStdOperatorTable.EQUALS, SqlStdOperatorTable.AND, left, right, position);
            case NOT_EQUALS -> all(SqlStdOperatorTable.NOT_EQUALS, SqlStdOperatorTable.OR, left, right, position);
            case IS_NOT_DISTINCT_FROM ->
                all(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, SqlStdOperatorTable.AND, left, right, position);
            case IS_DISTINCT_FROM ->
                all(SqlStdOperatorTable.IS_DISTINCT_FROM, SqlStdOperatorTable.OR, left, right, position);
            case LESS_THAN ->
                ordered(SqlStdOperatorTable.LESS_THAN, SqlStdOperatorTable.LESS_THAN, left, right, position);
            case LESS_THAN_OR_EQUAL ->
                ordered(SqlStdOperatorTable.LESS_THAN, SqlStdOperatorTable.LESS_THAN_OR_EQUAL, left, right, position);
            case GREATER_THAN ->
                ordered(SqlStdOperatorTable.GREATER_THAN, SqlStdOperatorTable.GREATER_THAN, left, right, position);
            case GREATER_THAN_OR_EQUAL ->
                ordered(
                        SqlStdOperatorTable.GREATER_THAN,
                        SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
                        left,
                        right,
                        position);
            default -> call;
        };
    }

    private static SqlNode all(
            SqlOperator comparison,
            SqlOperator junction,
            List<SqlNode> left,
            List<SqlNode> right,
            SqlParserPos position) {
        SqlNode all = comparison.createCall(position, left.get(0), right.get(0));
        for (int i = 1; i < left.size(); i++) {
            all = junction.createCall(position, all, comparison.createCall(position, left.get(i), right.get(i)));
        }
        return all;
    }

    /** Compares the first values that differ. */
    private static SqlNode ordered(
            SqlOperator differing, SqlOperator last, List<SqlNode> left, List<SqlNode> right, SqlParserPos position) {
        int end = left.size() - 1;
        SqlNode ordered = last.createCall(position, left.get(end), right.get(end));
        for (int i = end - 1; i >= 0; i--) {
            ordered = SqlStdOperatorTable.OR.createCall(
                    position,
                    differing.createCall(position, left.get(i), right.get(i)),
                    SqlStdOperatorTable.AND.createCall(
                            position,
                            SqlStdOperatorTable.EQUALS.createCall(
                                    position, SqlCopy.of(left.get(i)), SqlCopy.of(right.get(i))),
                            ordered));
        }
        return ordered;
    }
}
