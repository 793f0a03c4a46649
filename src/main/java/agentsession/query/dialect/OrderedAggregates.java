package agentsession.query.dialect;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code STRING_AGG(x, ',' ORDER BY y)} and its like as {@code LISTAGG(x, ',') WITHIN GROUP (ORDER BY y)}. */
final class OrderedAggregates {
    private OrderedAggregates() {}

    /** The call with its order beside its operands, among which Calcite looks for the type of each. */
    static SqlBasicCall withinGroup(SqlBasicCall call) {
        if (call.getKind() != SqlKind.STRING_AGG && call.getKind() != SqlKind.GROUP_CONCAT) {
            return call;
        }
        List<SqlNode> operands = new ArrayList<>();
        SqlNodeList order = SqlNodeList.EMPTY;
        for (SqlNode operand : call.getOperandList()) {
            if (operand instanceof SqlNodeList list) {
                order = list;
            } else {
                operands.add(operand.getKind() == SqlKind.SEPARATOR ? ((SqlCall) operand).operand(0) : operand);
            }
        }
        SqlParserPos position = call.getParserPosition();
        return order.isEmpty()
                ? call
                : new SqlBasicCall(
                        SqlStdOperatorTable.WITHIN_GROUP,
                        List.of(
                                SqlStdOperatorTable.LISTAGG.createCall(
                                        call.getFunctionQuantifier(), position, operands),
                                order),
                        position);
    }
}
