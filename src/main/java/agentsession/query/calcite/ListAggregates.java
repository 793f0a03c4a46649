package agentsession.query.calcite;

import agentsession.query.function.StringFunctions;
import java.util.List;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * Makes the separator of LISTAGG nullable. LISTAGG over no rows is NULL, but to Calcite it is nullable only if an
 * operand is.
 *
 * <p>Calcite: not reported.
 */
final class ListAggregates {
    /** Returns its operand, with a nullable type. */
    static final SqlFunction SEPARATOR = new SqlUserDefinedFunction(
            new SqlIdentifier("SEPARATOR_OF_LIST", SqlParserPos.ZERO),
            SqlKind.OTHER_FUNCTION,
            ReturnTypes.ARG0_FORCE_NULLABLE,
            null,
            OperandTypes.operandMetadata(
                    List.of(SqlTypeFamily.STRING),
                    types -> List.of(types.createJavaType(String.class)),
                    index -> "VALUE",
                    index -> false),
            ScalarFunctionImpl.create(StringFunctions.class, "identity"));

    private ListAggregates() {}

    /** Makes the separator of a LISTAGG nullable; returns any other call unchanged. */
    static SqlBasicCall nullable(SqlBasicCall call) {
        if (call.getKind() != SqlKind.LISTAGG || call.operandCount() < 1 || call.operandCount() > 2) {
            return call;
        }
        SqlParserPos position = call.getParserPosition();
        SqlNode value = call.operand(0);
        SqlNode separator = call.operandCount() > 1 ? call.operand(1) : SqlLiteral.createCharString(",", position);
        return separator instanceof SqlBasicCall known && known.getOperator().equals(SEPARATOR)
                ? call
                : new SqlBasicCall(
                        call.getOperator(),
                        List.of(value, SEPARATOR.createCall(position, separator)),
                        position,
                        call.getFunctionQuantifier());
    }
}
