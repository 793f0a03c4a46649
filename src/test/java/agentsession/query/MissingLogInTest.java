package agentsession.query;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import agentsession.adapter.TestTables;
import agentsession.concurrent.CancellationToken;
import agentsession.memory.MemoryLimit;
import agentsession.report.PushDown;
import agentsession.report.ReportColumn;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row without a log-in is returned if it satisfies the condition. */
final class MissingLogInTest {
    private static final ZoneId ZONE = ZoneId.of("US/Arizona");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-20T18:00:30Z"), ZONE);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "LOGIN_DTS < '2026-09-02 07:30:00' OR LOGIN_DTS IS NULL; 1, 3",
                "LOGIN_DTS IS NULL; 3",
                "LOGIN_DTS < '2026-09-02 07:30:00'; 1",
                "(LOGIN_DTS < '2026-09-02 07:30:00') IS NOT FALSE; 1, 3",
                "COALESCE(LOGIN_DTS, TIMESTAMP '2026-09-01 00:00:00') < '2026-09-02 07:30:00'; 1, 3",
                "LOGOUT_DTS < '2026-09-02 07:30:00'; 1, 3",
                "MONTH(LOGIN_DTS) = 9; 1, 2"
            })
    void theConditionFiltersRowsWithoutALogIn(String condition, String ids) {
        RecordingService service = new RecordingService(row("1", "9/2/2026 7:29 AM", "9/2/2026 7:29 AM")
                + row("2", "9/2/2026 7:30 AM", "9/3/2026 7:30 AM")
                + row("3", "", "9/2/2026 7:00 AM"));
        QueryEngine engine = new QueryEngine(
                TestTables.of(service, ZONE, PushDown.ALL, Period.ofDays(90)), NOW, "standard", MemoryLimit.ofHeap());
        List<String> found = new ArrayList<>();
        try (RunningQuery running = engine.prepare("SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE " + condition)
                .start(List.of(), 0, QueryTimeout.NONE, new CancellationToken())) {
            while (running.next()) {
                found.add(String.valueOf(running.value(0)));
            }
        }

        assertThat(found).containsExactly(ids.split(", "));
        assertThat(service.requests()).hasSize(1);
    }

    private static String row(String id, String login, String logout) {
        return ReportColumn.ALL.stream()
                .map(column -> switch (column) {
                    case LOGIN_SESSION_ID -> id;
                    case LOGIN_DTS -> login;
                    case LOGOUT_DTS -> logout;
                    default -> "";
                })
                .collect(joining(",", "", "\r\n"));
    }
}
