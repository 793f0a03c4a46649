package agentsession.cache;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.report.LoginWindow;
import agentsession.report.ReportRequest;
import agentsession.report.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a report contains, by its request and the time of its download. */
final class ExtentTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static Extent extent(String first, String last, String began, ZoneId zone) {
        return new Extent(
                new ReportRequest(
                        new LoginWindow(LocalDateTime.parse(first), LocalDateTime.parse(last)), List.of(), List.of()),
                Instant.parse(began),
                zone);
    }

    private static String text(Optional<MinuteRange> range) {
        return range.map(minutes -> time(minutes.first()) + " to " + time(minutes.last()))
                .orElse("nothing");
    }

    private static String time(long minute) {
        return minute == Long.MAX_VALUE
                ? "ever"
                : LocalDateTime.ofEpochSecond(minute * 60, 0, ZoneOffset.UTC).toString();
    }

    @ParameterizedTest
    @CsvSource({
        // In winter New York is five hours behind.
        "2026-01-01T00:00, 2026-01-10T12:00, 2026-01-10T17:00:59Z, 2026-01-01T00:00 to ever",
        "2026-01-01T00:00, 2026-01-10T11:59, 2026-01-10T17:00:00Z, 2026-01-01T00:00 to 2026-01-10T11:59",
        "2026-01-01T00:00, 2026-01-12T00:00, 2026-01-10T17:00:00Z, 2026-01-01T00:00 to ever",
        // 01:30 is once at 05:30 UTC and once at 06:30 UTC; the later hour may still come.
        "2026-10-01T00:00, 2026-11-01T01:30, 2026-11-01T05:30:00Z, 2026-10-01T00:00 to 2026-11-01T00:59",
        "2026-10-01T00:00, 2026-11-01T02:00, 2026-11-01T05:30:00Z, 2026-10-01T00:00 to ever",
        "2026-10-01T00:00, 2026-11-01T02:00, 2026-11-01T06:30:00Z, 2026-10-01T00:00 to ever",
        // A window from within the repeated hour may be meant to begin in the second one.
        "2026-11-01T01:30, 2026-11-02T00:00, 2026-11-03T00:00:00Z, 2026-11-01T02:00 to 2026-11-02T00:00"
    })
    void aWindowUntilItsBeginningHasAllLaterSessions(String first, String last, String began, String all) {
        assertThat(text(Optional.of(extent(first, last, began, NEW_YORK).all())))
                .isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-10T12:00, 2026-01-10T17:00:59Z, 2026-01-01T00:00 to 2026-01-10T11:59",
        "2026-01-12T12:00, 2026-01-10T17:00:59Z, 2026-01-01T00:00 to 2026-01-10T11:59",
        "2026-01-05T12:00, 2026-01-10T17:00:59Z, 2026-01-01T00:00 to 2026-01-05T12:00",
        "2026-01-05T12:00, 2026-01-01T05:00:00Z, nothing",
        // In the repeated hour, a time of that hour may come again.
        "2026-12-01T00:00, 2026-11-01T05:30:00Z, 2026-01-01T00:00 to 2026-11-01T00:58",
        "2026-12-01T00:00, 2026-11-01T07:30:00Z, 2026-01-01T00:00 to 2026-11-01T02:29"
    })
    void whatIsBeforeItsBeginningHasNoFurtherSessions(String last, String began, String past) {
        assertThat(text(extent("2026-01-01T00:00", last, began, NEW_YORK).past()))
                .isEqualTo(past);
    }

    @ParameterizedTest
    @CsvSource({
        "P2D, '', 2026-01-01T00:00 to 2026-01-08T11:59",
        "PT0S, '', 2026-01-01T00:00 to 2026-01-10T11:59",
        "P2D, 2026-01-05T08:00, 2026-01-01T00:00 to 2026-01-05T07:59",
        "P2D, 2026-01-09T08:00, 2026-01-01T00:00 to 2026-01-08T11:59",
        "P2D, 2026-01-01T00:00, nothing",
        "P30D, '', nothing"
    })
    void whatIsLongAgoIsSettledUpToTheFirstOpenSession(String after, String firstOpen, String settled) {
        long open = firstOpen.isEmpty() ? Long.MAX_VALUE : WallClock.minute(LocalDateTime.parse(firstOpen));

        assertThat(text(extent("2026-01-01T00:00", "2026-01-10T12:00", "2026-01-10T17:00:00Z", NEW_YORK)
                        .settled(Duration.parse(after), open)))
                .isEqualTo(settled);
    }

    @ParameterizedTest
    @CsvSource({"'', '', true", "'', '1 2', true", "'1 2', '', false", "'1 2', '2', true", "'1 2', '2 3', false"})
    void noAgentsAreAllAgents(String agents, String others, boolean has) {
        assertThat(Extent.hasAgentsAndTeams(request(agents), request(others))).isEqualTo(has);
    }

    private static ReportRequest request(String values) {
        List<String> teams = values.isEmpty() ? List.of() : Arrays.asList(values.split(" ", -1));
        LocalDateTime time = LocalDateTime.of(2026, 1, 1, 0, 0);
        return new ReportRequest(
                new LoginWindow(time, time),
                teams.stream().map(Integer::valueOf).toList(),
                teams);
    }
}
