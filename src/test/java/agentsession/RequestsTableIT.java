package agentsession;

import static agentsession.Waiting.await;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SYSTEM.REPORT_REQUESTS lists what the connections with the same credentials have asked for. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RequestsTableIT {
    private static final String MONTH =
            "SELECT * FROM AGENT_SESSION WHERE LOGIN_DTS >= '2026-11-01' AND LOGIN_DTS < '2026-11-20'";
    private static final String STATUS = "SELECT STATUS, ROW_COUNT, RETRIES, ANSWERS, HELD FROM SYSTEM.REPORT_REQUESTS";

    @RegisterExtension
    private static final StubbedService SERVICE = new StubbedService();

    @AutoClose
    private final DemoHost host = DemoHost.withSessions(20_000);

    @TempDir
    private Path directory;

    private Connection connect(String url, Map<String, String> more) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("cacheMaxAge", "PT1H");
        properties.setProperty("cacheDirectory", directory.toString());
        properties.putAll(more);
        return DriverManager.getConnection(url, properties);
    }

    private Connection connect() throws SQLException {
        return connect(host.url(), Map.of());
    }

    private int requests() {
        return host.service().requests().reports().size();
    }

    private static List<List<@Nullable Object>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows(rows);
        }
    }

    private static List<List<@Nullable Object>> rows(ResultSet rows) throws SQLException {
        List<List<@Nullable Object>> all = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.add(rows.getObject(i));
            }
            all.add(row);
        }
        return all;
    }

    @Test
    void aRequestIsListedWithItsCriteriaItsSizeAndItsAnswers() throws SQLException {
        try (Connection connection = connect()) {
            assertThat(rows(connection, "SELECT * FROM SYSTEM.REPORT_REQUESTS")).isEmpty();
            Instant before = Instant.now();
            int all = rows(connection, MONTH).size();
            rows(connection, MONTH + " AND TEAM = 'Billing'");
            rows(connection, MONTH + " ORDER BY LOGIN_DTS");
            rows(
                    connection,
                    "SELECT AGENT_ID FROM AGENT_SESSION WHERE TEAM IN ('Billing', 'Sales') AND AGENT_ID IN (1000, 1001)"
                            + " AND LOGIN_DTS BETWEEN '2026-10-01 08:00' AND '2026-10-01 17:30'");
            Instant after = Instant.now();

            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("SELECT * FROM SYSTEM.REPORT_REQUESTS ORDER BY WINDOW_START DESC")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getObject("ASKED_AT", LocalDateTime.class).toInstant(ZoneOffset.UTC))
                        .isBetween(before.minusMillis(1), after);
                assertThat(rows.getString("WINDOW_START")).isEqualTo("2026-11-01 00:00:00");
                assertThat(rows.getString("WINDOW_END")).isEqualTo("2026-11-19 23:59:00");
                assertThat(rows.getString("AGENTS")).isNull();
                assertThat(rows.getString("TEAMS")).isNull();
                assertThat(rows.getString("STATUS")).isEqualTo("complete");
                assertThat(rows.getLong("ROW_COUNT")).isEqualTo(all);
                assertThat(rows.getLong("BYTES"))
                        .isEqualTo(host.service().requests().reports().get(0).bytesSent());
                assertThat(rows.getLong("MILLISECONDS"))
                        .isBetween(0L, Duration.between(before, after).toMillis() + 1);
                assertThat(rows.getInt("RETRIES")).isZero();
                assertThat(rows.getLong("ANSWERS")).isEqualTo(2);
                assertThat(rows.getBoolean("HELD")).isTrue();

                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("WINDOW_START")).isEqualTo("2026-10-01 08:00:00");
                assertThat(rows.getString("WINDOW_END")).isEqualTo("2026-10-01 17:30:00");
                assertThat(rows.getString("AGENTS")).isEqualTo("1000, 1001");
                assertThat(rows.getString("TEAMS")).isEqualTo("Billing, Sales");
                assertThat(rows.getLong("ANSWERS")).isZero();
                assertThat(rows.next()).isFalse();
            }
            assertThat(requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT COUNT(*), MAX(ANSWERS) FROM SYSTEM.REPORT_REQUESTS | [[2, 1]]",
                "SELECT R.STATUS, COUNT(*) FROM system.report_requests R GROUP BY R.STATUS | [[complete, 2]]",
                "SELECT SYSTEM.REPORT_REQUESTS.HELD FROM SYSTEM.REPORT_REQUESTS WHERE TEAMS IS NULL | [[true]]",
                "SELECT ANSWERS FROM \"SYSTEM\".\"REPORT_REQUESTS\" WHERE TEAMS IS NULL LIMIT 1 | [[1]]",
                "SELECT 1 FROM SYSTEM.REPORT_REQUESTS | [[1], [1]]",
                "SELECT A.ROW_COUNT - B.ROW_COUNT FROM SYSTEM.REPORT_REQUESTS A JOIN SYSTEM.REPORT_REQUESTS B USING (ASKED_AT, WINDOW_START, STATUS, MILLISECONDS, BYTES) | [[0], [0]]",
                "SELECT COUNT(*) FROM SYSTEM.REPORT_REQUESTS A JOIN SYSTEM.REPORT_REQUESTS B ON A.BYTES >= B.BYTES | [[3]]",
                "SELECT (SELECT MAX(B.ANSWERS) FROM SYSTEM.REPORT_REQUESTS B WHERE B.BYTES < A.BYTES) FROM SYSTEM.REPORT_REQUESTS A ORDER BY A.BYTES DESC | [[0], [null]]",
                "SELECT COUNT(*) FROM SYSTEM.REPORT_REQUESTS WHERE WINDOW_START < '2026-11-02' AND ASKED_AT <= LOCALTIMESTAMP + INTERVAL '10' YEAR | [[2]]",
                "SELECT SUM(ROW_NUMBER) FROM (SELECT ROW_NUMBER() OVER (ORDER BY ASKED_AT) AS ROW_NUMBER FROM SYSTEM.REPORT_REQUESTS) | [[3]]",
                "WITH RECURSIVE N (I) AS (VALUES (1) UNION ALL SELECT I + 1 FROM N, SYSTEM.REPORT_REQUESTS R WHERE R.TEAMS = 'Billing' AND I < 4) SELECT MAX(I) FROM N | [[4]]",
                "SELECT TEAMS FROM SYSTEM.REPORT_REQUESTS EXCEPT SELECT TEAM FROM AGENT_SESSION WHERE LOGIN_DTS >= '2026-11-01' AND LOGIN_DTS < '2026-11-20' | [[null]]",
            })
    void itIsATableLikeAnyOther(String sql, String expected) throws SQLException {
        try (Connection connection = connect()) {
            rows(
                    connection,
                    "SELECT AGENT_ID FROM AGENT_SESSION WHERE TEAM = 'Billing' AND LOGIN_DTS >= '2026-11-01' AND LOGIN_DTS < '2026-11-20'");
            rows(connection, MONTH);
            rows(connection, MONTH);
            assertThat(requests()).isEqualTo(2);

            assertThat(rows(connection, sql)).hasToString(expected);
            assertThat(requests()).isEqualTo(2);
        }
    }

    @Test
    void itJoinsTheReportOfTheSameStatement() throws SQLException {
        try (Connection connection = connect()) {
            rows(connection, MONTH);
            assertThat(
                            rows(
                                    connection,
                                    "SELECT COUNT(*) FROM (" + MONTH
                                            + ") S JOIN SYSTEM.REPORT_REQUESTS R ON S.LOGIN_DTS BETWEEN R.WINDOW_START AND R.WINDOW_END"))
                    .isEqualTo(rows(connection, "SELECT ROW_COUNT FROM SYSTEM.REPORT_REQUESTS"));
            assertThat(requests()).isEqualTo(1);
        }
    }

    @Test
    void aStatementSeesOneStateOfTheList() throws SQLException {
        try (Connection connection = connect()) {
            String count = "SELECT COUNT(*) FROM SYSTEM.REPORT_REQUESTS";
            List<List<@Nullable Object>> counts = rows(
                    connection,
                    count + " UNION ALL SELECT COUNT(*) FROM (" + MONTH + ") UNION ALL " + count + " WHERE BYTES >= 0");

            assertThat(requests()).isEqualTo(1);
            assertThat(counts).hasSize(3);
            assertThat(counts.get(2)).isEqualTo(counts.get(0));
            assertThat(rows(connection, count)).hasToString("[[1]]");
        }
    }

    @Test
    void everyExecutionOfAPreparedStatementSeesTheListAnew() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement count = connection.prepareStatement(
                        "SELECT COUNT(*) FROM SYSTEM.REPORT_REQUESTS WHERE WINDOW_END > ?")) {
            count.setString(1, "2026-11-10");
            assertThat(rows(count.executeQuery())).hasToString("[[0]]");
            rows(connection, MONTH);
            assertThat(rows(count.executeQuery())).hasToString("[[1]]");
            count.setString(1, "2026-11-20");
            assertThat(rows(count.executeQuery())).hasToString("[[0]]");
        }
    }

    @Test
    void aRunningRequestIsListedAndThenACancelledOne() throws Exception {
        try (Connection connection = connect();
                Connection other = connect();
                Statement statement = connection.createStatement()) {
            host.service().gate().pauseAfter(3_000);
            try (ResultSet rows = statement.executeQuery("SELECT * FROM AGENT_SESSION")) {
                assertThat(rows.next()).isTrue();
                host.awaitPaused();
                assertThat(rows(other, "SELECT STATUS, HELD FROM SYSTEM.REPORT_REQUESTS"))
                        .hasToString("[[running, true]]");
                assertThat(rows(other, "SELECT BYTES FROM SYSTEM.REPORT_REQUESTS WHERE ROW_COUNT BETWEEN 1 AND 3000"))
                        .hasToString("[[0]]");
                statement.cancel();
            }
            await().until(() -> rows(other, "SELECT STATUS FROM SYSTEM.REPORT_REQUESTS")
                    .toString()
                    .equals("[[cancelled]]"));
            assertThat(rows(other, "SELECT HELD, ANSWERS FROM SYSTEM.REPORT_REQUESTS"))
                    .hasToString("[[false, 0]]");
        }
    }

    @ParameterizedTest
    @CsvSource({"500, 0, 58000, 0", "429, 0, 53400, 0", "503, 1, 58000, 1", "403, 1, 28000, 0", "200, 1, 58000, 0"})
    void aFailedRequestIsListedWithItsSqlState(int status, int maxRetries, String state, int retries)
            throws SQLException {
        SERVICE.stubFor(post(urlEqualTo(StubbedService.REPORT))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Retry-After", "0")
                        .withBody("no")));
        try (Connection connection = connect(
                StubbedService.url(SERVICE.getPort()).replace("maxRetries=0", "maxRetries=" + maxRetries),
                Map.of("accessToken", "secret"))) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> rows(connection, "SELECT AGENT_ID FROM AGENT_SESSION"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(state));

            assertThat(rows(connection, STATUS)).hasToString("[[" + state + ", 0, " + retries + ", 0, false]]");
        }
    }

    @Test
    void retriesAreCounted() throws SQLException {
        SERVICE.stubFor(post(urlEqualTo(StubbedService.REPORT))
                .inScenario("retry")
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "0"))
                .willSetStateTo("ready"));
        SERVICE.stubFor(post(urlEqualTo(StubbedService.REPORT))
                .inScenario("retry")
                .whenScenarioStateIs("ready")
                .willReturn(aResponse().withBody(StubbedService.CSV)));
        try (Connection connection = connect(
                StubbedService.url(SERVICE.getPort()).replace("maxRetries=0", "maxRetries=1"),
                Map.of("accessToken", "secret"))) {
            rows(connection, "SELECT AGENT_ID FROM AGENT_SESSION");

            assertThat(rows(connection, STATUS)).hasToString("[[complete, 1, 1, 0, true]]");
        }
    }

    @Test
    void requestsAreListedWithoutACacheToo() throws SQLException {
        try (Connection connection = connect(host.url(), Map.of("cacheMaxAge", "PT0S"))) {
            int all = rows(connection, MONTH).size();
            rows(connection, MONTH);

            String row = "[complete, " + all + ", 0, 0, false]";
            assertThat(rows(connection, STATUS)).hasToString("[" + row + ", " + row + "]");
        }
    }

    @Test
    void aReportThatIsTooOldIsNotHeld() throws SQLException {
        try (Connection connection = connect(host.url(), Map.of("cacheMaxAge", "PT0.001S"))) {
            rows(connection, MONTH);

            await().until(() -> rows(connection, "SELECT HELD FROM SYSTEM.REPORT_REQUESTS")
                    .toString()
                    .equals("[[false]]"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"accessToken=u", "timeZone=US/Arizona", "applicationName=other"})
    void connectionsThatDoNotShareReportsDoNotSeeEachOthersRequests(String difference) throws SQLException {
        String[] property = difference.split("=", 2);
        try (Connection connection = connect();
                Connection same = connect();
                Connection other = connect(host.url(), Map.of(property[0], property[1]))) {
            rows(connection, MONTH);

            assertThat(rows(same, STATUS)).hasSize(1);
            assertThat(rows(other, STATUS)).isEmpty();
            rows(other, MONTH);
            rows(other, "SELECT AGENT_ID FROM AGENT_SESSION WHERE LOGIN_DTS < '2026-10-01'");
            assertThat(rows(other, STATUS)).hasSize(2);
            assertThat(rows(connection, STATUS)).hasSize(1);
        }
    }

    @Test
    void resultsNameTheTableOfTheirColumns() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT R.STATUS AS S, R.ASKED_AT, R.HELD, R.ANSWERS + 1, A.TEAM"
                                + " FROM SYSTEM.REPORT_REQUESTS R LEFT JOIN AGENT_SESSION A ON FALSE")) {
            ResultSetMetaData columns = rows.getMetaData();
            assertThat(columns.getColumnName(1)).isEqualTo("STATUS");
            assertThat(columns.getColumnLabel(1)).isEqualTo("S");
            assertThat(columns.getTableName(1)).isEqualTo("REPORT_REQUESTS");
            assertThat(columns.getSchemaName(1)).isEqualTo("SYSTEM");
            assertThat(columns.getColumnTypeName(2)).isEqualTo("TIMESTAMP");
            assertThat(columns.getScale(2)).isEqualTo(3);
            assertThat(columns.getColumnTypeName(3)).isEqualTo("BOOLEAN");
            assertThat(columns.getTableName(4)).isEmpty();
            assertThat(columns.getTableName(5)).isEqualTo("AGENT_SESSION");
            assertThat(columns.getSchemaName(5)).isEqualTo("REPORTS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%"})
    void resultsAndTheCatalogDescribeColumnsAlike(String schema) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM SYSTEM.REPORT_REQUESTS");
                ResultSet described = connection
                        .getMetaData()
                        .getColumns(null, schema.isEmpty() ? null : schema, "REPORT\\_%", null)) {
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                assertThat(described.next()).isTrue();
                assertThat(described.getString("COLUMN_NAME")).isEqualTo(columns.getColumnName(i));
                assertThat(described.getInt("DATA_TYPE")).isEqualTo(columns.getColumnType(i));
                assertThat(described.getString("TYPE_NAME")).isEqualTo(columns.getColumnTypeName(i));
                assertThat(described.getInt("COLUMN_SIZE")).isEqualTo(columns.getPrecision(i));
                assertThat(described.getInt("DECIMAL_DIGITS")).isEqualTo(columns.getScale(i));
                assertThat(described.getInt("NULLABLE")).isEqualTo(columns.isNullable(i));
                assertThat(described.getInt("ORDINAL_POSITION")).isEqualTo(i);
                assertThat(described.getString("REMARKS")).isNotBlank();
            }
            assertThat(described.next()).isFalse();
        }
    }

    @Test
    void theTableNeedsItsSchema() throws SQLException {
        try (Connection connection = connect()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> rows(connection, "SELECT * FROM REPORT_REQUESTS"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42P01"))
                    .withMessageContaining("SYSTEM.REPORT_REQUESTS");
        }
    }

    @Test
    void thePlanShowsItsScan() throws SQLException {
        try (Connection connection = connect()) {
            assertThat(rows(connection, "EXPLAIN PLAN FOR SELECT STATUS FROM SYSTEM.REPORT_REQUESTS")
                            .toString())
                    .contains("RequestsScan(table=[[SYSTEM, REPORT_REQUESTS]])");
        }
    }
}
