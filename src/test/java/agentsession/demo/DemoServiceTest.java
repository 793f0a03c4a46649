package agentsession.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import agentsession.demo.LoggedRequest.State;
import agentsession.report.ReportColumn;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemoServiceTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T18:00:00Z"), ZoneOffset.UTC);
    private static final String BODY = """
            {"reportId":null,"destination":null,"delimiter":"COMMA","reportType":"CASPER_REPORT","cciReport":true,
             "reportTypeName":"Agent_Session_Report_Raw",
             "reportCriteria":{"rollupAgent":"","agentTeams":["Billing"],"secureAgentGroupIds":"","agentGroupIds":[],
              "secureAgentIds":"","agentIds":[],"timezoneName":"US/Arizona","criteriaType":"CASPER_CRITERIA",
              "reportName":"Agent_Session_Report_Raw","returnType":"CSV","schedule":{"repeatOption":"ONCE"},
              "accountIds":[],"startTimestamp":"2026-11-02 00:00:00.0000","endTimestamp":"2026-11-08 23:59:59.9999"}}
            """;
    private static final String BODY_FOR_ALL =
            BODY.replace("\"Billing\"", "").replace("2026-11-02", "2020-01-01").replace("2026-11-08", "2030-01-01");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theRequestOfTheContractReturnsTheRowsThatItSelects() throws Exception {
        try (ObservedDemo service = start(options())) {
            HttpResponse<String> response = send(post(service, BODY), BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
            assertThat(response.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
            ZoneId arizona = ZoneId.of("US/Arizona");
            List<String> expected = service.rows(arizona)
                    .filter(row -> "Billing".equals(row.value(ReportColumn.TEAM)))
                    .filter(row -> !row.login().isBefore(Instant.parse("2026-11-02T07:00:00Z"))
                            && row.login().isBefore(Instant.parse("2026-11-09T07:00:00Z")))
                    .map(row -> String.valueOf(row.value(ReportColumn.LOGIN_SESSION_ID)))
                    .toList();
            List<String> lines = response.body().lines().toList();
            assertThat(lines.get(0)).startsWith("Agent ID,Last Name,").endsWith(",Monitoring Sessions");
            assertThat(lines.subList(1, lines.size()).stream().map(DemoServiceTest::sessionId))
                    .isNotEmpty()
                    .isEqualTo(expected);
        }
    }

    @Test
    void theLogContainsRequestAndResponse() throws Exception {
        try (ObservedDemo service = start(options().basePath("/voice"))) {
            HttpRequest request = request(service, reportPath("123"), "POST", BODY)
                    .header("User-Agent", "tool 1.0")
                    .build();
            HttpResponse<byte[]> response = send(request, BodyHandlers.ofByteArray());

            LoggedRequest logged = service.requests().lastReport();
            assertThat(logged.awaitEnd(TIMEOUT)).isTrue();
            assertThat(service.requests().all()).containsExactly(logged);
            assertThat(logged.path()).isEqualTo("/voice/api/v1/admin/accounts/123/reportsStreaming");
            assertThat(logged.accountId()).isEqualTo("123");
            assertThat(logged.header("user-agent")).isEqualTo("tool 1.0");
            assertThat(logged.header("X-Auth-Token")).isNull();
            assertThat(logged.body()).isEqualTo(BODY);
            assertThat(logged.criteria())
                    .isEqualTo(new RequestedCriteria(
                            "2026-11-02 00:00:00.0000",
                            "2026-11-08 23:59:59.9999",
                            ZoneId.of("US/Arizona"),
                            List.of(),
                            List.of("Billing"),
                            List.of()));
            assertThat(logged.status()).isEqualTo(200);
            assertThat(logged.state()).isEqualTo(State.COMPLETE);
            assertThat(logged.bytesSent()).isEqualTo(response.body().length);
            assertThat(logged.rowsWritten())
                    .isEqualTo(new String(response.body(), StandardCharsets.UTF_8)
                                    .lines()
                                    .count()
                            - 1);
            assertThat(logged.sessionsExamined()).isGreaterThan(logged.rowsWritten());
        }
    }

    @Test
    void aGzipResponseContainsTheSameRows() throws Exception {
        try (ObservedDemo service = start(options())) {
            String plain =
                    send(post(service, BODY_FOR_ALL), BodyHandlers.ofString()).body();
            HttpRequest request = request(service, reportPath("1"), "POST", BODY_FOR_ALL)
                    .header("Accept-Encoding", "gzip")
                    .build();
            HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());

            assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
            try (InputStream body = new GZIPInputStream(response.body())) {
                assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(plain)
                        .hasLineCount((int) service.size() + 1);
            }
            assertThat(service.requests().lastReport().bytesSent()).isLessThan(plain.length() / 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"identity", "gzip"})
    void theGatePausesAResponseAfterANumberOfRows(String encoding) throws Exception {
        try (ObservedDemo service = start(options().sessions(50_000))) {
            service.gate().pauseAfter(3);
            HttpRequest request = request(service, reportPath("1"), "POST", BODY_FOR_ALL)
                    .header("Accept-Encoding", encoding)
                    .build();
            HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
            try (InputStream body = encoding.equals("gzip") ? new GZIPInputStream(response.body()) : response.body()) {
                for (int line = 0; line < 4; line++) {
                    assertThat(readLine(body)).isNotEmpty();
                }
                LoggedRequest logged = service.requests().lastReport();
                assertThat(service.gate().awaitPaused(TIMEOUT)).isTrue();
                assertThat(logged.state()).isEqualTo(State.OPEN);
                assertThat(logged.rowsWritten()).isEqualTo(3);

                service.gate().release();
                assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                        .hasLineCount(50_000 - 3);
                assertThat(logged.awaitEnd(TIMEOUT)).isTrue();
                assertThat(logged.state()).isEqualTo(State.COMPLETE);
                assertThat(logged.rowsWritten()).isEqualTo(50_000);
            }
        }
    }

    @Test
    void noRowsAreGeneratedAfterTheClientHasDisconnected() throws Exception {
        try (ObservedDemo service = start(options().sessions(10_000_000))) {
            try (InputStream body = send(post(service, BODY_FOR_ALL), BodyHandlers.ofInputStream())
                    .body()) {
                assertThat(body.readNBytes(10_000)).hasSize(10_000);
            }
            LoggedRequest logged = service.requests().lastReport();
            assertThat(logged.awaitEnd(TIMEOUT)).isTrue();
            assertThat(logged.state()).isEqualTo(State.BROKEN);
            assertThat(logged.rowsWritten()).isLessThan(1_000_000);
            assertThat(logged.sessionsExamined()).isLessThan(1_000_000);
        }
    }

    @Test
    void closingAbortsResponsesSoThatNoneLooksComplete() throws Exception {
        InputStream body;
        LoggedRequest logged;
        try (ObservedDemo service = start(options().sessions(1_000))) {
            service.gate().pauseAfter(500);
            body = send(post(service, BODY_FOR_ALL), BodyHandlers.ofInputStream())
                    .body();
            assertThat(service.gate().awaitPaused(TIMEOUT)).isTrue();
            logged = service.requests().lastReport();
        }
        assertThatIOException().isThrownBy(body::readAllBytes);
        assertThat(logged.awaitEnd(TIMEOUT)).isTrue();
        assertThat(logged.state()).isEqualTo(State.BROKEN);
    }

    @Test
    void threadsOfTheServiceAreDaemons() throws Exception {
        List<Thread> before = threads();
        try (ObservedDemo service = start(options())) {
            send(post(service, BODY), BodyHandlers.discarding());
            assertThat(threads().stream().filter(thread -> !before.contains(thread)))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void shuffledResponsesContainTheSameRows() throws Exception {
        try (ObservedDemo ordered = start(options().sessions(3_000));
                ObservedDemo shuffled = start(options().sessions(3_000).rowOrder(DemoOptions.RowOrder.SHUFFLED))) {
            List<String> expected = send(post(ordered, BODY_FOR_ALL), BodyHandlers.ofString())
                    .body()
                    .lines()
                    .toList();
            assertThat(send(post(shuffled, BODY_FOR_ALL), BodyHandlers.ofString())
                            .body()
                            .lines())
                    .isNotEqualTo(expected)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CASPER_REPORT; OTHER; reportType",
                "\"reportTypeName\":\"Agent_Session_Report_Raw\"; \"reportTypeName\":\"Calls\"; reportTypeName",
                "\"delimiter\":\"COMMA\"; \"delimiter\":\"HTML\"; delimiter",
                "CASPER_CRITERIA; OTHER; criteriaType",
                "\"returnType\":\"CSV\"; \"returnType\":\"PDF\"; returnType",
                "\"reportName\":\"Agent_Session_Report_Raw\"; \"reportName\":7; reportName",
                "US/Arizona; Mars/Olympus; timezoneName",
                "\"US/Arizona\"; null; timezoneName",
                "2026-11-02 00:00:00.0000; 2026-11-02; startTimestamp",
                "2026-11-02 00:00:00.0000; 2026-02-30 00:00:00; startTimestamp",
                "2026-11-08 23:59:59.9999; 2026-11-08T23:59:59; endTimestamp",
                "\"agentIds\":[]; \"agentIds\":[\"7\"]; agentIds",
                "\"agentIds\":[]; \"agentIds\":[7.5]; agentIds",
                "\"agentIds\":[]; \"agentIds\":[3000000000]; agentIds",
                "\"agentIds\":[]; \"agentIds\":7; agentIds",
                "\"agentGroupIds\":[]; \"agentGroupIds\":[null]; agentGroupIds",
                "[\"Billing\"]; [5]; agentTeams",
                "\"accountIds\":[]; \"accountIds\":[99990001]; accountIds",
                "\"rollupAgent\":\"\"; \"rollupAgent\":true; rollupAgent",
                "\"reportCriteria\":; \"criteria\":; reportCriteria",
                "{\"reportId\":null; \"reportId\":null; JSON"
            })
    void theErrorOfAnInvalidBodyNamesTheField(String right, String wrong, String named) throws Exception {
        assertThat(BODY).contains(right);
        try (ObservedDemo service = start(options())) {
            HttpResponse<String> response = send(post(service, BODY.replace(right, wrong)), BodyHandlers.ofString());
            assertThat(error(response, 400).get("details").textValue()).contains(named);
            assertThat(service.requests().reports()).isEmpty();
            assertThat(service.requests().all()).hasSize(1).allMatch(request -> request.status() == 400);
        }
    }

    @ParameterizedTest
    @CsvSource({"[]", "''", "null", "'{'"})
    void aBodyThatIsNotAJsonObjectIsRefused(String body) throws Exception {
        try (ObservedDemo service = start(options())) {
            error(send(post(service, body), BodyHandlers.ofString()), 400);
        }
    }

    @Test
    void timestampsMayBeMissing() throws Exception {
        try (ObservedDemo service = start(options().sessions(100))) {
            String body = BODY_FOR_ALL.replaceAll(",\"startTimestamp.*\"", "");
            assertThat(body).doesNotContain("Timestamp");
            assertThat(send(post(service, body), BodyHandlers.ofString()).body())
                    .hasLineCount(101);
        }
    }

    @Test
    void wrongMethodTypeOrPathIsRefused() throws Exception {
        try (ObservedDemo service = start(options().accountIds("7", "8"))) {
            HttpResponse<String> get =
                    send(request(service, reportPath("7"), "GET", "").build(), BodyHandlers.ofString());
            error(get, 405);
            assertThat(get.headers().firstValue("Allow")).hasValue("POST");
            error(send(post(service, BODY, "9"), BodyHandlers.ofString()), 404);
            error(send(request(service, "/api/v1/admin/elsewhere", "GET", "").build(), BodyHandlers.ofString()), 404);
            HttpRequest plain = HttpRequest.newBuilder(URI.create(service.baseUri() + reportPath("7")))
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofString(BODY))
                    .build();
            error(send(plain, BodyHandlers.ofString()), 415);
            assertThat(send(post(service, BODY, "8"), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tokensAreRequiredIfTheyAreSet() throws Exception {
        try (ObservedDemo service = start(options().accessToken("right").apiToken("aws80:right"))) {
            error(send(post(service, BODY), BodyHandlers.ofString()), 401);
            assertThat(statusWith(service, "Authorization", "bearer right")).isEqualTo(200);
            assertThat(statusWith(service, "Authorization", "Bearer right")).isEqualTo(200);
            assertThat(statusWith(service, "X-Auth-Token", "aws80:right")).isEqualTo(200);
            assertThat(statusWith(service, "Authorization", "bearer wrong")).isEqualTo(401);
            assertThat(statusWith(service, "Authorization", "right")).isEqualTo(401);
            assertThat(statusWith(service, "X-Auth-Token", "right")).isEqualTo(401);
        }
        try (ObservedDemo service = start(options().accessToken("right"))) {
            assertThat(statusWith(service, "X-Auth-Token", "right")).isEqualTo(401);
        }
    }

    @Test
    void theAccountsAreListed() throws Exception {
        try (ObservedDemo service = start(options().accountIds("7", "8"))) {
            HttpResponse<String> response =
                    send(request(service, "/api/v1/admin/accounts", "GET", "").build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(new ObjectMapper().readTree(response.body())).isEqualTo(new ObjectMapper().readTree("""
                                            [{"accountId":"7","accountName":"Demo 7","mainAccountId":"7"},
                                             {"accountId":"8","accountName":"Demo 8","mainAccountId":"7"}]
                                            """));
            assertThat(service.accountId()).isEqualTo("7");
        }
    }

    private static DemoOptions.Builder options() {
        return DemoOptions.builder().clock(CLOCK);
    }

    private static ObservedDemo start(DemoOptions.Builder options) {
        return ObservedDemo.start(options.build());
    }

    private static String reportPath(String accountId) {
        return "/api/v1/admin/accounts/" + accountId + "/reportsStreaming";
    }

    private static HttpRequest post(ObservedDemo service, String body) {
        return post(service, body, service.accountId());
    }

    private static HttpRequest post(ObservedDemo service, String body, String accountId) {
        return request(service, reportPath(accountId), "POST", body).build();
    }

    private static HttpRequest.Builder request(ObservedDemo service, String path, String method, String body) {
        return HttpRequest.newBuilder(URI.create(service.baseUri() + path))
                .header("Content-Type", "application/json;charset=UTF-8")
                .method(method, BodyPublishers.ofString(body));
    }

    private int statusWith(ObservedDemo service, String header, String value) throws Exception {
        HttpRequest request = request(service, reportPath("1"), "POST", BODY)
                .header(header, value)
                .build();
        return send(request, BodyHandlers.discarding()).statusCode();
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return client.send(request, handler);
    }

    private static JsonNode error(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = new ObjectMapper().readTree(response.body());
        assertThat(error.fieldNames())
                .toIterable()
                .containsExactly("generalMessage", "details", "requestUri", "timestamp");
        assertThat(error.get("requestUri").textValue())
                .isEqualTo(response.request().uri().getPath());
        return error;
    }

    /** Reads no byte after the line, where a reader would wait until its buffer is full. */
    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static String sessionId(String line) {
        String[] cells = line.split(",", -1);
        return cells[cells.length - 2];
    }

    private static List<Thread> threads() {
        return List.copyOf(Thread.getAllStackTraces().keySet());
    }
}
