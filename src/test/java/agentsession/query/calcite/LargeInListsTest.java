package agentsession.query.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.adapter.LargeInList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;

final class LargeInListsTest {
    private static final int SHORTEST = 30;

    private static final RelDataTypeFactory TYPES = new ReportTypeFactory();
    private static final RexBuilder REX = new RexBuilder(TYPES);

    private static final RexNode A = column(0);
    private static final RexNode B = column(1);

    private final LargeInLists lists = new LargeInLists(REX);

    @Test
    void equalitiesBecomeAList() {
        assertThat(lists.compact(or(comparisons(SqlStdOperatorTable.EQUALS, A, SHORTEST))))
                .hasToString("LONG_LIST_0($0)");
        assertThat(lists.all()).containsExactly(new LargeInList("LONG_LIST_0", values(SHORTEST), false));
    }

    @Test
    void inequalitiesBecomeANegatedList() {
        assertThat(lists.compact(and(comparisons(SqlStdOperatorTable.NOT_EQUALS, A, SHORTEST))))
                .hasToString("LONG_LIST_0($0)");
        assertThat(lists.all()).containsExactly(new LargeInList("LONG_LIST_0", values(SHORTEST), true));
    }

    @Test
    void otherOperandsAreKept() {
        RexNode other = REX.makeCall(SqlStdOperatorTable.LESS_THAN, B, number(7));
        List<RexNode> operands = new ArrayList<>(comparisons(SqlStdOperatorTable.EQUALS, A, SHORTEST));
        operands.add(5, other);

        assertThat(lists.compact(or(operands))).hasToString("OR(<($1, 7), LONG_LIST_0($0))");
    }

    @Test
    void thereIsAListForEachTestedExpression() {
        List<RexNode> operands = new ArrayList<>(comparisons(SqlStdOperatorTable.EQUALS, A, SHORTEST));
        operands.addAll(comparisons(SqlStdOperatorTable.EQUALS, B, SHORTEST));

        assertThat(lists.compact(or(operands))).hasToString("OR(LONG_LIST_0($0), LONG_LIST_1($1))");
    }

    @Test
    void anyOtherCallIsNotChanged() {
        for (RexCall call : List.of(
                or(comparisons(SqlStdOperatorTable.EQUALS, A, SHORTEST - 1)),
                or(comparisons(SqlStdOperatorTable.NOT_EQUALS, A, SHORTEST)),
                and(comparisons(SqlStdOperatorTable.EQUALS, A, SHORTEST)),
                or(comparisons(SqlStdOperatorTable.LESS_THAN, A, SHORTEST)),
                (RexCall) REX.makeCall(SqlStdOperatorTable.EQUALS, A, B))) {
            assertThat(lists.compact(call)).isEqualTo(call);
        }
        assertThat(lists.all()).isEmpty();
    }

    private static RexNode column(int index) {
        return REX.makeInputRef(TYPES.createTypeWithNullability(TYPES.createSqlType(SqlTypeName.INTEGER), true), index);
    }

    private static List<RexNode> values(int count) {
        return IntStream.range(0, count).mapToObj(LargeInListsTest::number).toList();
    }

    private static List<RexNode> comparisons(SqlOperator operator, RexNode tested, int count) {
        return values(count).stream()
                .map(value -> REX.makeCall(operator, tested, value))
                .toList();
    }

    private static RexCall or(List<RexNode> operands) {
        return (RexCall) REX.makeCall(SqlStdOperatorTable.OR, operands);
    }

    private static RexCall and(List<RexNode> operands) {
        return (RexCall) REX.makeCall(SqlStdOperatorTable.AND, operands);
    }

    private static RexNode number(int value) {
        return REX.makeExactLiteral(BigDecimal.valueOf(value));
    }
}
