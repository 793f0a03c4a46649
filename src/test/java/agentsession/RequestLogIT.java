package agentsession;

import static agentsession.StubbedService.LOGIN;
import static agentsession.StubbedService.REFRESH;
import static agentsession.StubbedService.REPORT;
import static agentsession.StubbedService.connect;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The driver's log of requests. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RequestLogIT {
    private static final String SQL =
            "SELECT AGENT_ID FROM AGENT_SESSION WHERE LOGIN_DTS >= TIMESTAMP '2026-11-20 09:00:00'"
                    + " AND AGENT_ID IN (7, 8) AND TEAM = 'Billing'";
    private static final String WHAT =
            "account 99990001, window 2026-11-20 09:00:00.0000..2026-11-20 18:00:59.9999, agents 2, teams 1: ";
    private static final Map<String, String> ENGAGE =
            Map.of("user", "me", "password", "passw0rd-s3cret", "platformId", "L1", "maxRetries", "1");

    @RegisterExtension
    static final StubbedService SERVICE =
            new StubbedService(WireMockConfiguration.wireMockConfig().gzipDisabled(true));

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Logger parent = Logger.getLogger("");

    @BeforeEach
    void listen() throws SQLException {
        SERVICE.stubFor(post(urlEqualTo(LOGIN))
                .willReturn(okJson("{\"accessToken\":\"t1-s3cret\",\"refreshToken\":\"r1-s3cret\"}")));
        parent = DriverManager.getDriver("jdbc:agentsession:demo").getParentLogger();
        parent.addHandler(handler);
        parent.setLevel(Level.FINEST);
    }

    @AfterEach
    void stop() {
        parent.setLevel(null);
        parent.removeHandler(handler);
    }

    @Test
    void eachReportRequestIsLogged() throws SQLException {
        read(Map.of("accessToken", "t0ken-s3cret"));

        assertThat(lines("agentsession.service"))
                .singleElement()
                .asString()
                .matches(WHAT + "HTTP 200, 1 rows, 41 bytes, \\d+ ms, 0 retries");
        assertThat(records)
                .filteredOn(entry -> entry.getMessage().startsWith("account"))
                .extracting(LogRecord::getLevel)
                .containsExactly(Level.FINE);
    }

    @Test
    void eachRetryIsLogged() throws SQLException {
        SERVICE.stubFor(post(urlEqualTo(REPORT))
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("idle")
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "0")));
        read(Map.of("accessToken", "t0ken-s3cret", "maxRetries", "1"));

        assertThat(lines("agentsession.service")).hasSize(2);
        assertThat(lines("agentsession.service").get(0))
                .matches(WHAT + "HTTP 503, 0 rows, 0 bytes, \\d+ ms, 0 retries");
        assertThat(lines("agentsession.service").get(1))
                .matches(WHAT + "HTTP 200, 1 rows, 41 bytes, \\d+ ms, 1 retries");
    }

    @Test
    void eachSignInRequestIsLoggedWithoutSecrets() throws SQLException {
        SERVICE.stubFor(post(urlEqualTo(REPORT))
                .withHeader("Authorization", equalTo("bearer t1-s3cret"))
                .willReturn(unauthorized().withBody("bearer t1-s3cret is expired")));
        SERVICE.stubFor(post(urlEqualTo(REFRESH)).willReturn(unauthorized().withBody("r1-s3cret is expired")));
        try (Connection connection = connect(SERVICE.getPort(), ENGAGE)) {
            SERVICE.stubFor(post(urlEqualTo(LOGIN))
                    .willReturn(okJson("{\"accessToken\":\"t2-s3cret\",\"refreshToken\":\"r2-s3cret\"}")));
            read(connection);
            SERVICE.stubFor(
                    post(urlEqualTo(REPORT)).willReturn(unauthorized().withBody("bearer t2-s3cret is expired")));
            SERVICE.stubFor(post(urlEqualTo(REFRESH)).willReturn(unauthorized().withBody("r2-s3cret is expired")));
            SERVICE.stubFor(post(urlEqualTo(LOGIN)).willReturn(unauthorized().withBody("passw0rd-s3cret is wrong")));
            assertThat(catchThrowableOfType(SQLException.class, () -> read(connection))
                            .getMessage())
                    .contains("*** is wrong");
        }
        assertThat(lines("agentsession.signin").stream()
                        .map(line -> line.replaceAll("\\d+ ms", "ms").replaceAll(":\\d+", "")))
                .containsExactly(
                        "POST http://localhost/api/auth/login/admin: HTTP 200 in ms",
                        "POST http://localhost/api/auth/token/refresh: HTTP 401 in ms",
                        "The refresh token was refused; signing in again: Could not renew the access token:"
                                + " localhost answered HTTP 401 (*** is expired). Check the credentials.",
                        "POST http://localhost/api/auth/login/admin: HTTP 200 in ms",
                        "POST http://localhost/api/auth/token/refresh: HTTP 401 in ms",
                        "The refresh token was refused; signing in again: Could not renew the access token:"
                                + " localhost answered HTTP 401 (*** is expired). Check the credentials.",
                        "POST http://localhost/api/auth/login/admin: HTTP 401 in ms");
        assertThat(lines("agentsession.service")).hasSize(3);
        assertThat(lines("")).isNotEmpty().noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void nothingIsLoggedByDefault() throws SQLException {
        parent.setLevel(null);
        read(ENGAGE);

        assertThat(records).isEmpty();
    }

    private static void read(Map<String, String> properties) throws SQLException {
        try (Connection connection = connect(SERVICE.getPort(), properties)) {
            read(connection);
        }
    }

    private static void read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                rows.getInt(1);
            }
        }
    }

    /** The messages of this logger and its children. */
    private List<String> lines(String logger) {
        return records.stream()
                .filter(entry -> entry.getLoggerName().startsWith(logger))
                .map(entry -> new SimpleFormatter().formatMessage(entry) + trace(entry))
                .toList();
    }

    private static String trace(LogRecord entry) {
        return entry.getThrown() == null ? "" : " " + entry.getThrown();
    }
}
