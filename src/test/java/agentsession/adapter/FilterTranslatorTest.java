package agentsession.adapter;

import static agentsession.adapter.ReportExpressions.AGENT;
import static agentsession.adapter.ReportExpressions.LOGIN;
import static agentsession.adapter.ReportExpressions.LOGOUT;
import static agentsession.adapter.ReportExpressions.REX;
import static agentsession.adapter.ReportExpressions.TEAM;
import static agentsession.adapter.ReportExpressions.and;
import static agentsession.adapter.ReportExpressions.call;
import static agentsession.adapter.ReportExpressions.cast;
import static agentsession.adapter.ReportExpressions.choice;
import static agentsession.adapter.ReportExpressions.column;
import static agentsession.adapter.ReportExpressions.equal;
import static agentsession.adapter.ReportExpressions.extract;
import static agentsession.adapter.ReportExpressions.floor;
import static agentsession.adapter.ReportExpressions.interval;
import static agentsession.adapter.ReportExpressions.minus;
import static agentsession.adapter.ReportExpressions.not;
import static agentsession.adapter.ReportExpressions.number;
import static agentsession.adapter.ReportExpressions.or;
import static agentsession.adapter.ReportExpressions.parameter;
import static agentsession.adapter.ReportExpressions.string;
import static agentsession.adapter.ReportExpressions.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import agentsession.report.Condition;
import agentsession.report.Condition.Comparison;
import agentsession.report.Condition.Operand;
import agentsession.report.Condition.Operator;
import agentsession.report.Condition.RowIndependent;
import agentsession.report.Condition.Shape;
import agentsession.report.Condition.TimeTest;
import agentsession.report.ReportColumn;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions are given in the form of EXPLAIN, where TRUE is {@link Condition#ALWAYS}. */
final class FilterTranslatorTest {
    private static final RexNode AGENT_1 = equal(AGENT, number(1));
    private static final RexNode AGENT_2 = equal(AGENT, number(2));
    private static final RexNode BILLING = equal(TEAM, string("Billing"));
    private static final RexNode UNSUPPORTED = equal(column(ReportColumn.DIAL_GROUP), string("Inbound"));
    private static final RexNode TIME = timestamp("2026-04-01 00:00:00");

    static Stream<Arguments> comparisons() {
        return Stream.of(
                arguments(AGENT_1, "AGENT_ID = 1"),
                arguments(equal(number(1), AGENT), "AGENT_ID = 1"),
                arguments(call(SqlStdOperatorTable.LESS_THAN, AGENT, number(1)), "AGENT_ID < 1"),
                arguments(call(SqlStdOperatorTable.LESS_THAN, number(1), AGENT), "AGENT_ID > 1"),
                arguments(call(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, number(1), AGENT), "AGENT_ID <= 1"),
                arguments(not(call(SqlStdOperatorTable.LESS_THAN, AGENT, number(1))), "AGENT_ID >= 1"),
                arguments(not(call(SqlStdOperatorTable.LESS_THAN, number(1), AGENT)), "AGENT_ID <= 1"),
                arguments(not(AGENT_1), "AGENT_ID <> 1"),
                arguments(equal(AGENT, parameter(SqlTypeName.INTEGER)), "AGENT_ID = ?0"),
                arguments(equal(cast(AGENT, SqlTypeName.BIGINT), number(1)), "AGENT_ID = 1"),
                arguments(BILLING, "TEAM = 'Billing'"),
                arguments(call(SqlStdOperatorTable.GREATER_THAN, LOGIN, TIME), "LOGIN_DTS > 2026-04-01 00:00:00"),
                arguments(call(SqlStdOperatorTable.IS_NULL, LOGIN), "LOGIN_DTS IS NULL"),
                arguments(not(call(SqlStdOperatorTable.IS_NOT_NULL, LOGIN)), "LOGIN_DTS IS NULL"),
                arguments(call(SqlStdOperatorTable.LIKE, TEAM, string("Billing")), "TEAM = 'Billing'"));
    }

    static Stream<Arguments> logic() {
        return Stream.of(
                arguments(REX.makeLiteral(true), "TRUE"),
                arguments(REX.makeLiteral(false), "FALSE"),
                arguments(not(REX.makeLiteral(true)), "FALSE"),
                arguments(and(AGENT_1, BILLING), "AGENT_ID = 1 AND TEAM = 'Billing'"),
                arguments(or(AGENT_1, BILLING), "AGENT_ID = 1 OR TEAM = 'Billing'"),
                arguments(not(and(AGENT_1, BILLING)), "AGENT_ID <> 1 OR TEAM <> 'Billing'"),
                arguments(not(or(AGENT_1, BILLING)), "AGENT_ID <> 1 AND TEAM <> 'Billing'"),
                arguments(not(not(AGENT_1)), "AGENT_ID = 1"),
                arguments(and(AGENT_1, UNSUPPORTED), "AGENT_ID = 1"),
                arguments(or(AGENT_1, UNSUPPORTED), "TRUE"),
                arguments(and(AGENT_1, REX.makeLiteral(false)), "FALSE"),
                arguments(or(AGENT_1, REX.makeLiteral(false)), "AGENT_ID = 1"),
                arguments(call(SqlStdOperatorTable.IS_TRUE, AGENT_1), "AGENT_ID = 1"),
                arguments(call(SqlStdOperatorTable.IS_FALSE, AGENT_1), "AGENT_ID <> 1"),
                arguments(not(call(SqlStdOperatorTable.IS_NOT_TRUE, AGENT_1)), "AGENT_ID = 1"),
                arguments(not(call(SqlStdOperatorTable.IS_NOT_FALSE, AGENT_1)), "AGENT_ID <> 1"));
    }

    static Stream<Arguments> cases() {
        RexNode isNotNull = call(SqlStdOperatorTable.IS_NOT_NULL, AGENT);
        return Stream.of(
                arguments(choice(BILLING, AGENT_1, AGENT_2), "(TEAM = 'Billing' AND AGENT_ID = 1) OR AGENT_ID = 2"),
                arguments(
                        not(choice(BILLING, AGENT_1, AGENT_2)),
                        "(TEAM = 'Billing' AND AGENT_ID <> 1) OR AGENT_ID <> 2"),
                arguments(choice(BILLING, AGENT_1, REX.makeLiteral(false)), "TEAM = 'Billing' AND AGENT_ID = 1"),
                arguments(choice(UNSUPPORTED, AGENT_1, AGENT_2), "AGENT_ID = 1 OR AGENT_ID = 2"),
                arguments(
                        equal(choice(BILLING, AGENT, number(5)), number(1)),
                        "(TEAM = 'Billing' AND AGENT_ID = 1) OR =(5, 1)"),
                arguments(
                        equal(number(1), choice(BILLING, AGENT, number(5))),
                        "(TEAM = 'Billing' AND AGENT_ID = 1) OR =(1, 5)"),
                arguments(equal(choice(isNotNull, AGENT, number(5)), number(1)), "AGENT_ID = 1 OR =(5, 1)"));
    }

    static Stream<RexNode> unsupported() {
        return Stream.of(
                UNSUPPORTED,
                not(UNSUPPORTED),
                equal(AGENT, column(ReportColumn.PRESENTED)),
                equal(call(SqlStdOperatorTable.PLUS, AGENT, number(1)), number(1)),
                equal(LOGIN, LOGOUT),
                equal(extract(TimeUnitRange.HOUR, LOGIN), number(1)),
                equal(extract(TimeUnitRange.MONTH, LOGOUT), number(1)),
                call(SqlStdOperatorTable.IS_NOT_TRUE, AGENT_1),
                call(SqlStdOperatorTable.IS_NOT_FALSE, AGENT_1),
                not(call(SqlStdOperatorTable.IS_TRUE, AGENT_1)),
                call(SqlStdOperatorTable.IS_NULL, LOGOUT),
                call(SqlStdOperatorTable.IS_NULL, AGENT),
                call(SqlStdOperatorTable.LIKE, TEAM, string("Bill%")),
                call(SqlStdOperatorTable.LIKE, TEAM, string("Bill_")),
                call(SqlStdOperatorTable.LIKE, TEAM, string("Bill\\")),
                call(SqlStdOperatorTable.LIKE, TEAM, string("Billing"), string("!")),
                call(SqlStdOperatorTable.LIKE, TEAM, parameter(SqlTypeName.VARCHAR)),
                call(SqlLibraryOperators.ILIKE, TEAM, string("Billing")),
                not(call(SqlStdOperatorTable.LIKE, TEAM, string("Billing"))),
                call(SqlStdOperatorTable.NOT_EQUALS, floor(LOGIN, TimeUnitRange.HOUR), TIME));
    }

    static Stream<Arguments> timeTests() {
        RexNode hour = floor(LOGIN, TimeUnitRange.HOUR);
        RexNode age = minus(TIME, LOGIN, TimeUnit.DAY);
        RexNode day = interval(1, TimeUnit.DAY);
        RexNode logoutHour = floor(LOGOUT, TimeUnitRange.HOUR);
        return Stream.of(
                arguments(call(SqlStdOperatorTable.GREATER_THAN, hour, TIME), List.of(Shape.FROM)),
                arguments(call(SqlStdOperatorTable.LESS_THAN, hour, TIME), List.of(Shape.UNTIL)),
                arguments(call(SqlStdOperatorTable.LESS_THAN, TIME, hour), List.of(Shape.FROM)),
                arguments(equal(hour, TIME), List.of(Shape.FROM, Shape.UNTIL)),
                arguments(not(call(SqlStdOperatorTable.LESS_THAN, hour, TIME)), List.of(Shape.FROM)),
                arguments(call(SqlStdOperatorTable.LESS_THAN, age, day), List.of(Shape.FROM)),
                arguments(call(SqlStdOperatorTable.GREATER_THAN, age, day), List.of(Shape.UNTIL)),
                arguments(equal(logoutHour, TIME), List.of(Shape.UNTIL)),
                arguments(equal(extract(TimeUnitRange.MONTH, LOGIN), number(4)), List.of(Shape.BY_DAY)),
                arguments(not(equal(extract(TimeUnitRange.MONTH, LOGIN), number(4))), List.of(Shape.BY_DAY)));
    }

    @ParameterizedTest
    @MethodSource({"comparisons", "logic", "cases"})
    void aSupportedFilterBecomesACondition(RexNode filter, String condition) {
        assertThat(translated(filter)).hasToString(condition);
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void anUnsupportedFilterBecomesAlways(RexNode filter) {
        assertThat(translated(filter)).isEqualTo(Condition.ALWAYS);
    }

    @ParameterizedTest
    @MethodSource("timeTests")
    void aFunctionOfATimeBecomesTimeTests(RexNode filter, List<Shape> shapes) {
        Condition condition = translated(filter);

        List<Condition> tests = condition instanceof Condition.All all ? all.conditions() : List.of(condition);
        assertThat(tests).allSatisfy(test -> assertThat(test).isInstanceOf(TimeTest.class));
        assertThat(tests.stream().map(test -> ((TimeTest) test).shape())).isEqualTo(shapes);
    }

    @Test
    void aValueKnownAtExecutionIsATerm() {
        RexNode parameter = parameter(SqlTypeName.INTEGER);
        RexNode isNull = call(SqlStdOperatorTable.IS_NULL, parameter);

        PushedFilter filter = new FilterTranslator(REX).translate(or(equal(AGENT, parameter), isNull));

        assertThat(filter.terms()).containsExactly(parameter, isNull);
        assertThat(filter.condition())
                .isEqualTo(Condition.any(List.of(
                        new Comparison(ReportColumn.AGENT_ID, Operator.EQUAL, new Operand.Computed(0, "?0")),
                        new RowIndependent(new Operand.Computed(1, "IS NULL(?0)")))));
    }

    @Test
    void aLargeListBecomesEqualities() {
        assertThat(translated(inList(false))).hasToString("AGENT_ID = 1 OR AGENT_ID = 2");
        assertThat(translated(not(inList(true)))).hasToString("AGENT_ID = 1 OR AGENT_ID = 2");
        assertThat(translated(inList(true))).isEqualTo(Condition.ALWAYS);
        assertThat(translated(not(inList(false)))).isEqualTo(Condition.ALWAYS);
    }

    private static RexNode inList(boolean negated) {
        return call(new LargeInList("LIST", List.of(number(1), number(2)), negated).operator(), AGENT);
    }

    private static Condition translated(RexNode filter) {
        return new FilterTranslator(REX).translate(filter).condition();
    }
}
