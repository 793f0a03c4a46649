package agentsession.query.calcite;

import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Wraps operands of set operations that begin with WITH, as in {@code ... UNION (WITH ... SELECT ... ORDER BY ...)},
 * in a SELECT. Calcite loses their ORDER BY and then fails, and fails if both sides have different types.
 *
 * <p>Calcite: not reported.
 */
final class WithOperands {
    private WithOperands() {}

    /** Returns the set operation with {@code SELECT * FROM (WITH ...)} for each such operand. */
    static SqlBasicCall selected(SqlBasicCall operation) {
        if (!operation.isA(SqlKind.SET_QUERY)) {
            return operation;
        }
        List<SqlNode> operands =
                operation.getOperandList().stream().map(WithOperands::selected).toList();
        return new SqlBasicCall(operation.getOperator(), operands, operation.getParserPosition());
    }

    private static SqlNode selected(SqlNode operand) {
        SqlNode query = operand instanceof SqlOrderBy ordered ? ordered.query : operand;
        if (!(query instanceof SqlWith)) {
            return operand;
        }
        SqlParserPos position = operand.getParserPosition();
        return new SqlSelect(
                position,
                null,
                SqlNodeList.of(SqlIdentifier.star(position)),
                operand,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
