package agentsession.service;

import static agentsession.service.ServiceFixture.ACCOUNT;
import static agentsession.service.ServiceFixture.CSV;
import static agentsession.service.ServiceFixture.LONG;
import static agentsession.service.ServiceFixture.REQUEST;
import static agentsession.service.ServiceFixture.SCOPE;
import static agentsession.service.ServiceFixture.TOKEN;
import static agentsession.service.ServiceFixture.given;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import agentsession.concurrent.CancellationToken;
import agentsession.config.Credentials;
import agentsession.config.ServiceAddress;
import agentsession.config.Version;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.RawServer;
import agentsession.http.TransportFailure;
import agentsession.report.ReportRequest;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpReportServiceTest {
    private static final String PATH = "/voice/api/v1/admin/accounts/" + ACCOUNT + "/reportsStreaming";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig()
                    .dynamicPort()
                    .dynamicHttpsPort()
                    .gzipDisabled(true))
            .build();

    @Test
    void theRequestIsTheContractsExampleWithTimestamps() throws IOException {
        SERVER.stubFor(post(anyUrl()).willReturn(ok(CSV)));

        assertThat(read(service())).isEqualTo(CSV);

        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo(PATH))
                        .withHeader("Authorization", equalTo("bearer " + TOKEN))
                        .withHeader("X-Auth-Token", absent())
                        .withHeader("Content-Type", equalTo("application/json;charset=UTF-8"))
                        .withHeader("Accept", equalTo("application/json"))
                        .withHeader("Accept-Encoding", equalTo("gzip"))
                        .withHeader("User-Agent", equalTo("agent-session-jdbc/" + Version.text()))
                        .withRequestBody(equalToJson("""
                {
                  "reportId":null,
                  "destination":null,
                  "delimiter":"COMMA",
                  "reportType":"CASPER_REPORT",
                  "cciReport":true,
                  "reportTypeName":"Agent_Session_Report_Raw",
                  "reportCriteria":{
                    "rollupAgent":"",
                    "agentTeams":[

                    ],
                    "secureAgentGroupIds":"",
                    "agentGroupIds":[

                    ],
                    "secureAgentIds":"",
                    "agentIds":[

                    ],
                    "startTimestamp":"2020-04-22 00:00:00.0000",
                    "endTimestamp":"2020-04-22 23:59:59.9999",
                    "timezoneName":"US/Arizona",
                    "criteriaType":"CASPER_CRITERIA",
                    "reportName":"Agent_Session_Report_Raw",
                    "returnType":"CSV",
                    "schedule":{
                      "repeatOption":"ONCE"
                    },
                    "accountIds":[

                    ]
                  }
                }
                """, false, false)));
    }

    @Test
    void anApiTokenHasItsOwnHeader() throws IOException {
        SERVER.stubFor(post(anyUrl()).willReturn(ok(CSV)));

        assertThat(read(service(new Credentials.ApiToken(given("aws80:abc/+=")), "")))
                .isEqualTo(CSV);

        SERVER.verify(postRequestedFor(urlEqualTo(PATH))
                .withHeader("X-Auth-Token", equalTo("aws80:abc/+="))
                .withHeader("Authorization", absent()));
    }

    @Test
    void withoutCredentialsNoAuthorizationIsSent() throws IOException {
        SERVER.stubFor(post(anyUrl()).willReturn(ok(CSV)));

        assertThat(read(service(new Credentials.None(), ""))).isEqualTo(CSV);

        SERVER.verify(postRequestedFor(urlEqualTo(PATH))
                .withHeader("X-Auth-Token", absent())
                .withHeader("Authorization", absent()));
    }

    @Test
    void userAgentStartsWithTheApplicationWithoutInvalidCharacters() throws IOException {
        SERVER.stubFor(post(anyUrl()).willReturn(ok(CSV)));

        assertThat(read(service(new Credentials.None(), " Büro\r\nX: y/2 "))).isEqualTo(CSV);

        SERVER.verify(postRequestedFor(anyUrl())
                .withHeader("User-Agent", equalTo("B?ro??X: y/2 agent-session-jdbc/" + Version.text()))
                .withHeader("X", absent()));
    }

    @Test
    void theAccountIsEncodedAsOneSegmentOfThePath() throws IOException {
        SERVER.stubFor(post(anyUrl()).willReturn(ok(CSV)));
        ServiceAddress.Remote address = new ServiceAddress.Remote(base(), "a/b c?ä");

        assertThat(read(ServiceFixture.service(address, new Credentials.None(), SCOPE, "", LONG)))
                .isEqualTo(CSV);

        SERVER.verify(postRequestedFor(urlEqualTo("/voice/api/v1/admin/accounts/a%2Fb%20c%3F%C3%A4/reportsStreaming")));
    }

    @Test
    void aCompressedReportIsDecompressed() throws IOException {
        String report = CSV + "1,4/27/20 12:02 PM\r\n".repeat(20_000);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(report.getBytes(StandardCharsets.UTF_8));
        }
        SERVER.stubFor(post(anyUrl())
                .withHeader("Accept-Encoding", equalTo("gzip"))
                .willReturn(aResponse().withHeader("Content-Encoding", "gzip").withBody(compressed.toByteArray())));

        assertThat(read(service())).isEqualTo(report);
    }

    @Test
    void anEmptyBodyIsAnEmptyReport() throws IOException {
        SERVER.stubFor(post(anyUrl()).willReturn(ok()));

        assertThat(read(service())).isEmpty();
    }

    @Test
    void aByteOrderMarkAndLeadingBlanksAreKept() throws IOException {
        SERVER.stubFor(post(anyUrl()).willReturn(ok("\uFEFF \r\n" + CSV)));

        assertThat(read(service())).isEqualTo("\uFEFF \r\n" + CSV);
    }

    @Test
    void a401AdvisesAnotherTokenAndQuotesTheService() {
        DriverException failure = failure(aResponse().withStatus(401).withBody("Jwt is expired"));

        assertThat(failure.state()).isEqualTo(SqlState.INVALID_AUTHORIZATION);
        assertThat(failure).hasMessageContainingAll(host(), ACCOUNT, "(HTTP 401: Jwt is expired)", "Check accessToken");
    }

    @Test
    void a401WithAChallengeIsTheSame() {
        DriverException failure =
                failure(aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic realm=\"x\""));

        assertThat(failure.state()).isEqualTo(SqlState.INVALID_AUTHORIZATION);
        assertThat(failure).hasMessageContaining("(HTTP 401)");
    }

    @Test
    void a403NamesThePropertyToCheck() {
        SERVER.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(403).withBody("no")));

        assertThat(catchThrowableOfType(
                        DriverException.class, () -> read(service(new Credentials.ApiToken(given("aws80:abc")), ""))))
                .hasMessageContainingAll("(HTTP 403: no)", "Check apiToken")
                .extracting(DriverException::state)
                .isEqualTo(SqlState.INVALID_AUTHORIZATION);
        assertThat(catchThrowableOfType(DriverException.class, () -> read(service(new Credentials.None(), ""))))
                .hasMessageContaining("Set the property accessToken or apiToken");
    }

    @Test
    void a404NamesTheAccountAndThePath() {
        DriverException failure = failure(aResponse().withStatus(404));

        assertThat(failure.state()).isEqualTo(SqlState.CONNECTION_REJECTED);
        assertThat(failure).hasMessageContainingAll("does not have " + PATH, "account " + ACCOUNT, "base path");
    }

    @Test
    void a400QuotesTheService() {
        DriverException failure = failure(aResponse().withStatus(400).withBody("""
                {"generalMessage":"Bad request","details":"startTimestamp is\\n after endTimestamp",
                 "requestUri":"/x","timestamp":1}"""));

        assertThat(failure.state()).isEqualTo(SqlState.SERVICE_ERROR);
        assertThat(failure).hasMessageContaining("(HTTP 400: Bad request: startTimestamp is after endTimestamp)");
    }

    @Test
    void a429HasTheTimeToWait() {
        DriverException failure = failure(
                aResponse().withStatus(429).withHeader("Retry-After", "30").withBody("Too Many Requests"));

        assertThat(failure.state()).isEqualTo(SqlState.RATE_LIMITED);
        assertThat(failure).hasMessageContainingAll("(HTTP 429: Too Many Requests)", "Retry-After 30");
        assertThat(failure(aResponse().withStatus(429))).hasMessageContaining("Wait a minute");
    }

    @Test
    void aFailingServiceIsQuoted() {
        for (int status : List.of(408, 500, 502, 503, 504)) {
            DriverException failure = failure(aResponse()
                    .withStatus(status)
                    .withBody("<html><head><title>Bad\nGateway</title></head><body>nginx</body></html>"));

            assertThat(failure.state()).isEqualTo(SqlState.SERVICE_ERROR);
            assertThat(failure)
                    .hasMessageContaining("failed to generate the report (HTTP " + status + ": Bad Gateway)");
        }
    }

    @Test
    void anyOtherStatusIsAnError() {
        for (int status : List.of(201, 202, 204, 206, 300, 304, 405, 413, 418)) {
            DriverException failure = failure(aResponse().withStatus(status));

            assertThat(failure.state()).isEqualTo(SqlState.SERVICE_ERROR);
            assertThat(failure).hasMessageContaining("unexpected response (HTTP " + status + ")");
        }
    }

    @Test
    void aRedirectIsAnErrorWithItsTarget() {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            DriverException failure = failure(aResponse()
                    .withStatus(status)
                    .withHeader("Location", "https://user:pw@login.example.com/sso?token=abc"));

            assertThat(failure.state()).isEqualTo(SqlState.CONNECTION_REJECTED);
            assertThat(failure)
                    .hasMessageContaining("redirects to https://login.example.com:443 (HTTP " + status + ")")
                    .hasMessageNotContainingAny("pw", "abc");
        }
        assertThat(failure(aResponse().withStatus(302).withHeader("Location", "/login")))
                .hasMessageContaining("redirects to http://" + host());
        assertThat(failure(aResponse().withStatus(302))).hasMessageContaining("an unknown host");
        assertThat(failure(aResponse().withStatus(302).withHeader("Location", "http://[")))
                .hasMessageContaining("an unknown host");
    }

    @Test
    void a200WithJsonIsAnErrorThatQuotesIt() {
        DriverException failure = failure(ok("\uFEFF\n {\"generalMessage\":\"Report failed\",\"details\":null}"));

        assertThat(failure.state()).isEqualTo(SqlState.SERVICE_ERROR);
        assertThat(failure).hasMessageContaining("(HTTP 200: Report failed)");
    }

    @Test
    void a200WithHtmlIsAnErrorThatQuotesIt() {
        DriverException failure = failure(ok("<!DOCTYPE html><html><title>Sign in</title></html>"));

        assertThat(failure.state()).isEqualTo(SqlState.SERVICE_ERROR);
        assertThat(failure).hasMessageContaining("(HTTP 200: Sign in)");
    }

    @Test
    void anUnsupportedContentEncodingIsAnError() {
        DriverException failure = failure(ok("xyz").withHeader("Content-Encoding", "br"));

        assertThat(failure.state()).isEqualTo(SqlState.SERVICE_ERROR);
        assertThat(failure).hasMessageContaining("not requested: br");
    }

    @Test
    void longErrorsAreTruncatedAndSecretsRedacted() {
        DriverException failure = failure(
                aResponse().withStatus(500).withBody("x".repeat(290) + " " + TOKEN + " " + "y".repeat(100_000)));

        assertThat(failure.getMessage()).doesNotContain("s3cr3t").hasSizeLessThan(500);
        assertThat(failure(aResponse().withStatus(401).withBody("Invalid token " + TOKEN)))
                .hasMessageContaining("Invalid token ***")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void anInvalidTokenIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> read(service(new Credentials.BearerToken(given(TOKEN + "\n")), "")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("property accessToken")
                .hasMessageNotContaining(TOKEN)
                .hasNoCause();
    }

    @Test
    void aRefusedConnectionNamesHostAndPort() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }

        DriverException failure = failure(URI.create("http://127.0.0.1:" + port));

        assertThat(failure.state()).isEqualTo(SqlState.UNABLE_TO_CONNECT);
        assertThat(failure).hasMessageContainingAll("Cannot connect to 127.0.0.1:" + port, "refused");
    }

    @Test
    void anUnknownHostIsAnError() {
        DriverException failure = failure(URI.create("https://no-such-host.invalid/voice"));

        assertThat(failure.state()).isEqualTo(SqlState.UNABLE_TO_CONNECT);
        assertThat(failure).hasMessageContainingAll("no-such-host.invalid:443", "host is unknown");
    }

    @Test
    void anUntrustedCertificateIsATlsFailure() {
        DriverException failure = failure(URI.create("https://127.0.0.1:" + SERVER.getHttpsPort()));

        assertThat(failure.state()).isEqualTo(SqlState.UNABLE_TO_CONNECT);
        assertThat(failure).hasMessageContainingAll("127.0.0.1:" + SERVER.getHttpsPort(), "certificate is not trusted");
    }

    @Test
    void httpsToAPortOfPlainHttpIsATlsFailure() throws Exception {
        assertTlsFails(connection -> {
            connection.awaitBytes();
            connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
            connection.drain();
        });
    }

    @Test
    void aServerThatClosesOrResetsDuringTheTlsHandshakeIsATlsFailure() throws Exception {
        assertTlsFails(connection -> {
            connection.awaitBytes();
            connection.close();
        });
        assertTlsFails(connection -> {
            connection.awaitBytes();
            connection.reset();
        });
    }

    @Test
    void aWrappedTlsFailureIsATlsFailure() {
        DriverException failure = TransportFailure.of(
                new IOException(
                        "HTTP/1.1 header parser received no bytes",
                        new SSLException("Unrecognized SSL message, plaintext connection?")),
                URI.create("https://localhost/x"));

        assertThat(failure.state()).isEqualTo(SqlState.UNABLE_TO_CONNECT);
        assertThat(failure).hasMessageContainingAll("localhost:443", "TLS failed: Unrecognized SSL message");
    }

    private static void assertTlsFails(RawServer.Script script) throws IOException {
        try (RawServer server = RawServer.atOnce(script)) {
            DriverException failure =
                    failure(URI.create("https://127.0.0.1:" + server.base().getPort()));

            assertThat(failure.state()).isEqualTo(SqlState.UNABLE_TO_CONNECT);
            assertThat(failure).hasMessageContaining("TLS failed");
        }
    }

    @Test
    void eachRequestIsLogged() throws IOException {
        SERVER.stubFor(post(anyUrl()).willReturn(ok(CSV)));
        Logger logger = Logger.getLogger("agentsession.service");
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Level before = logger.getLevel();
        logger.addHandler(handler);
        logger.setLevel(Level.FINE);
        try {
            ServiceFixture.download(
                    service(),
                    new ReportRequest(REQUEST.window(), List.of(1, 2), List.of("Sales")),
                    new CancellationToken(),
                    InputStream::readAllBytes,
                    7);
        } finally {
            logger.setLevel(before);
            logger.removeHandler(handler);
        }

        assertThat(lines)
                .singleElement(InstanceOfAssertFactories.STRING)
                .matches("FINE account 99990001, window 2020-04-22 00:00:00\\.0000\\.\\.2020-04-22 23:59:59\\.9999,"
                        + " agents 2, teams 1: HTTP 200, 7 rows, " + CSV.length() + " bytes, \\d+ ms, 0 retries");
    }

    private static URI base() {
        return URI.create("http://" + host() + "/voice");
    }

    private static String host() {
        return "localhost:" + SERVER.getPort();
    }

    private static HttpReportService service() {
        return ServiceFixture.service(base());
    }

    private static HttpReportService service(Credentials credentials, String applicationName) {
        ServiceAddress.Remote address = new ServiceAddress.Remote(base(), ACCOUNT);
        return ServiceFixture.service(address, credentials, SCOPE, applicationName, LONG);
    }

    private static DriverException failure(ResponseDefinitionBuilder response) {
        SERVER.stubFor(post(anyUrl()).willReturn(response));
        return failure(base());
    }

    private static DriverException failure(URI base) {
        DriverException failure = catchThrowableOfType(DriverException.class, () -> read(ServiceFixture.service(base)));
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain(TOKEN, "\n").endsWith(".");
        return failure;
    }

    private static String read(HttpReportService service) {
        try (service) {
            StringBuilder text = new StringBuilder();
            ServiceFixture.download(
                    service,
                    new CancellationToken(),
                    report -> text.append(new String(report.readAllBytes(), StandardCharsets.UTF_8)));
            return text.toString();
        }
    }
}
