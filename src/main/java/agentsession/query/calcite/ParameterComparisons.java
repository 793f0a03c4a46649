package agentsession.query.calcite;

import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;

/**
 * Converts comparisons of exact numbers with parameters without casts. Calcite casts both sides to a common DECIMAL,
 * and rounds if 38 digits are not enough.
 *
 * <p>Calcite: CALCITE-6366.
 */
public final class ParameterComparisons {
    private static final int DIGITS_OF_BIGINT = 19;

    private static final Set<SqlKind> COMPARISONS = Set.of(
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL);

    private ParameterComparisons() {}

    /** Returns convertlets for these comparisons, and those of {@code others} for other calls. */
    public static SqlRexConvertletTable before(SqlRexConvertletTable others) {
        return call -> COMPARISONS.contains(call.getKind()) || call.getKind() == SqlKind.BETWEEN
                ? (context, comparison) -> isOfNumbers(context.getValidator(), comparison)
                        ? convert(context, comparison)
                        : others.get(comparison).convertCall(context, comparison)
                : others.get(call);
    }

    /** Whether a call compares exact numbers with a parameter; IN is expanded to comparisons. */
    static boolean isOfNumbers(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        boolean compares = COMPARISONS.contains(call.getKind()) || call.getKind() == SqlKind.BETWEEN;
        if (compares) {
            return call.getOperandList().stream().anyMatch(SqlDynamicParam.class::isInstance)
                    && areExact(validator, scope, call.getOperandList());
        }
        return (call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN)
                && call.operand(1) instanceof SqlNodeList list
                && list.stream().anyMatch(SqlDynamicParam.class::isInstance)
                && isExact(validator.deriveType(scope, call.operand(0)))
                && areExact(validator, scope, list);
    }

    static boolean areExact(SqlValidator validator, SqlValidatorScope scope, List<SqlNode> nodes) {
        return nodes.stream().allMatch(node -> isExact(validator.deriveType(scope, node)));
    }

    private static boolean isOfNumbers(SqlValidator validator, SqlCall comparison) {
        return comparison.getOperandList().stream().anyMatch(SqlDynamicParam.class::isInstance)
                && comparison.getOperandList().stream()
                        .map(validator::getValidatedNodeTypeIfKnown)
                        .allMatch(type -> type != null && isExact(type));
    }

    private static boolean isExact(RelDataType type) {
        return SqlTypeUtil.isExactNumeric(type);
    }

    private static RexNode convert(SqlRexContext context, SqlCall comparison) {
        List<RexNode> operands = comparison.getOperandList().stream()
                .map(context::convertExpression)
                .toList();
        RexBuilder rexBuilder = context.getRexBuilder();
        if (operands.stream().anyMatch(operand -> operand.getType().getSqlTypeName() == SqlTypeName.DECIMAL)) {
            operands = operands.stream()
                    .map(operand -> decimal(rexBuilder, operand))
                    .toList();
        }
        SqlParserPos position = comparison.getParserPosition();
        return comparison.getOperator() instanceof SqlBetweenOperator between
                ? between(rexBuilder, position, between, operands)
                : rexBuilder.makeCall(position, comparison.getOperator(), operands);
    }

    private static RexNode decimal(RexBuilder rexBuilder, RexNode operand) {
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        return operand.getType().getSqlTypeName() == SqlTypeName.DECIMAL
                ? operand
                : rexBuilder.makeCast(
                        types.createTypeWithNullability(
                                types.createSqlType(SqlTypeName.DECIMAL, DIGITS_OF_BIGINT, 0),
                                operand.getType().isNullable()),
                        operand);
    }

    private static RexNode between(
            RexBuilder rexBuilder, SqlParserPos position, SqlBetweenOperator operator, List<RexNode> operands) {
        RexNode value = operands.get(SqlBetweenOperator.VALUE_OPERAND);
        RexNode lower = operands.get(SqlBetweenOperator.LOWER_OPERAND);
        RexNode upper = operands.get(SqlBetweenOperator.UPPER_OPERAND);
        RexNode between = within(rexBuilder, position, value, lower, upper);
        if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
            between = call(
                    rexBuilder,
                    position,
                    SqlStdOperatorTable.OR,
                    between,
                    within(rexBuilder, position, value, upper, lower));
        }
        return operator.isNegated()
                ? rexBuilder.makeCall(position, SqlStdOperatorTable.NOT, List.of(between))
                : between;
    }

    private static RexNode within(
            RexBuilder rexBuilder, SqlParserPos position, RexNode value, RexNode lower, RexNode upper) {
        return call(
                rexBuilder,
                position,
                SqlStdOperatorTable.AND,
                call(rexBuilder, position, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, value, lower),
                call(rexBuilder, position, SqlStdOperatorTable.LESS_THAN_OR_EQUAL, value, upper));
    }

    private static RexNode call(
            RexBuilder rexBuilder, SqlParserPos position, SqlOperator operator, RexNode left, RexNode right) {
        return rexBuilder.makeCall(position, operator, List.of(left, right));
    }
}
