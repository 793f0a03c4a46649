package agentsession;

import static agentsession.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import agentsession.demo.LoggedRequest;
import agentsession.demo.LoggedRequest.State;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a query is cancelled or closed, its download is aborted and nothing is leaked. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CancellationIT {
    private static final long MANY = 1_000_000;
    private static final long BUFFERED = 150_000;
    private static final int ROUNDS = Soak.size(2, 10);
    private static final String ALL = "SELECT * FROM AGENT_SESSION";
    private static final String COUNT =
            "SELECT COUNT(*) FROM AGENT_SESSION WHERE LOGIN_DTS < TIMESTAMP '2026-08-26 00:00:00'";

    @AutoClose("shutdownNow")
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AutoClose
    private DemoHost host = DemoHost.withSessions(MANY);

    @BeforeEach
    void checkThatNoFeedRuns() {
        awaitNoThreads();
    }

    /** The ways in which a user stops a query. */
    enum Stop {
        RESULT_SET_CLOSE {
            @Override
            void stop(Connection connection, Statement statement, ResultSet rows) throws SQLException {
                rows.close();
            }
        },
        STATEMENT_CLOSE {
            @Override
            void stop(Connection connection, Statement statement, ResultSet rows) throws SQLException {
                statement.close();
            }
        },
        CONNECTION_CLOSE {
            @Override
            void stop(Connection connection, Statement statement, ResultSet rows) throws SQLException {
                connection.close();
            }
        },
        CONNECTION_ABORT {
            @Override
            void stop(Connection connection, Statement statement, ResultSet rows) throws SQLException {
                connection.abort(Runnable::run);
            }
        },
        CANCEL {
            @Override
            void stop(Connection connection, Statement statement, ResultSet rows) throws SQLException {
                statement.cancel();
            }
        };

        abstract void stop(Connection connection, Statement statement, ResultSet rows) throws SQLException;

        /** The SQLState of the stopped query. */
        String state() {
            return this == CONNECTION_CLOSE || this == CONNECTION_ABORT ? "08003" : "57014";
        }
    }

    @ParameterizedTest
    @EnumSource
    void stoppingAbortsTheDownload(Stop stop) throws Exception {
        try (Connection connection = host.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            assertThat(rows.next()).isTrue();
            stop.stop(connection, statement, rows);
            assertAborted();
        }
    }

    @Test
    void anotherExecutionAbortsTheDownload() throws Exception {
        try (Connection connection = host.connect();
                Statement statement = connection.createStatement()) {
            ResultSet former = statement.executeQuery(ALL);
            LoggedRequest request = host.service().requests().lastReport();
            assertThat(former.next()).isTrue();
            assertThat(count(statement.executeQuery("SELECT AGENT_ID FROM AGENT_SESSION LIMIT 3")))
                    .isEqualTo(3);
            assertThat(former.isClosed()).isTrue();
            assertThat(request.awaitEnd(DemoHost.TIMEOUT)).isTrue();
            assertThat(request.state()).isEqualTo(State.BROKEN);
            assertThat(request.rowsWritten()).isLessThan(BUFFERED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stoppingFromAnotherThreadAbortsTheWaitForTheNextRow(Stop stop) throws Exception {
        host.service().gate().pauseAfter(5);
        try (Connection connection = host.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            CountDownLatch five = new CountDownLatch(1);
            Future<Long> reader = other.submit(() -> {
                for (int row = 0; row < 5; row++) {
                    assertThat(rows.next()).isTrue();
                }
                five.countDown();
                return count(rows);
            });
            five.await();
            host.awaitPaused();
            stop.stop(connection, statement, rows);
            // The state is that of a closed result set if it is closed before the reader calls next again.
            assertFailsWith(reader, stop.state(), stop == Stop.CANCEL ? "57014" : "24000");
            if (stop == Stop.CANCEL) {
                host.service().gate().release();
                assertThat(count(statement.executeQuery(COUNT))).isEqualTo(1);
            }
            host.service().gate().release();
        }
        LoggedRequest first = host.service().requests().reports().get(0);
        assertThat(first.awaitEnd(DemoHost.TIMEOUT)).isTrue();
        assertThat(first.state()).isEqualTo(State.BROKEN);
    }

    /** execute waits for the first row, a count or a sorted result. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM AGENT_SESSION",
                "SELECT COUNT(*) FROM AGENT_SESSION",
                "SELECT TEAM, COUNT(*) FROM AGENT_SESSION GROUP BY TEAM",
                "SELECT * FROM AGENT_SESSION ORDER BY TALK_TIME_MIN LIMIT 3",
                "SELECT COUNT(*) FROM AGENT_SESSION a JOIN AGENT_SESSION b ON a.AGENT_ID < b.AGENT_ID",
                "SELECT COUNT(*) FROM AGENT_SESSION a JOIN AGENT_SESSION b ON a.LOGIN_SESSION_ID = b.LOGIN_SESSION_ID"
            })
    void cancelAbortsAWaitingExecution(String sql) throws Exception {
        host.service().gate().pauseAfter(0);
        try (Connection connection = host.connect();
                Statement statement = connection.createStatement()) {
            Future<Long> reader = other.submit(() -> count(statement.executeQuery(sql)));
            host.awaitPaused();
            statement.cancel();
            assertFailsWith(reader, "57014");
            host.service().gate().release();
            assertAborted();

            assertThat(count(statement.executeQuery(COUNT))).isEqualTo(1);
            assertThat(host.awaitEnd().state()).isEqualTo(State.COMPLETE);
        }
    }

    @Test
    void closingTheStatementAbortsAWaitingExecution() throws Exception {
        host.service().gate().pauseAfter(0);
        try (Connection connection = host.connect()) {
            Statement statement = connection.createStatement();
            Future<Long> reader = other.submit(() -> count(statement.executeQuery(ALL)));
            host.awaitPaused();
            statement.close();
            assertFailsWith(reader, "57014");
            host.service().gate().release();
            assertAborted();
        }
    }

    /** All rows are in memory and sorted; the download is complete. */
    @Test
    void cancelStopsAResultInMemory() throws Exception {
        try (Connection connection = host.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE LOGIN_DTS < TIMESTAMP '2026-08-26 00:00:00' ORDER BY 1 DESC")) {
            assertThat(rows.next()).isTrue();
            assertThat(host.awaitEnd().state()).isEqualTo(State.COMPLETE);
            statement.cancel();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(rows::next)
                    .returns("57014", SQLException::getSQLState);
        }
    }

    /** A nested-loop join runs for hours without a request. */
    @Test
    void cancelStopsAJoinOfRowsInMemory() throws Exception {
        try (Connection connection = host.connect();
                Statement statement = connection.createStatement()) {
            Future<Long> reader = other.submit(() -> count(statement.executeQuery("""
                    SELECT COUNT(*) FROM AGENT_SESSION a
                    JOIN AGENT_SESSION b ON a.LOGIN_SESSION_ID + b.LOGIN_SESSION_ID > 0
                    JOIN AGENT_SESSION c ON a.LOGIN_SESSION_ID + b.LOGIN_SESSION_ID + c.LOGIN_SESSION_ID < 0
                    WHERE a.LOGIN_DTS < TIMESTAMP '2026-08-23 06:00:00'
                    AND b.LOGIN_DTS < TIMESTAMP '2026-08-23 06:00:00' AND c.LOGIN_DTS < TIMESTAMP '2026-08-23 06:00:00'
                    """)));
            await().until(() -> host.service().requests().reports().size() == 1
                    && host.service().requests().reports().stream().allMatch(r -> r.state() == State.COMPLETE));
            statement.cancel();
            assertFailsWith(reader, "57014");
        }
    }

    @Test
    void queryTimeoutAbortsAWaitingExecution() throws Exception {
        host.service().gate().pauseAfter(0);
        try (Connection connection = host.connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatExceptionOfType(SQLTimeoutException.class)
                    .isThrownBy(() -> statement.executeQuery(ALL))
                    .withMessageContaining("1 s")
                    .returns("HYT00", SQLException::getSQLState);
            host.service().gate().release();
            assertAborted();
            statement.setQueryTimeout(0);
            assertThat(count(statement.executeQuery(COUNT))).isEqualTo(1);
        }
    }

    @Test
    void queryTimeoutAbortsTheWaitForTheNextRow() throws Exception {
        host.service().gate().pauseAfter(5);
        try (Connection connection = host.connect();
                PreparedStatement statement = connection.prepareStatement(ALL)) {
            statement.setQueryTimeout(1);
            assertThatExceptionOfType(SQLTimeoutException.class)
                    .isThrownBy(() -> count(statement.executeQuery()))
                    .returns("HYT00", SQLException::getSQLState);
            host.service().gate().release();
            assertAborted();
        }
    }

    @Test
    void closingTheConnectionAbortsQueriesWhoseStatementsAreGarbage() throws Exception {
        try (Connection connection = host.connect()) {
            WeakReference<Statement> forgotten = forget(connection);
            await().until(() -> {
                System.gc();
                return forgotten.refersTo(null);
            });
            assertThat(host.service().requests().lastReport().state()).isEqualTo(State.OPEN);
        }
        assertAborted();
        awaitNoThreads();
    }

    private static WeakReference<Statement> forget(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        assertThat(statement.executeQuery(ALL).next()).isTrue();
        return new WeakReference<>(statement);
    }

    @Test
    void queriesThatStopInDifferentWaysLeakNothing() throws Exception {
        host.close();
        host = DemoHost.withSessions(15_000);
        try (Connection connection = host.connect()) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Way way : Way.values()) {
                    way.run(connection);
                    try (Connection own = host.connect()) {
                        way.run(own);
                    }
                }
            }
            awaitNoThreads();
            await().until(() -> host.service().requests().reports().stream().noneMatch(r -> r.state() == State.OPEN));
        }
    }

    private enum Way {
        READ_TO_THE_END {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    assertThat(count(statement.executeQuery(COUNT))).isEqualTo(1);
                }
            }
        },
        LIMIT {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    assertThat(count(statement.executeQuery(ALL + " LIMIT 10"))).isEqualTo(10);
                }
            }
        },
        NO_REQUEST {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    assertThat(count(statement.executeQuery(ALL + " WHERE 1=0")))
                            .isZero();
                }
            }
        },
        CLOSED_RESULT_SET {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.executeQuery(ALL).close();
                }
            }
        },
        CLOSED_STATEMENT {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    assertThat(statement.executeQuery(ALL).next()).isTrue();
                }
            }
        },
        EXECUTED_AGAIN {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    assertThat(statement.executeQuery(ALL).next()).isTrue();
                    assertThat(count(statement.executeQuery(ALL + " LIMIT 1"))).isEqualTo(1);
                }
            }
        },
        CANCELED {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    ResultSet rows = statement.executeQuery(ALL);
                    statement.cancel();
                    assertThatExceptionOfType(SQLException.class).isThrownBy(() -> count(rows));
                }
            }
        },
        TIMED_OUT {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    connection.setNetworkTimeout(Runnable::run, 1);
                    assertThatExceptionOfType(SQLTimeoutException.class)
                            .isThrownBy(() -> count(
                                    statement.executeQuery("SELECT COUNT(DISTINCT LOGIN_DTS) FROM AGENT_SESSION")));
                } finally {
                    connection.setNetworkTimeout(Runnable::run, 0);
                }
            }
        },
        FAILED_IN_AN_EXPRESSION {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    assertThatExceptionOfType(SQLException.class)
                            .isThrownBy(() ->
                                    statement.executeQuery("SELECT 1 / (AGENT_ID - AGENT_ID) FROM AGENT_SESSION"));
                }
            }
        },
        /** Calcite does not close the input of a DISTINCT that fails. */
        FAILED_IN_A_DISTINCT {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    assertThatExceptionOfType(SQLException.class)
                            .isThrownBy(() -> statement.executeQuery(
                                    "SELECT COUNT(DISTINCT 1 / (AGENT_ID - AGENT_ID)) FROM AGENT_SESSION"));
                }
            }
        },
        FAILED_ON_ONE_SIDE_OF_A_JOIN {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeQuery("""
                            SELECT a.AGENT_ID FROM AGENT_SESSION a
                            LEFT JOIN (SELECT 1 / (AGENT_ID - AGENT_ID) AS X FROM AGENT_SESSION) b ON a.AGENT_ID < b.X
                            """));
                }
            }
        },
        FAILED_IN_A_FULL_JOIN {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    assertThatExceptionOfType(SQLException.class).isThrownBy(() -> count(statement.executeQuery("""
                            SELECT 1 / (a.AGENT_ID - b.AGENT_ID) FROM AGENT_SESSION a
                            FULL JOIN AGENT_SESSION b ON a.LOGIN_SESSION_ID = b.LOGIN_SESSION_ID
                            """)));
                }
            }
        },
        FAILED_SCALAR_QUERY {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    assertThatExceptionOfType(SQLException.class).isThrownBy(() -> count(statement.executeQuery("""
                            SELECT AGENT_ID, (SELECT LAST_NAME FROM AGENT_SESSION) FROM AGENT_SESSION
                            """)));
                }
            }
        },
        JOIN_CLOSED_EARLY {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("""
                                SELECT * FROM AGENT_SESSION a
                                JOIN AGENT_SESSION b ON a.LOGIN_SESSION_ID = b.LOGIN_SESSION_ID
                                """)) {
                    assertThat(rows.next()).isTrue();
                }
            }
        },
        CORRELATED_CLOSED_EARLY {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("""
                                SELECT AGENT_ID FROM AGENT_SESSION a WHERE EXISTS (
                                    SELECT 1 FROM AGENT_SESSION b WHERE b.AGENT_ID = a.AGENT_ID AND b.PHONE <> a.USERNAME)
                                """)) {
                    assertThat(rows.next()).isTrue();
                }
            }
        },
        UNION_CLOSED_IN_ITS_SECOND_HALF {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(
                                "(SELECT AGENT_ID FROM AGENT_SESSION LIMIT 1) UNION ALL SELECT AGENT_ID FROM AGENT_SESSION")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.next()).isTrue();
                }
            }
        };

        abstract void run(Connection connection) throws SQLException;
    }

    private void assertAborted() throws InterruptedException {
        LoggedRequest request = host.awaitEnd();
        assertThat(request.state()).isEqualTo(State.BROKEN);
        assertThat(request.rowsWritten()).isLessThan(BUFFERED);
    }

    private static void assertFailsWith(Future<?> reader, String... states) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(reader::get)
                .havingCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        cause -> assertThat(cause.getSQLState()).isIn((Object[]) states));
    }

    private static void awaitNoThreads() {
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    /** Without the timer, which ends after a second without work. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("agent-session-") && !name.equals("agent-session-timer"))
                .toList();
    }

    private static long count(ResultSet rows) throws SQLException {
        long count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }
}
