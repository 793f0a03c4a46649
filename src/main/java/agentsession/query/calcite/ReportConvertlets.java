package agentsession.query.calcite;

import agentsession.concurrent.CurrentToken;
import agentsession.query.function.LikePattern;
import agentsession.query.function.PatternFunctions;
import agentsession.query.function.StrictFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;

/**
 * Converts calls to expressions where Calcite simplifies them wrongly: it evaluates casts of literals, drops a cast to
 * DECIMAL(10, 2) within a cast to a string, and interprets the patterns of LIKE.
 *
 * <p>Calcite: not reported.
 */
public final class ReportConvertlets {
    public static final SqlRexConvertletTable TABLE = call -> {
        CurrentToken.throwIfCancelled();
        if (call.getOperator() instanceof SqlLikeOperator) {
            return ReportConvertlets::like;
        }
        if (call.getKind() == SqlKind.OVERLAPS) {
            return Overlaps::convert;
        }
        SqlRexConvertlet convertlet = VarianceFunctions.CONVERTLETS.get(call);
        return call.getKind() == SqlKind.CAST && convertlet != null
                ? (context, cast) -> rewritten(context, convertlet.convertCall(context, cast))
                : convertlet;
    };

    private ReportConvertlets() {}

    private static RexNode rewritten(SqlRexContext context, RexNode converted) {
        return converted instanceof RexCall cast
                        && cast.getKind() == SqlKind.CAST
                        && (cast.operands.get(0) instanceof RexLiteral || RexWorkarounds.isDecimalToString(cast))
                ? new RexWorkarounds(context.getRexBuilder()).rewrite(cast)
                : converted;
    }

    private static RexNode like(SqlRexContext context, SqlCall call) {
        SqlLikeOperator like = (SqlLikeOperator) call.getOperator();
        RexBuilder rexBuilder = context.getRexBuilder();
        List<RexNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            operands.add(context.convertExpression(operand));
        }
        checkEscape(operands);
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        RelDataType type = types.createTypeWithNullability(
                types.createSqlType(SqlTypeName.BOOLEAN),
                operands.stream().anyMatch(operand -> operand.getType().isNullable()));
        RexNode matches = rexBuilder.makeCall(type, function(like, operands), operands);
        return like.isNegated() ? rexBuilder.makeCall(SqlStdOperatorTable.NOT, matches) : matches;
    }

    private static void checkEscape(List<RexNode> operands) {
        if (operands.size() > 2 && operands.get(2) instanceof RexLiteral escape && !escape.isNull()) {
            LikePattern.escape(escape.getValueAs(String.class));
        }
    }

    private static StrictFunction function(SqlLikeOperator like, List<RexNode> operands) {
        Class<?>[] parameters = new Class<?>[operands.size()];
        Arrays.fill(parameters, String.class);
        return switch (like.getKind()) {
            case SIMILAR -> StrictFunction.of("SIMILAR TO", PatternFunctions.class, "similar", parameters);
            case RLIKE -> StrictFunction.of("RLIKE", PatternFunctions.class, "contains", parameters);
            default ->
                like.isCaseSensitive()
                        ? StrictFunction.of("LIKE", kind(operands), PatternFunctions.class, "like", parameters)
                        : StrictFunction.of("ILIKE", PatternFunctions.class, "likeIgnoringCase", parameters);
        };
    }

    /** Returns LIKE for a literal or parameter as pattern without an escape character, which may be pushed down. */
    private static SqlKind kind(List<RexNode> operands) {
        boolean known = operands.get(1) instanceof RexDynamicParam
                || (operands.get(1) instanceof RexLiteral pattern && !pattern.isNull());
        return operands.size() == 2 && known ? SqlKind.LIKE : SqlKind.OTHER_FUNCTION;
    }
}
