package agentsession.query;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import agentsession.adapter.TestTables;
import agentsession.concurrent.CancellationToken;
import agentsession.memory.MemoryLimit;
import agentsession.query.dialect.DateTimeParser;
import agentsession.report.PushDown;
import agentsession.report.ReportRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the cases of {@code push-down-cases.txt}, which describes their format. */
final class PushDownCasesTest {
    private static final ZoneId ZONE = ZoneId.of("US/Arizona");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-20T18:00:30Z"), ZONE);

    record Case(String condition, String request) {
        @Override
        public String toString() {
            return condition;
        }
    }

    static List<Case> cases() throws IOException {
        try (InputStream file = PushDownCasesTest.class.getResourceAsStream("/agentsession/push-down-cases.txt")) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            return IntStream.range(0, lines.size() / 2)
                    .mapToObj(
                            i -> new Case(lines.get(2 * i), lines.get(2 * i + 1).replaceFirst("^=> ", "")))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRequestMatchesTheCondition(Case example) {
        assertThat(request(example.condition())).isEqualTo(example.request());
    }

    @Test
    void thereAreManyCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(80).doesNotHaveDuplicates();
    }

    private static String request(String condition) {
        RecordingService service = new RecordingService();
        QueryEngine engine = new QueryEngine(
                TestTables.of(service, ZONE, PushDown.ALL, Period.ofDays(90)),
                NOW,
                "standard,postgresql,mysql,mssql,oracle,bigquery",
                MemoryLimit.ofHeap());
        String[] parts = condition.split(" -- ", 2);
        List<Object> values = parts.length == 1
                ? List.of()
                : Arrays.stream(parts[1].split(";"))
                        .map(PushDownCasesTest::value)
                        .toList();
        PreparedQuery query = engine.prepare("SELECT AGENT_ID FROM AGENT_SESSION WHERE " + parts[0]);
        try (RunningQuery running = query.start(values, 0, QueryTimeout.NONE, new CancellationToken())) {
            running.open();
        }
        return service.requests().isEmpty()
                ? "no request"
                : service.requests().stream().map(PushDownCasesTest::text).collect(joining(" + "));
    }

    private static Object value(String text) {
        String stripped = text.strip();
        if (stripped.startsWith("'")) {
            return stripped.substring(1, stripped.length() - 1);
        }
        return stripped.contains("-")
                ? DateTimeParser.timestamp(stripped)
                        .toInstant(java.time.ZoneOffset.UTC)
                        .toEpochMilli()
                : (Object) Integer.valueOf(stripped);
    }

    private static String text(ReportRequest request) {
        return Stream.of(
                        request.window().startTimestamp() + " .. "
                                + request.window().endTimestamp(),
                        request.agentIds().isEmpty() ? "" : "agents " + request.agentIds(),
                        request.teams().isEmpty() ? "" : "teams " + request.teams())
                .filter(part -> !part.isEmpty())
                .collect(joining(", "));
    }
}
