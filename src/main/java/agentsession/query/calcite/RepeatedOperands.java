package agentsession.query.calcite;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;

/**
 * COALESCE and NULLIF as Calcite writes them: as a CASE that has an operand twice. A query in it is copied, yet not the
 * queries within that, which then belong to the copy alone. Here the CASE has the very operand twice.
 */
final class RepeatedOperands {
    private RepeatedOperands() {}

    /** @param written what was rewritten as {@code choice} */
    static void share(SqlKind written, SqlCase choice) {
        if (written == SqlKind.NULLIF) {
            SqlNode operand = tested(choice, 0);
            if (hasQuery(operand)) {
                choice.setOperand(3, operand);
            }
        } else if (written == SqlKind.COALESCE) {
            for (int i = 0; i < choice.getThenOperands().size(); i++) {
                SqlNode operand = tested(choice, i);
                if (hasQuery(operand)) {
                    ((SqlCall) choice.getThenOperands().get(i)).setOperand(0, operand);
                }
            }
        }
    }

    private static SqlNode tested(SqlCase choice, int i) {
        return ((SqlCall) choice.getWhenOperands().get(i)).operand(0);
    }

    private static boolean hasQuery(SqlNode node) {
        return SqlUtil.containsCall(node, call -> call.isA(SqlKind.QUERY));
    }
}
