package agentsession.query.calcite;

import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * Converts {@code (a, b) OVERLAPS (c, d)}. A period includes its start but not its end, which may be NULL if the
 * period is open, as for an agent who is still logged in. In Calcite adjacent periods overlap, and open ones never do.
 *
 * <p>Calcite: not reported.
 */
final class Overlaps {
    private final RexBuilder rexBuilder;
    private final RelDataType type;

    private Overlaps(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        this.type = types.createTypeWithNullability(types.createSqlType(SqlTypeName.BOOLEAN), true);
    }

    /** @param end NULL if the period is open */
    private record Period(RexNode start, RexNode end) {}

    static RexNode convert(SqlRexContext context, SqlCall call) {
        Overlaps overlaps = new Overlaps(context.getRexBuilder());
        Period left = overlaps.period(context, call.operand(0));
        Period right = overlaps.period(context, call.operand(1));
        RexNode bothClosed = overlaps.call(
                SqlStdOperatorTable.AND,
                overlaps.call(SqlStdOperatorTable.IS_NOT_NULL, left.end),
                overlaps.call(SqlStdOperatorTable.IS_NOT_NULL, right.end));
        RexNode unknown = overlaps.rexBuilder.makeNullLiteral(overlaps.type);
        RexNode yes = overlaps.rexBuilder.makeLiteral(true);
        RexNode no =
                overlaps.call(SqlStdOperatorTable.CASE, bothClosed, overlaps.rexBuilder.makeLiteral(false), unknown);
        RexNode result = overlaps.call(
                SqlStdOperatorTable.CASE,
                overlaps.less(right.start, left.start),
                overlaps.call(SqlStdOperatorTable.CASE, overlaps.less(left.start, right.end), yes, no),
                overlaps.less(left.start, right.start),
                overlaps.call(SqlStdOperatorTable.CASE, overlaps.less(right.start, left.end), yes, no),
                overlaps.call(SqlStdOperatorTable.EQUALS, left.start, right.start),
                overlaps.call(SqlStdOperatorTable.CASE, bothClosed, yes, unknown),
                unknown);
        boolean known = Stream.of(left.start, left.end, right.start, right.end)
                .noneMatch(time -> time.getType().isNullable());
        return known ? overlaps.rexBuilder.makeNotNull(result) : result;
    }

    /** Converts a row to a period whose start is not after its end. */
    private Period period(SqlRexContext context, SqlCall row) {
        RexNode from = context.convertExpression(row.operand(0));
        RexNode to = context.convertExpression(row.operand(1));
        if (SqlTypeUtil.isInterval(to.getType())) {
            to = rexBuilder.makeCall(
                    rexBuilder
                            .getTypeFactory()
                            .createTypeWithNullability(
                                    from.getType(),
                                    from.getType().isNullable() || to.getType().isNullable()),
                    SqlStdOperatorTable.DATETIME_PLUS,
                    List.of(from, to));
        }
        if (!from.getType().isNullable() && !to.getType().isNullable()) {
            RexNode inOrder = call(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, from, to);
            return new Period(
                    call(SqlStdOperatorTable.CASE, inOrder, from, to),
                    call(SqlStdOperatorTable.CASE, inOrder, to, from));
        }
        RexNode swapped = less(to, from);
        RexNode missing = call(SqlStdOperatorTable.IS_NULL, from);
        return new Period(
                call(SqlStdOperatorTable.CASE, call(SqlStdOperatorTable.OR, swapped, missing), to, from),
                call(SqlStdOperatorTable.CASE, swapped, from, missing, rexBuilder.makeNullLiteral(to.getType()), to));
    }

    private RexNode less(RexNode left, RexNode right) {
        return call(SqlStdOperatorTable.LESS_THAN, left, right);
    }

    private RexNode call(SqlOperator operator, RexNode... operands) {
        return rexBuilder.makeCall(operator, operands);
    }
}
