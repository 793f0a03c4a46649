package agentsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.report.ReportFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionQueryTest {
    private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
    private static final CallCentre CENTRE = new CallCentre(1, NOW, 60_000);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Test
    void noTimestampsSelectEverything() {
        assertThat(ids(window(null, null, ZoneOffset.UTC))).hasSize(60_000);
    }

    @Test
    void bothEndsOfTheWindowAreIncludedToTheSecond() {
        long login = CENTRE.schedule().period(31_000).login();
        String second = SECONDS.format(Instant.ofEpochSecond(login));
        String before = SECONDS.format(Instant.ofEpochSecond(login - 1));
        String after = SECONDS.format(Instant.ofEpochSecond(login + 1));
        List<Long> those = expected(period -> period.login() == login);

        assertThat(those).isNotEmpty();
        assertThat(ids(window(second, second, utc()))).isEqualTo(those);
        assertThat(ids(window(second + ".0000", second + ".9999", utc()))).isEqualTo(those);
        assertThat(ids(window(before, second, utc()))).containsAll(those);
        assertThat(ids(window(second + ".0001", after, utc()))).doesNotContainAnyElementsOf(those);
        assertThat(ids(window(after, null, utc()))).isEqualTo(expected(period -> period.login() > login));
        assertThat(ids(window(null, before + ".9999", utc()))).isEqualTo(expected(period -> period.login() < login));
    }

    @Test
    void aWindowThatEndsBeforeItStartsSelectsNothing() {
        assertThat(ids(window("2026-11-02 00:00:00", "2026-11-01 00:00:00", utc())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // A repeated hour is read as its first occurrence, like in java.time.
        "America/New_York, 2026-11-01 01:00:00, 2026-11-01 01:59:59.9999, 2026-11-01T05:00:00Z, 2026-11-01T05:59:59Z",
        "America/New_York, 2026-11-01 00:00:00, 2026-11-01 02:00:00, 2026-11-01T04:00:00Z, 2026-11-01T07:00:00Z",
        "America/New_York, 2026-10-31 00:00:00, 2026-10-31 23:59:59, 2026-10-31T04:00:00Z, 2026-11-01T03:59:59Z",
        "Europe/Berlin, 2026-10-25 02:30:00, 2026-10-25 03:00:00, 2026-10-25T00:30:00Z, 2026-10-25T02:00:00Z",
        "Europe/Berlin, 2026-11-01 00:00:00, 2026-11-01 23:59:59, 2026-10-31T23:00:00Z, 2026-11-01T22:59:59Z",
        "US/Arizona, 2026-11-01 01:00:00, 2026-11-01 01:59:59, 2026-11-01T08:00:00Z, 2026-11-01T08:59:59Z"
    })
    void timestampsAreWallClockOfTheZone(ZoneId zone, String start, String end, Instant first, Instant last) {
        assertThat(ids(window(start, end, zone)))
                .isNotEmpty()
                .isEqualTo(expected(
                        period -> period.login() >= first.getEpochSecond() && period.login() <= last.getEpochSecond()));
    }

    @Test
    void aStartInASkippedHourIsAnHourLater() {
        CallCentre spring = new CallCentre(1, Instant.parse("2026-05-01T00:00:00Z"), 60_000);
        ParsedRequest criteria = window("2026-03-29 02:30:00", null, ZoneId.of("Europe/Berlin"));
        SimulatedSession first = new SessionQuery(spring, criteria, false, false).next();
        long number = spring.schedule()
                .firstFrom(Instant.parse("2026-03-29T01:30:00Z").getEpochSecond());
        assertThat(first)
                .isNotNull()
                .extracting(SimulatedSession::period)
                .isEqualTo(spring.schedule().period(number));
    }

    @Test
    void agentsTeamsAndGroupsAreCombinedByAnd() {
        Agent agent = CENTRE.agents().get(70);
        assertThat(ids(criteria(List.of(agent.id()), List.of(), List.of())))
                .isNotEmpty()
                .isEqualTo(expected(period -> period.agent() == 70));
        assertThat(ids(criteria(List.of(), List.of("Billing", "Kundenservice Süd"), List.of())))
                .isNotEmpty()
                .isEqualTo(expected(
                        period -> List.of("Billing", "Kundenservice Süd").contains(shownTeam(period))));
        assertThat(ids(criteria(List.of(), List.of(), List.of(5_002))))
                .isNotEmpty()
                .isEqualTo(
                        expected(period -> CENTRE.agents().get(period.agent()).groupId() == 5_002));
        assertThat(ids(criteria(List.of(), List.of("Billing"), List.of(5_002))))
                .isNotEmpty()
                .isEqualTo(expected(period -> shownTeam(period).equals("Billing")
                        && CENTRE.agents().get(period.agent()).groupId() == 5_002));
    }

    @Test
    void unknownTeamsAndAgentsSelectNothing() {
        assertThat(ids(criteria(List.of(), List.of("[No Team Name]"), List.of())))
                .isEmpty();
        assertThat(ids(criteria(List.of(), List.of("billing", "Billing "), List.of())))
                .isEmpty();
        assertThat(ids(criteria(List.of(-1), List.of(), List.of()))).isEmpty();
    }

    @Test
    void overlapSelectsSessionsInProgressInTheWindow() {
        ParsedRequest criteria = window("2026-11-02 17:30:00", "2026-11-02 17:31:00", utc());
        long start = Instant.parse("2026-11-02T17:30:00Z").getEpochSecond();
        assertThat(ids(criteria, true, false))
                .hasSizeGreaterThan(ids(criteria).size())
                .isEqualTo(expected(period -> period.login() <= start + 60 && period.logout() >= start));
    }

    @Test
    void shuffledRowsAreTheSameRowsInAnotherFixedOrder() {
        ParsedRequest criteria = window("2026-11-02 12:00:00", "2026-11-05 12:00:00", utc());
        List<Long> shuffled = ids(criteria, false, true);
        assertThat(shuffled)
                .hasSizeGreaterThan(1_024)
                .containsExactlyInAnyOrderElementsOf(ids(criteria))
                .isNotEqualTo(ids(criteria))
                .isEqualTo(ids(criteria, false, true));
    }

    @Test
    void aNarrowWindowOverTenMillionSessionsExaminesOnlyItsRows() {
        CallCentre large = new CallCentre(1, NOW, 10_000_000);
        SessionQuery query = new SessionQuery(
                large, window("2026-11-02 17:30:00.0000", "2026-11-02 17:30:59.9999", utc()), false, false);
        long rows = 0;
        while (query.next() != null) {
            rows++;
        }
        assertThat(rows).isBetween(10L, 1_000L);
        assertThat(query.examined()).isEqualTo(rows);
    }

    private static ZoneId utc() {
        return ZoneId.of("UTC");
    }

    private static String shownTeam(LoginPeriod period) {
        return CENTRE.agents().get(period.agent()).team().displayName();
    }

    private static @Nullable LocalDateTime time(@Nullable String text) {
        return text == null ? null : ParsedRequest.timestamp(text);
    }

    private static ParsedRequest window(@Nullable String start, @Nullable String end, ZoneId zone) {
        return new ParsedRequest(ReportFormat.CSV, time(start), time(end), zone, List.of(), List.of(), List.of());
    }

    private static ParsedRequest criteria(List<Integer> agents, List<String> teams, List<Integer> groups) {
        return new ParsedRequest(ReportFormat.CSV, null, null, utc(), agents, teams, groups);
    }

    private static List<Long> ids(ParsedRequest criteria) {
        return ids(criteria, false, false);
    }

    private static List<Long> ids(ParsedRequest criteria, boolean byOverlap, boolean shuffled) {
        SessionQuery query = new SessionQuery(CENTRE, criteria, byOverlap, shuffled);
        List<Long> ids = new ArrayList<>();
        for (SimulatedSession session = query.next(); session != null; session = query.next()) {
            ids.add(session.period().id());
        }
        return ids;
    }

    private static List<Long> expected(Predicate<LoginPeriod> condition) {
        return LongStream.range(0, CENTRE.schedule().size())
                .mapToObj(CENTRE.schedule()::period)
                .filter(condition)
                .map(LoginPeriod::id)
                .toList();
    }
}
