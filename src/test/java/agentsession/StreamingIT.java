package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.demo.DemoOptions;
import agentsession.demo.LoggedRequest;
import agentsession.demo.LoggedRequest.State;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are returned while the service sends them, and the service sends no more than is read. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StreamingIT {
    private static final long MANY = 1_000_000;

    /** The capacity of the buffers between service and consumer, in rows of about 270 bytes: a few megabytes. */
    private static final long BUFFERED = 150_000;

    @ParameterizedTest
    @CsvSource({
        "CSV, false, 1",
        "CSV, false, 300",
        "CSV, false, 1000",
        "CSV, true, 1",
        "CSV, true, 300",
        "CSV, true, 1000",
        "XML, false, 1",
        "XML, false, 300",
        "XML, true, 1000"
    })
    void everyRowIsReturnedBeforeTheNextIsSent(String returnType, boolean gzip, int sent) throws Exception {
        try (DemoHost host =
                        DemoHost.start(DemoOptions.builder().sessions(20_000).gzip(gzip));
                Connection connection = DriverManager.getConnection(host.url() + "&returnType=" + returnType);
                Statement statement = connection.createStatement()) {
            host.service().gate().pauseAfter(sent);
            try (ResultSet rows = statement.executeQuery("SELECT * FROM AGENT_SESSION")) {
                for (int row = 1; row <= sent; row++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong("LOGIN_SESSION_ID")).isPositive();
                }
                host.awaitPaused();
                LoggedRequest request = host.service().requests().lastReport();
                assertThat(request.header("Accept-Encoding")).isEqualTo("gzip");
                assertThat(request.state()).isEqualTo(State.OPEN);
                assertThat(request.rowsWritten()).isEqualTo(sent);

                host.service().gate().release();
                assertThat(count(rows)).isEqualTo(20_000 - sent);
                assertThat(host.awaitEnd().state()).isEqualTo(State.COMPLETE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM AGENT_SESSION LIMIT 10",
                "SELECT * FROM AGENT_SESSION FETCH FIRST 10 ROWS ONLY",
                "SELECT TEAM, UPPER(LAST_NAME) FROM AGENT_SESSION LIMIT 10",
                "SELECT AGENT_ID FROM AGENT_SESSION WHERE LOGIN_TIME_MIN >= 0 AND USERNAME IS NOT NULL LIMIT 10",
                "SELECT AGENT_ID, LAST_NAME || '!' FROM AGENT_SESSION WHERE LOGIN_TIME_MIN >= 0 FETCH FIRST 10 ROWS ONLY",
                "SELECT s.AGENT_ID FROM (SELECT * FROM AGENT_SESSION WHERE LOGIN_TIME_MIN >= 0) s LIMIT 10",
                "SELECT AGENT_ID FROM AGENT_SESSION UNION ALL SELECT AGENT_ID FROM AGENT_SESSION LIMIT 10"
            })
    void limitStopsTheDownloadAndWaitsForNoFurtherRow(String sql) throws Exception {
        try (DemoHost host = DemoHost.withSessions(MANY);
                Connection connection = host.connect();
                Statement statement = connection.createStatement()) {
            assertTenRowsOfManyAreRead(host, () -> statement.executeQuery(sql), 10);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM AGENT_SESSION FETCH FIRST ? ROWS ONLY",
                "SELECT * FROM AGENT_SESSION LIMIT ?",
                "SELECT AGENT_ID FROM AGENT_SESSION WHERE LOGIN_TIME_MIN >= 0 FETCH NEXT ? ROWS ONLY"
            })
    void limitByParameterStopsTheDownload(String sql) throws Exception {
        try (DemoHost host = DemoHost.withSessions(MANY);
                Connection connection = host.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, 10);
            assertTenRowsOfManyAreRead(host, statement::executeQuery, 10);
        }
    }

    @Test
    void offsetAndLimitTogetherStopTheDownload() throws Exception {
        try (DemoHost host = DemoHost.withSessions(MANY);
                Connection connection = host.connect();
                Statement statement = connection.createStatement()) {
            assertTenRowsOfManyAreRead(
                    host, () -> statement.executeQuery("SELECT * FROM AGENT_SESSION LIMIT 10 OFFSET 5"), 15);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM AGENT_SESSION",
                "SELECT TEAM FROM AGENT_SESSION WHERE LOGIN_TIME_MIN >= 0",
                "SELECT * FROM AGENT_SESSION LIMIT 500000"
            })
    void maxRowsStopsTheDownload(String sql) throws Exception {
        try (DemoHost host = DemoHost.withSessions(MANY);
                Connection connection = host.connect();
                Statement statement = connection.createStatement()) {
            statement.setMaxRows(10);
            assertTenRowsOfManyAreRead(host, () -> statement.executeQuery(sql), 10);
        }
    }

    @Test
    void limitAfterASelectiveFilterStopsTheDownload() throws Exception {
        try (DemoHost host = DemoHost.withSessions(MANY);
                Connection connection = host.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT * FROM AGENT_SESSION WHERE MOD(LOGIN_SESSION_ID, 100) = 7 LIMIT 10")) {
            assertThat(count(rows)).isEqualTo(10);
            LoggedRequest request = host.awaitEnd();
            assertThat(request.state()).isEqualTo(State.BROKEN);
            assertThat(request.rowsWritten()).isBetween(900L, BUFFERED);
        }
    }

    @Test
    void slowConsumerSlowsTheService() throws Exception {
        long sessions = Soak.size(250_000, 600_000);
        int taken = 1_000;
        try (DemoHost host = DemoHost.withSessions(sessions);
                Connection connection = host.connect();
                Statement slow = connection.createStatement();
                Statement quick = connection.createStatement();
                ResultSet rows = slow.executeQuery("SELECT * FROM AGENT_SESSION")) {
            for (int row = 0; row < taken; row++) {
                assertThat(rows.next()).isTrue();
            }
            LoggedRequest request = host.service().requests().lastReport();

            // During another complete download this one does not progress.
            assertThat(single(quick, "SELECT COUNT(*) FROM AGENT_SESSION")).isEqualTo(sessions);
            assertThat(request.state()).isEqualTo(State.OPEN);
            assertThat(request.rowsWritten()).isBetween((long) taken, taken + BUFFERED);

            assertThat(count(rows)).isEqualTo(sessions - taken);
            assertThat(request.awaitEnd(DemoHost.TIMEOUT)).isTrue();
            assertThat(request.state()).isEqualTo(State.COMPLETE);
        }
    }

    private interface Query {
        ResultSet run() throws SQLException;
    }

    /** While the service pauses after the last row needed, all ten rows are returned, and the end. */
    private static void assertTenRowsOfManyAreRead(DemoHost host, Query query, int needed) throws Exception {
        host.service().gate().pauseAfter(needed);
        try (ResultSet rows = query.run()) {
            assertThat(count(rows)).isEqualTo(10);
        }
        host.awaitPaused();
        assertThat(host.service().requests().reports()).hasSize(1);
        host.service().gate().release();
        LoggedRequest request = host.awaitEnd();
        assertThat(request.state()).isEqualTo(State.BROKEN);
        assertThat(request.rowsWritten()).isLessThan(BUFFERED);

        // The same without the gate: the service sends no more than fits into the buffers.
        try (ResultSet rows = query.run()) {
            assertThat(count(rows)).isEqualTo(10);
        }
        request = host.awaitEnd();
        assertThat(request.state()).isEqualTo(State.BROKEN);
        assertThat(request.rowsWritten()).isLessThan(BUFFERED);
    }

    private static long single(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private static long count(ResultSet rows) throws SQLException {
        long count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }
}
