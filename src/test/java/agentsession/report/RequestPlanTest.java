package agentsession.report;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.report.Condition.Comparison;
import agentsession.report.Condition.Operand;
import agentsession.report.Condition.Operator;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestPlanTest {
    private static final ReportTime ARIZONA = time("US/Arizona", "2026-11-20T11:00:30");
    private static final String WHOLE_REPORT = "2026-08-22 11:00:00.0000..2026-11-20 11:00:59.9999";

    /** All computed operands are NULL. */
    private static final TermValues NULLS = new TermValues() {
        @Override
        public @Nullable Object operand(int index) {
            return null;
        }

        @Override
        public boolean test(int index, long time) {
            return false;
        }
    };

    /** Conditions that no session satisfies. */
    static List<Condition> contradictions() {
        return List.of(
                Condition.NEVER,
                Condition.all(List.of(agent(1), agent(2))),
                Condition.all(List.of(team("Sales"), team("Support"))),
                Condition.all(List.of(
                        login(Operator.GREATER, "2026-11-10T12:02"),
                        login(Operator.LESS_OR_EQUAL, "2026-11-10T12:02"))),
                Condition.all(
                        List.of(login(Operator.EQUAL, "2026-11-10T12:02"), logout(Operator.LESS, "2026-11-10T12:02"))),
                login(Operator.EQUAL, "2026-11-10T12:02:30"),
                login(Operator.GREATER, "2026-11-20T11:00"),
                new Comparison(ReportColumn.LOGIN_DTS, Operator.LESS, new Operand.Computed(0, "NULL")),
                new Comparison(ReportColumn.AGENT_ID, Operator.EQUAL, new Operand.Constant("Smith")));
    }

    @ParameterizedTest
    @CsvSource({
        "GREATER_OR_EQUAL, 2026-11-10T12:02,    2026-11-10 12:02:00.0000..2026-11-20 11:00:59.9999",
        "GREATER,          2026-11-10T12:02,    2026-11-10 12:03:00.0000..2026-11-20 11:00:59.9999",
        "LESS_OR_EQUAL,    2026-11-10T13:00,    2026-08-22 11:00:00.0000..2026-11-10 13:00:59.9999",
        "LESS,             2026-11-10T13:00,    2026-08-22 11:00:00.0000..2026-11-10 12:59:59.9999",
        "EQUAL,            2026-11-10T13:00,    2026-11-10 13:00:00.0000..2026-11-10 13:00:59.9999",
        "NOT_EQUAL,        2026-11-10T13:00,    2026-08-22 11:00:00.0000..2026-11-20 11:00:59.9999",
        "GREATER_OR_EQUAL, 2026-11-10T12:02:01, 2026-11-10 12:03:00.0000..2026-11-20 11:00:59.9999",
        "GREATER,          2026-11-10T12:02:59, 2026-11-10 12:03:00.0000..2026-11-20 11:00:59.9999",
        "LESS_OR_EQUAL,    2026-11-10T13:00:01, 2026-08-22 11:00:00.0000..2026-11-10 13:00:59.9999",
        "LESS,             2026-11-10T13:00:01, 2026-08-22 11:00:00.0000..2026-11-10 13:00:59.9999"
    })
    void windowsAreWholeMinutes(Operator operator, String time, String window) {
        assertThat(windows(plan(login(operator, time)))).containsExactly(window);
    }

    @Test
    void anUpperBoundOfTheLogOutBoundsTheLogIn() {
        assertThat(windows(plan(logout(Operator.LESS, "2026-11-10T13:00"))))
                .containsExactly("2026-08-22 11:00:00.0000..2026-11-10 12:59:59.9999");
        assertThat(windows(plan(logout(Operator.GREATER, "2026-11-10T13:00")))).containsExactly(WHOLE_REPORT);
    }

    @Test
    void rowsWithoutALogInWidenTheWindowOnlyIfTheyAloneAreSelected() {
        Condition september = login(Operator.LESS, "2026-09-02T07:30");

        assertThat(windows(plan(Condition.any(List.of(september, Condition.NO_LOGIN)))))
                .containsExactly("2026-08-22 11:00:00.0000..2026-09-02 07:29:59.9999");
        assertThat(windows(plan(Condition.any(List.of(login(Operator.LESS, "2026-08-01T00:00"), Condition.NO_LOGIN)))))
                .isEmpty();
        assertThat(windows(plan(Condition.all(List.of(september, Condition.NO_LOGIN)))))
                .isEmpty();
        assertThat(windows(plan(Condition.NO_LOGIN))).containsExactly(WHOLE_REPORT);
        assertThat(plan(Condition.NO_LOGIN).parts()).allMatch(part -> accepts(part, null));
    }

    @Test
    void withoutALowerBoundTheReportStartsAtTheHorizonAndSaysSo() {
        for (Condition unbounded : List.of(
                Condition.ALWAYS,
                agent(1),
                login(Operator.LESS, "2026-11-10T12:02"),
                Condition.any(List.of(
                        login(Operator.LESS, "2026-10-01T00:00"), login(Operator.GREATER, "2026-11-01T00:00"))))) {
            assertThat(plan(unbounded).warning())
                    .hasValueSatisfying(warning ->
                            assertThat(warning).contains("no lower bound", "2026-08-22 11:00", "P90D", "lookback"));
        }
    }

    @Test
    void aWindowBeforeTheHorizonIsNotRequestedAndWarnedOf() {
        RequestPlan plan = plan(login(Operator.LESS, "2020-01-01T00:00"));

        assertThat(plan.parts()).isEmpty();
        assertThat(plan.warning()).isPresent();
    }

    @Test
    void withALowerBoundThereIsNoWarning() {
        RequestPlan plan = plan(login(Operator.GREATER_OR_EQUAL, "2020-01-01T00:00"));

        assertThat(plan.warning()).isEmpty();
        assertThat(windows(plan)).containsExactly("2020-01-01 00:00:00.0000..2026-11-20 11:00:59.9999");
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void aContradictionRequestsNothing(Condition contradiction) {
        assertThat(plan(contradiction)).isEqualTo(new RequestPlan(List.of(), Optional.empty()));
    }

    @Test
    void windowsUpToAnHourApartAreMerged() {
        Condition morning = span("2026-11-10T08:00", "2026-11-10T08:59");

        assertThat(windows(plan(Condition.any(List.of(morning, span("2026-11-10T10:00", "2026-11-10T10:30"))))))
                .containsExactly("2026-11-10 08:00:00.0000..2026-11-10 10:30:59.9999");
        assertThat(windows(plan(Condition.any(List.of(span("2026-11-10T10:01", "2026-11-10T10:30"), morning)))))
                .containsExactly(
                        "2026-11-10 08:00:00.0000..2026-11-10 08:59:59.9999",
                        "2026-11-10 10:01:00.0000..2026-11-10 10:30:59.9999");
    }

    @Test
    void moreThanEightWindowsAreMerged() {
        assertThat(windows(plan(days(8)))).hasSize(8).startsWith("2026-11-01 08:00:00.0000..2026-11-01 08:59:59.9999");

        RequestPlan nine = plan(days(9));
        assertThat(windows(nine)).containsExactly("2026-11-01 08:00:00.0000..2026-11-09 08:59:59.9999");
        assertThat(accepts(nine.parts().get(0), millis("2026-11-09T08:59"))).isTrue();
    }

    @Test
    void conditionsThatAreNotPushedDownAreLeftToTheDriver() {
        Condition condition =
                Condition.all(List.of(login(Operator.EQUAL, "2026-11-10T12:02"), agent(7), team("Sales")));
        ReportCriteria criteria = ReportCriteria.of(condition, NULLS, ARIZONA);

        RequestPlan all = RequestPlan.of(criteria, PushDown.ALL, ARIZONA);
        assertThat(windows(all)).containsExactly("2026-11-10 12:02:00.0000..2026-11-10 12:02:59.9999");
        assertThat(all.parts()).allSatisfy(part -> {
            assertThat(part.request().agentIds()).containsExactly(7);
            assertThat(part.request().teams()).containsExactly("Sales");
        });

        RequestPlan none = RequestPlan.of(criteria, PushDown.NONE, ARIZONA);
        assertThat(windows(none)).containsExactly(WHOLE_REPORT);
        assertThat(none.parts()).allSatisfy(part -> {
            assertThat(part.request().agentIds()).isEmpty();
            assertThat(part.request().teams()).isEmpty();
        });
        assertThat(none.warning()).isEmpty();
    }

    @Test
    void thePlaceholderOfNoTeamIsNotRequested() {
        for (Condition condition : List.of(
                team(ReportCriteria.NO_TEAM), Condition.any(List.of(team("Sales"), team(ReportCriteria.NO_TEAM))))) {
            assertThat(plan(condition).parts())
                    .singleElement()
                    .satisfies(part -> assertThat(part.request().teams()).isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // set back from 03:00 to 02:00
        "2026-10-25T02:30, 2026-10-25T02:30, 2026-10-25 01:59:00.0000..2026-10-25 03:00:59.9999",
        "2026-10-25T01:59, 2026-10-25T03:00, 2026-10-25 01:59:00.0000..2026-10-25 03:00:59.9999",
        // set forward from 02:00 to 03:00
        "2026-03-29T02:30, 2026-03-29T02:40, 2026-03-29 01:59:00.0000..2026-03-29 03:00:59.9999",
        "2026-03-29T01:59, 2026-03-29T03:00, 2026-03-29 01:59:00.0000..2026-03-29 03:00:59.9999"
    })
    void aWindowThatEndsAtAClockChangeIsWidened(String first, String last, String sent) {
        ReportTime time = time("Europe/Berlin", "2026-11-20T11:00:30");

        RequestPlan plan = plan(span(first, last), time);

        assertThat(windows(plan)).containsExactly(sent);
        assertThat(accepts(plan.parts().get(0), millis(first))).isTrue();
        assertThat(accepts(plan.parts().get(0), millis(first) - 1)).isFalse();
        assertThat(accepts(plan.parts().get(0), millis(last) + 59_999)).isTrue();
        assertThat(accepts(plan.parts().get(0), millis(last) + 60_000)).isFalse();
    }

    @Test
    void inARepeatedHourTheReportContainsItsFirstPass() {
        RequestPlan plan =
                plan(login(Operator.GREATER, "2026-10-25T00:00"), time("Europe/Berlin", "2026-10-25T02:10:30"));

        assertThat(plan.parts())
                .singleElement()
                .satisfies(part ->
                        assertThat(accepts(part, millis("2026-10-25T02:59"))).isTrue());
    }

    private static Condition days(int count) {
        return Condition.any(IntStream.rangeClosed(1, count)
                .mapToObj(day -> span("2026-11-0%dT08:00".formatted(day), "2026-11-0%dT08:59".formatted(day)))
                .toList());
    }

    private static Condition span(String first, String last) {
        return Condition.all(List.of(login(Operator.GREATER_OR_EQUAL, first), login(Operator.LESS_OR_EQUAL, last)));
    }

    private static Condition login(Operator operator, String time) {
        return new Comparison(ReportColumn.LOGIN_DTS, operator, new Operand.Constant(millis(time)));
    }

    private static Condition logout(Operator operator, String time) {
        return new Comparison(ReportColumn.LOGOUT_DTS, operator, new Operand.Constant(millis(time)));
    }

    private static Condition agent(int id) {
        return new Comparison(ReportColumn.AGENT_ID, Operator.EQUAL, new Operand.Constant(id));
    }

    private static Condition team(String name) {
        return new Comparison(ReportColumn.TEAM, Operator.EQUAL, new Operand.Constant(name));
    }

    private static long millis(String time) {
        return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static ReportTime time(String zone, String now) {
        return new ReportTime(ZoneId.of(zone), LocalDateTime.parse(now), Period.ofDays(90));
    }

    private static RequestPlan plan(Condition condition) {
        return plan(condition, ARIZONA);
    }

    private static RequestPlan plan(Condition condition, ReportTime time) {
        return RequestPlan.of(ReportCriteria.of(condition, NULLS, time), PushDown.ALL, time);
    }

    private static List<String> windows(RequestPlan plan) {
        return plan.parts().stream()
                .map(part -> part.request().window().toString())
                .toList();
    }

    private static boolean accepts(RequestPlan.Part part, @Nullable Long login) {
        return RequestPlan.isWithin(part.firstMinute(), part.lastMinute(), login);
    }
}
