package agentsession;

import static agentsession.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.demo.DemoOptions;
import agentsession.demo.LoggedRequest;
import agentsession.demo.RequestedCriteria;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often statements ask the service for a report. */
final class SharedReportsIT {
    private static final String ALL = "SELECT COUNT(*) FROM AGENT_SESSION";
    private static final String WEEK =
            ALL + " WHERE LOGIN_DTS >= TIMESTAMP '2026-11-09 00:00:00' AND LOGIN_DTS < TIMESTAMP '2026-11-16 00:00:00'";

    private final List<DemoHost> hosts = new ArrayList<>();
    private DemoHost host = host(DemoOptions.builder().sessions(3_000));

    private DemoHost host(DemoOptions.Builder options) {
        DemoHost started = DemoHost.start(options.gzip(false));
        hosts.add(started);
        return started;
    }

    @AfterEach
    void close() {
        hosts.forEach(DemoHost::close);
    }

    private Connection connect(String properties) throws SQLException {
        return DriverManager.getConnection(host.url().replace("cacheMaxAge=PT0S", "verify=false") + properties);
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        rows.sort(null);
        return rows;
    }

    private List<RequestedCriteria> requests() {
        return host.service().requests().reports().stream()
                .map(LoggedRequest::criteria)
                .toList();
    }

    /** Statements whose scans one request can serve. */
    static List<String> oneRequest() {
        String agent = "(SELECT MIN(AGENT_ID) FROM AGENT_SESSION)";
        return List.of(
                "SELECT COUNT(*) FROM AGENT_SESSION a JOIN AGENT_SESSION b ON a.AGENT_ID = b.AGENT_ID AND a.LOGIN_DTS < b.LOGIN_DTS",
                "SELECT COUNT(*) FROM AGENT_SESSION a JOIN AGENT_SESSION b ON a.TALK_TIME_MIN < b.BREAK_TIME_MIN WHERE a.TEAM = 'Billing' AND b.LOGIN_DTS >= DATE '2026-11-18' AND a.LOGIN_DTS >= DATE '2026-11-19'",
                "WITH t AS (SELECT TEAM, SUM(PRESENTED) AS n FROM AGENT_SESSION GROUP BY TEAM) SELECT x.TEAM FROM t x JOIN t y ON x.n >= y.n",
                "SELECT TEAM, (SELECT MAX(TALK_TIME_MIN) FROM AGENT_SESSION) FROM AGENT_SESSION WHERE AGENT_ID = "
                        + agent,
                "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION a WHERE TALK_TIME_MIN > (SELECT AVG(TALK_TIME_MIN) FROM AGENT_SESSION b WHERE b.TEAM = a.TEAM)",
                "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION a WHERE EXISTS (SELECT 1 FROM AGENT_SESSION b WHERE b.LOGIN_DTS BETWEEN a.LOGIN_DTS AND a.LOGOUT_DTS AND b.AGENT_ID <> a.AGENT_ID AND b.ACCEPTED > 60)",
                "SELECT TEAM FROM AGENT_SESSION WHERE LOGIN_DTS >= DATE '2026-11-18' UNION ALL SELECT USERNAME FROM AGENT_SESSION WHERE TEAM = 'Billing' AND LOGIN_DTS >= DATE '2026-11-15'",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE AGENT_ID IN (SELECT AGENT_ID FROM AGENT_SESSION WHERE LOGIN_DTS >= DATE '2026-11-20')");
    }

    @ParameterizedTest
    @MethodSource("oneRequest")
    void theScansOfAStatementShareARequest(String sql) throws SQLException {
        try (Connection anew = connect("&cacheMaxAge=PT0S");
                Connection shared = connect("");
                Connection apart = connect("&cacheMaxAge=PT0S&pushDown=none")) {
            List<String> rows = rows(anew, sql);

            assertThat(requests()).hasSize(1);
            assertThat(rows(shared, sql)).isEqualTo(rows);
            assertThat(requests()).hasSize(2);
            assertThat(rows(apart, sql)).isEqualTo(rows);
        }
    }

    @Test
    void disjointWindowsAreRequestsOfTheirOwn() throws SQLException {
        try (Connection connection = connect("&cacheMaxAge=PT0S")) {
            rows(
                    connection,
                    "SELECT TEAM FROM AGENT_SESSION WHERE LOGIN_DTS BETWEEN DATE '2026-11-01' AND DATE '2026-11-02' UNION SELECT USERNAME FROM AGENT_SESSION WHERE LOGIN_DTS >= DATE '2026-11-18'");
        }

        assertThat(requests())
                .extracting(RequestedCriteria::startTimestamp)
                .containsExactlyInAnyOrder("2026-11-01 00:00:00.0000", "2026-11-18 00:00:00.0000");
    }

    /** The conditions of each scan are not those of the other. */
    @Test
    void aSharedRequestHasTheAgentsAndTeamsOfAllScans() throws SQLException {
        try (Connection connection = connect("&cacheMaxAge=PT0S")) {
            rows(
                    connection,
                    "SELECT TEAM FROM AGENT_SESSION WHERE AGENT_ID = 2 AND LOGIN_DTS >= DATE '2026-11-18' UNION SELECT USERNAME FROM AGENT_SESSION WHERE AGENT_ID = 1 AND TEAM = 'Billing' AND LOGIN_DTS >= DATE '2026-11-17'");
        }

        assertThat(requests()).singleElement().satisfies(request -> {
            assertThat(request.agentIds()).containsExactly(1, 2);
            assertThat(request.agentTeams()).isEmpty();
            assertThat(request.startTimestamp()).isEqualTo("2026-11-17 00:00:00.0000");
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatAReportHasIsNotRequestedAgain(DemoOptions.Selection selection) throws SQLException {
        host = host(DemoOptions.builder().sessions(3_000).selection(selection));
        List<String> questions = List.of(
                ALL,
                WEEK,
                WEEK + " AND TEAM = 'Billing'",
                "SELECT AGENT_ID FROM AGENT_SESSION WHERE AGENT_ID IN (SELECT MIN(AGENT_ID) FROM AGENT_SESSION)",
                "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE LOGIN_DTS >= CURRENT_TIMESTAMP - INTERVAL '7' DAY",
                "SELECT TEAM FROM AGENT_SESSION GROUP BY TEAM",
                "SELECT USERNAME FROM AGENT_SESSION ORDER BY TALK_TIME_MIN DESC, LOGIN_SESSION_ID LIMIT 10");
        try (Connection first = connect("");
                Connection second = connect("");
                Connection anew = connect("&cacheMaxAge=PT0S")) {
            rows(first, "SELECT * FROM AGENT_SESSION");
            List<List<String>> answers = new ArrayList<>();
            for (String question : questions) {
                answers.add(rows(first, question));
                assertThat(rows(second, question)).isEqualTo(rows(first, question));
            }
            assertThat(requests()).hasSize(1);

            for (int i = 0; i < questions.size(); i++) {
                assertThat(rows(anew, questions.get(i))).isEqualTo(answers.get(i));
            }
            assertThat(requests()).hasSize(1 + questions.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAPartlyCoveredWindowOnlyTheRestIsRequested(DemoOptions.Selection selection) throws SQLException {
        host = host(DemoOptions.builder().sessions(3_000).selection(selection));
        String more = WEEK.replace("2026-11-09", "2026-11-02");
        try (Connection connection = connect("");
                Connection anew = connect("&cacheMaxAge=PT0S")) {
            rows(connection, WEEK);
            List<String> rows = rows(connection, more);

            assertThat(requests()).last().satisfies(request -> {
                assertThat(request.startTimestamp()).isEqualTo("2026-11-02 00:00:00.0000");
                assertThat(request.endTimestamp()).isEqualTo("2026-11-08 23:59:59.9999");
            });
            assertThat(rows(anew, more)).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&accessToken=other",
                "&timeZone=America/New_York",
                "&agentGroupIds=3",
                "&rollupAgent=x",
                "&applicationName=Other"
            })
    void otherCredentialsScopesAndSettingsAreRequestedAnew(String other) throws SQLException {
        String property = other.substring(1, other.indexOf('='));
        String url = host.url().replace("cacheMaxAge=PT0S", "verify=false").replaceAll("&" + property + "=[^&]*", "");
        try (Connection connection = connect("");
                Connection different = DriverManager.getConnection(url + other)) {
            rows(connection, ALL);
            rows(different, ALL);
        }

        assertThat(requests()).hasSize(2);
    }

    @Test
    void twelveQueriesAtOnceAreOneRequest() throws Exception {
        host.service().gate().pauseAfter(100);
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try (Connection connection = connect("")) {
            List<Future<List<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(threads.submit(() -> rows(connection, ALL)));
            }
            host.awaitPaused();
            host.service().gate().release();
            for (Future<List<String>> answer : answers) {
                assertThat(answer.get()).containsExactly("3000");
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(requests()).hasSize(1);
    }

    @Test
    void aReportIsDownloadedToItsEndWhenItsReaderLeaves() throws Exception {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.setMaxRows(5);
            try (ResultSet rows = statement.executeQuery("SELECT * FROM AGENT_SESSION")) {
                rows.next();
            }
            assertThat(host.awaitEnd().state()).isEqualTo(LoggedRequest.State.COMPLETE);

            assertThat(rows(connection, ALL)).containsExactly("3000");
        }

        assertThat(requests()).hasSize(1);
    }

    @Test
    void cancelEndsTheDownload() throws Exception {
        host.service().gate().pauseAfter(100);
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM AGENT_SESSION")) {
            assertThat(rows.next()).isTrue();
            host.awaitPaused();
            statement.cancel();
            host.service().gate().release();

            assertThat(host.awaitEnd().state()).isEqualTo(LoggedRequest.State.BROKEN);
            assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void anOlderReportIsRequestedAgain() throws SQLException {
        try (Connection connection = connect("&cacheMaxAge=PT0.001S")) {
            await().until(() -> {
                rows(connection, ALL);
                return requests().size() > 1;
            });
        }
    }

    @Test
    void settledDaysAreNotRequestedAgain() throws SQLException {
        try (Connection connection = connect("&cacheMaxAge=PT0.001S&cacheSettledAfter=P2D")) {
            await().until(() -> {
                assertThat(rows(connection, ALL)).containsExactly("3000");
                return requests().size() > 1;
            });
        }

        assertThat(requests())
                .last()
                .extracting(RequestedCriteria::startTimestamp)
                .asString()
                .isGreaterThanOrEqualTo("2026-11-18");
    }
}
