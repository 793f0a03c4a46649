package agentsession.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

class RequestPlanPropertyTest {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSS", Locale.ROOT);

    private record Example(Scenario scenario, ReportCriteria criteria, List<Session> sessions) {}

    /** How a service may read a wall clock that occurs twice when clocks are set back. */
    private enum Repeated {
        EARLIER,
        LATER
    }

    /** How a service may read a wall clock that is skipped when clocks are set forward. */
    private enum Skipped {
        LATER_BY_THE_GAP,
        EARLIER_BY_THE_GAP,
        TIME_OF_THE_CHANGE
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void anAdmittedSessionIsRequestedInOnePartHoweverTheServiceReadsTheWindow(
            @ForAll("examples") Example example,
            @ForAll("pushDowns") PushDown pushDown,
            @ForAll Repeated repeated,
            @ForAll Skipped skipped) {
        ZoneId zone = example.scenario.zone();
        RequestPlan plan = RequestPlan.of(example.criteria, pushDown, example.scenario.time());

        for (Session session : example.sessions) {
            Row row = session.shownIn(zone);
            List<RequestPlan.Part> parts = plan.parts().stream()
                    .filter(part -> accepts(part, row.login()))
                    .toList();
            boolean isAdmitted = row.isAdmittedBy(example.criteria);
            if (isAdmitted) {
                assertThat(parts)
                        .as("the parts of %s that keep %s", plan, session)
                        .hasSize(1);
                ReportRequest request = parts.get(0).request();
                LoginWindow window = request.window();
                assertThat(session.login())
                        .as("%s in %s of %s", session, window, example.scenario)
                        .isBetween(
                                read(window.startTimestamp(), zone, repeated, skipped),
                                read(window.endTimestamp(), zone, repeated, skipped));
                assertThat(request.agentIds().isEmpty() || request.agentIds().contains(session.agentId()))
                        .isTrue();
                assertThat(request.teams().isEmpty() || request.teams().contains(session.team()))
                        .isTrue();
            } else {
                assertThat(parts).hasSizeLessThanOrEqualTo(1);
            }
            Statistics.label("session is admitted")
                    .collect(isAdmitted)
                    .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 20));
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void partsAreFewInOrderOfTimeAndFarApart(
            @ForAll("examples") Example example, @ForAll("pushDowns") PushDown pushDown) {
        List<RequestPlan.Part> parts = RequestPlan.of(example.criteria, pushDown, example.scenario.time())
                .parts();

        assertThat(parts).hasSizeLessThanOrEqualTo(8);
        for (int i = 1; i < parts.size(); i++) {
            assertThat(parts.get(i).firstMinute() - parts.get(i - 1).lastMinute() - 1)
                    .isGreaterThan(60);
        }
        Statistics.label("there are several")
                .collect(parts.size() > 1)
                .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 2));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void conditionsThatAreNotPushedDownAreNotRequested(
            @ForAll("examples") Example example, @ForAll("pushDowns") PushDown pushDown) {
        ReportTime time = example.scenario.time();

        for (RequestPlan.Part part :
                RequestPlan.of(example.criteria, pushDown, time).parts()) {
            assertThat(pushDown.agents() || part.request().agentIds().isEmpty()).isTrue();
            assertThat(pushDown.teams() || part.request().teams().isEmpty()).isTrue();
            if (!pushDown.timestamps()) {
                assertThat(part.firstMinute()).isLessThanOrEqualTo(WallClock.minute(time.horizon()));
                assertThat(part.lastMinute()).isGreaterThanOrEqualTo(WallClock.minute(time.now()));
            }
        }
    }

    private static Instant read(String timestamp, ZoneId zone, Repeated repeated, Skipped skipped) {
        LocalDateTime shown = LocalDateTime.parse(timestamp, TIMESTAMP);
        ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        if (change == null) {
            return shown.atZone(zone).toInstant();
        }
        if (change.isOverlap()) {
            return shown.toInstant(repeated == Repeated.EARLIER ? change.getOffsetBefore() : change.getOffsetAfter());
        }
        return switch (skipped) {
            case LATER_BY_THE_GAP -> shown.toInstant(change.getOffsetBefore());
            case EARLIER_BY_THE_GAP -> shown.toInstant(change.getOffsetAfter());
            case TIME_OF_THE_CHANGE -> change.getInstant();
        };
    }

    @Provide
    Arbitrary<Example> examples() {
        return Scenario.any()
                .flatMap(scenario -> Combinators.combine(
                                Arbitraries.just(scenario),
                                Arbitraries.oneOf(criteria(scenario), folded(scenario)),
                                scenario.sessions().list().ofSize(10))
                        .as(Example::new));
    }

    /** Criteria of conditions. */
    private static Arbitrary<ReportCriteria> folded(Scenario scenario) {
        return scenario.filters().map(filter -> {
            Filter.RunTerms terms = new Filter.RunTerms();
            return ReportCriteria.of(filter.condition(terms), terms, scenario.time());
        });
    }

    private static Arbitrary<ReportCriteria> criteria(Scenario scenario) {
        long now = WallClock.minute(scenario.time().now());
        Arbitrary<Long> firsts = Arbitraries.oneOf(
                scenario.wallClockTimes().map(millis -> Math.floorDiv(millis, 60_000)),
                Arbitraries.longs().between(-90 * 24 * 60, 0).map(minute -> now + minute));
        Arbitrary<LoginTimes> spans = Combinators.combine(
                        firsts, Arbitraries.longs().between(0, 2_000))
                .as((first, length) -> LoginTimes.between(first, first + length));
        Arbitrary<LoginTimes> logins = Arbitraries.frequencyOf(
                Tuple.of(6, spans),
                Tuple.of(1, firsts.map(LoginTimes::from)),
                Tuple.of(1, firsts.map(LoginTimes::until)));
        return Combinators.combine(
                        logins.list().ofMinSize(1).ofMaxSize(12).map(LoginTimes::anyOf),
                        choices(Arbitraries.integers().between(1, 4)),
                        choices(Arbitraries.of("Sales", "Support")))
                .as(ReportCriteria::new);
    }

    private static <T extends Comparable<T>> Arbitrary<AllowedValues<T>> choices(Arbitrary<T> values) {
        return Arbitraries.oneOf(
                Arbitraries.just(AllowedValues.all()),
                values.list().ofMaxSize(3).map(AllowedValues::of));
    }

    @Provide
    Arbitrary<PushDown> pushDowns() {
        Arbitrary<Boolean> each = Arbitraries.of(true, false);
        return Combinators.combine(each, each, each).as(PushDown::new);
    }

    private static boolean accepts(RequestPlan.Part part, @Nullable Long login) {
        return RequestPlan.isWithin(part.firstMinute(), part.lastMinute(), login);
    }
}
