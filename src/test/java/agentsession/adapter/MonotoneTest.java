package agentsession.adapter;

import static agentsession.adapter.ReportExpressions.AGENT;
import static agentsession.adapter.ReportExpressions.LOGIN;
import static agentsession.adapter.ReportExpressions.LOGOUT;
import static agentsession.adapter.ReportExpressions.REX;
import static agentsession.adapter.ReportExpressions.call;
import static agentsession.adapter.ReportExpressions.cast;
import static agentsession.adapter.ReportExpressions.date;
import static agentsession.adapter.ReportExpressions.extract;
import static agentsession.adapter.ReportExpressions.floor;
import static agentsession.adapter.ReportExpressions.interval;
import static agentsession.adapter.ReportExpressions.minus;
import static agentsession.adapter.ReportExpressions.number;
import static agentsession.adapter.ReportExpressions.plus;
import static agentsession.adapter.ReportExpressions.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import agentsession.report.ReportColumn;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MonotoneTest {
    private static final RexNode TIME = timestamp("2026-04-01 00:00:00");
    private static final RexNode MONTH = interval(1, TimeUnit.MONTH);

    static Stream<RexNode> increasing() {
        return Stream.of(
                LOGIN,
                cast(LOGIN, SqlTypeName.DATE),
                cast(LOGIN, SqlTypeName.TIMESTAMP, 3),
                cast(LOGIN, SqlTypeName.VARCHAR),
                cast(LOGIN, SqlTypeName.VARCHAR, 19),
                floor(LOGIN, TimeUnitRange.HOUR),
                floor(LOGIN, TimeUnitRange.MONTH),
                call(SqlStdOperatorTable.CEIL, LOGIN, REX.makeFlag(TimeUnitRange.DAY)),
                extract(TimeUnitRange.YEAR, LOGIN),
                extract(TimeUnitRange.EPOCH, LOGIN),
                plus(LOGIN, interval(36, TimeUnit.HOUR)),
                plus(cast(LOGIN, SqlTypeName.DATE), MONTH),
                plus(floor(LOGIN, TimeUnitRange.MONTH), MONTH),
                minus(LOGIN, TIME, TimeUnit.DAY),
                minus(cast(LOGIN, SqlTypeName.DATE), date("2026-04-01"), TimeUnit.MONTH),
                call(SqlStdOperatorTable.MULTIPLY, extract(TimeUnitRange.YEAR, LOGIN), number(100)),
                call(SqlStdOperatorTable.MULTIPLY, number(100), extract(TimeUnitRange.YEAR, LOGIN)),
                call(SqlStdOperatorTable.DIVIDE, extract(TimeUnitRange.YEAR, LOGIN), number(10)),
                call(SqlStdOperatorTable.PLUS, number(1), extract(TimeUnitRange.YEAR, LOGIN)),
                call(SqlStdOperatorTable.MINUS, extract(TimeUnitRange.YEAR, LOGIN), number(1)));
    }

    static Stream<RexNode> decreasing() {
        RexNode year = extract(TimeUnitRange.YEAR, LOGIN);
        return Stream.of(
                minus(TIME, LOGIN, TimeUnit.DAY),
                call(SqlStdOperatorTable.UNARY_MINUS, year),
                call(SqlStdOperatorTable.MINUS, number(1), year),
                call(SqlStdOperatorTable.MULTIPLY, year, number(-2)),
                call(SqlStdOperatorTable.DIVIDE, year, number(-2)));
    }

    static Stream<RexNode> unbounded() {
        RexNode year = extract(TimeUnitRange.YEAR, LOGIN);
        return Stream.of(
                AGENT,
                TIME,
                cast(LOGIN, SqlTypeName.TIME),
                cast(LOGIN, SqlTypeName.VARCHAR, 10),
                cast(LOGIN, SqlTypeName.CHAR, 19),
                cast(plus(LOGIN, interval(1, TimeUnit.DAY)), SqlTypeName.VARCHAR),
                extract(TimeUnitRange.HOUR, LOGIN),
                extract(TimeUnitRange.MONTH, LOGIN),
                extract(TimeUnitRange.DOW, LOGIN),
                floor(cast(LOGIN, SqlTypeName.TIME), TimeUnitRange.HOUR),
                minus(LOGOUT, LOGIN, TimeUnit.DAY),
                call(SqlStdOperatorTable.PLUS, year, AGENT),
                call(SqlStdOperatorTable.MULTIPLY, year, number(0)),
                call(SqlStdOperatorTable.MULTIPLY, year, AGENT),
                call(SqlStdOperatorTable.DIVIDE, number(1), year));
    }

    static Stream<Arguments> months() {
        return Stream.of(
                arguments(
                        plus(LOGIN, MONTH),
                        true,
                        "+(FLOOR($5, FLAG(DAY)), 1:INTERVAL MONTH)",
                        "+(+(FLOOR($5, FLAG(DAY)), 1:INTERVAL MONTH), 86399999:INTERVAL DAY TO SECOND)"),
                arguments(
                        minus(TIME, plus(LOGIN, MONTH), TimeUnit.DAY),
                        false,
                        "-(2026-04-01 00:00:00, +(+(FLOOR($5, FLAG(DAY)), 1:INTERVAL MONTH), 86399999:INTERVAL DAY TO SECOND))",
                        "-(2026-04-01 00:00:00, +(FLOOR($5, FLAG(DAY)), 1:INTERVAL MONTH))"),
                arguments(
                        minus(LOGIN, TIME, TimeUnit.MONTH),
                        true,
                        difference("-(FLOOR($5, FLAG(DAY)), FLOOR(2026-04-01 00:00:00, FLAG(DAY)))", ">", "-"),
                        difference("-(FLOOR($5, FLAG(DAY)), FLOOR(2026-04-01 00:00:00, FLAG(DAY)))", "<", "+")),
                arguments(
                        minus(TIME, LOGIN, TimeUnit.MONTH),
                        false,
                        difference("-(FLOOR(2026-04-01 00:00:00, FLAG(DAY)), FLOOR($5, FLAG(DAY)))", ">", "-"),
                        difference("-(FLOOR(2026-04-01 00:00:00, FLAG(DAY)), FLOOR($5, FLAG(DAY)))", "<", "+")));
    }

    private static String difference(String days, String side, String operator) {
        return "CASE(%2$s(%1$s, 0), %3$s(%1$s, 1), %1$s)".formatted(days, side, operator);
    }

    @ParameterizedTest
    @MethodSource("increasing")
    void anIncreasingFunctionIsItsOwnBound(RexNode function) {
        assertThat(bounds(function)).isEqualTo(new MonotoneBounds(ReportColumn.LOGIN_DTS, true, function, function));
    }

    @ParameterizedTest
    @MethodSource("decreasing")
    void aDecreasingFunctionIsItsOwnBound(RexNode function) {
        assertThat(bounds(function)).isEqualTo(new MonotoneBounds(ReportColumn.LOGIN_DTS, false, function, function));
    }

    @ParameterizedTest
    @MethodSource("unbounded")
    void anyOtherExpressionHasNoBounds(RexNode expression) {
        assertThat(bounds(expression)).isNull();
    }

    /** Adding months is not monotonic at the end of a month, but its value on a day is. */
    @ParameterizedTest
    @MethodSource("months")
    void monthsAreBoundedByTheDay(RexNode expression, boolean increasing, String lower, String upper) {
        MonotoneBounds bounds = Objects.requireNonNull(bounds(expression));

        assertThat(bounds.increasing()).isEqualTo(increasing);
        assertThat(bounds.lower()).hasToString(lower);
        assertThat(bounds.upper()).hasToString(upper);
    }

    @Test
    void theBoundsNameTheirColumn() {
        assertThat(bounds(LOGOUT)).isEqualTo(MonotoneBounds.of(ReportColumn.LOGOUT_DTS, LOGOUT));
    }

    private static @Nullable MonotoneBounds bounds(RexNode expression) {
        return new Monotone(REX).bounds(expression);
    }
}
