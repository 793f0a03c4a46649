package agentsession.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.cache.ReportUse;
import agentsession.report.LoginWindow;
import agentsession.report.ReportRequest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTableTest {
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 11, 1, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(2026, 11, 19, 23, 59);

    private static ReportUse use(List<Integer> agents, List<String> teams) {
        return new ReportUse(
                Instant.parse("2026-11-20T18:00:30.123Z"),
                new ReportRequest(new LoginWindow(FIRST, LAST), agents, teams),
                "complete",
                1,
                2,
                3,
                4,
                5,
                true);
    }

    private static long millis(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    @Test
    void timesAreInTheZoneOfTheReport() {
        assertThat(RequestsTable.row(use(List.of(), List.of()), ZoneId.of("US/Arizona")))
                .containsExactly(
                        millis(LocalDateTime.of(2026, 11, 20, 11, 0, 30, 123_000_000)),
                        millis(FIRST),
                        millis(LAST),
                        null,
                        null,
                        "complete",
                        1L,
                        2L,
                        3L,
                        4,
                        5L,
                        true);
    }

    @Test
    void agentsAndTeamsAreSeparatedByCommas() {
        assertThat(RequestsTable.row(use(List.of(7, 8), List.of("Billing", "Sales")), ZoneOffset.UTC))
                .contains("7, 8", "Billing, Sales");
    }
}
