package agentsession.query.dialect;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.Litmus;

/** Rewrites {@code STRING_AGG(x, ',' ORDER BY y)} and the like to {@code LISTAGG(x, ',') WITHIN GROUP (ORDER BY y)}. */
final class OrderedAggregates {
    private static final int MAX_OPERANDS = 2;

    private OrderedAggregates() {}

    /** The call as LISTAGG, with its order outside of its operands, whose types Calcite derives. */
    static SqlBasicCall withinGroup(SqlBasicCall call) {
        return switch (call.getKind()) {
            case STRING_AGG, GROUP_CONCAT -> listAgg(call);
            case WITHIN_GROUP -> call.operand(0) instanceof SqlCall list ? ordered(call, list, call.operand(1)) : call;
            default -> call;
        };
    }

    private static SqlBasicCall listAgg(SqlBasicCall call) {
        List<SqlNode> operands = new ArrayList<>();
        SqlNodeList order = SqlNodeList.EMPTY;
        for (SqlNode operand : call.getOperandList()) {
            if (operand instanceof SqlNodeList list) {
                order = list;
            } else {
                operands.add(operand.getKind() == SqlKind.SEPARATOR ? ((SqlCall) operand).operand(0) : operand);
            }
        }
        if (order.isEmpty() && operands.size() > MAX_OPERANDS) {
            return call;
        }
        SqlBasicCall list = new SqlBasicCall(
                SqlStdOperatorTable.LISTAGG, operands, call.getParserPosition(), call.getFunctionQuantifier());
        return order.isEmpty() ? list : ordered(call, list, order);
    }

    /** Over DISTINCT values, ordering by the value itself must not run its sub-query again. */
    private static SqlBasicCall ordered(SqlCall call, SqlCall list, SqlNodeList order) {
        SqlNodeList known = order;
        if (list.getFunctionQuantifier() != null && SqlUtil.containsCall(list.operand(0), OrderedAggregates::isQuery)) {
            SqlNode item = constant(order.get(0), list.operand(0));
            known = new SqlNodeList(List.of(item), order.getParserPosition());
        }
        return new SqlBasicCall(SqlStdOperatorTable.WITHIN_GROUP, List.of(list, known), call.getParserPosition());
    }

    private static boolean isQuery(SqlCall call) {
        return call.isA(SqlKind.QUERY);
    }

    private static SqlNode constant(SqlNode item, SqlNode value) {
        if (item.equalsDeep(value, Litmus.IGNORE)) {
            return SqlLiteral.createBoolean(true, item.getParserPosition());
        }
        return switch (item.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
                SqlCall direction = (SqlCall) item;
                yield direction
                        .getOperator()
                        .createCall(item.getParserPosition(), constant(direction.operand(0), value));
            }
            default -> item;
        };
    }
}
