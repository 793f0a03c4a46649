package agentsession.jdbc;

import static agentsession.jdbc.FakeDriverSession.parameter;
import static agentsession.jdbc.ResultSets.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.sql.type.SqlTypeName;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AgentSessionStatementTest {
    private final FakeDriverSession session = new FakeDriverSession();
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = session.connection();
        statement = connection.createStatement();
    }

    @AfterEach
    void stop() throws InterruptedException {
        other.shutdownNow();
        assertThat(other.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void assertState(ThrowingCallable call, String state) {
        assertThatThrownBy(call)
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo(state));
    }

    /** Runs the call in another thread and stops it from this one when it waits. */
    private void assertStopped(Callable<?> call, ThrowingCallable stop) throws Throwable {
        assertStopped("57014", call, stop);
    }

    private void assertStopped(String state, Callable<?> call, ThrowingCallable stop) throws Throwable {
        Future<?> result = other.submit(call);
        session.waiting.await();
        stop.call();
        assertThatThrownBy(result::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo(state));
    }

    @Test
    void cancelStopsAnExecutionAndTheStatementCanBeReused() throws Throwable {
        assertStopped(() -> statement.executeQuery("wait"), () -> statement.cancel());
        assertThat(session.lastRun().closed).isTrue();
        assertThat(statement.executeQuery("select").next()).isTrue();
    }

    @Test
    void cancelStopsAWaitForTheNextRowAndTheStatementCanBeReused() throws Throwable {
        ResultSet rows = statement.executeQuery("stall");
        assertThat(rows.next()).isTrue();
        assertStopped(rows::next, () -> statement.cancel());
        assertThat(statement.executeQuery("select").next()).isTrue();
    }

    @Test
    void closingTheStatementStopsAnExecution() throws Throwable {
        assertStopped(() -> statement.executeQuery("wait"), () -> statement.close());
        assertThat(session.lastRun().closed).isTrue();
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void closingTheResultSetStopsAWaitForTheNextRow() throws Throwable {
        ResultSet rows = statement.executeQuery("stall");
        rows.next();
        assertStopped(rows::next, rows::close);
        assertThat(session.lastRun().closed).isTrue();
    }

    @Test
    void abortingTheConnectionStopsItsStatements() throws Throwable {
        assertStopped("08003", () -> statement.executeQuery("wait"), () -> connection.abort(Runnable::run));
        assertThat(connection.isClosed()).isTrue();
        assertThat(session.closed).isTrue();
    }

    @Test
    void aResultSetOfAClosedConnectionThrowsExceptions() throws SQLException {
        ResultSet rows = statement.executeQuery("select");
        assertThat(rows.next()).isTrue();
        connection.close();
        assertState(rows::next, "08003");
        assertState(() -> rows.getString(1), "08003");
        assertState(rows::getMetaData, "08003");
        assertState(() -> statement.executeQuery("select"), "08003");
    }

    /** Also for a result set that is closed after that, and for one that has failed before. */
    @Test
    void allFailuresDuringTheCloseOfAConnectionAreOfAClosedConnection() throws SQLException {
        ResultSet failed = statement.executeQuery("cut");
        assertThat(failed.next()).isTrue();
        assertState(failed::next, "08006");
        assertState(() -> failed.getString(1), "24000");
        ResultSet unread = connection.createStatement().executeQuery("select");
        AtomicBoolean checked = new AtomicBoolean();
        session.onClose = () -> {
            assertState(failed::next, "08003");
            assertState(() -> failed.getString(1), "08003");
            assertState(() -> unread.getString(1), "08003");
            assertState(() -> statement.executeQuery("select"), "08003");
            checked.set(true);
        };

        connection.close();

        assertThat(checked).isTrue();
    }

    @Test
    void cancelOfAnIdleStatementHasNoEffect() throws SQLException {
        statement.cancel();
        ResultSet rows = statement.executeQuery("select");
        while (rows.next()) {}
        rows.close();
        statement.cancel();
        assertThat(session.lastRun().isCancelled()).isFalse();
        statement.close();
        statement.cancel();
    }

    @Test
    void aNewExecutionClosesThePreviousResultSet() throws SQLException {
        ResultSet first = statement.executeQuery("select");
        ResultSet second = statement.executeQuery("select");
        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isFalse();
        assertThat(session.runs.get(0).closed).isTrue();
        assertThat(statement.getResultSet()).isSameAs(second);
        assertThat(second.getStatement()).isSameAs(statement);
        assertThatThrownBy(() -> statement.executeQuery("write")).isInstanceOf(SQLException.class);
        assertThat(second.isClosed()).isTrue();
    }

    @Test
    void aQueryHasOneResultSetAndNoUpdateCount() throws SQLException {
        assertThat(statement.execute("select")).isTrue();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        ResultSet rows = statement.getResultSet();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(rows.isClosed()).isTrue();
        assertThat(statement.getResultSet()).isNull();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void writesAreRefusedAndAQueryIsNotAnUpdate() {
        assertThatThrownBy(() -> statement.executeUpdate("write")).isInstanceOf(SQLNonTransientException.class);
        assertState(() -> statement.execute("write"), "25006");
        assertState(() -> statement.executeUpdate("select"), "HY000");
        assertThat(session.runs).isEmpty();
    }

    @Test
    void batchesAreRefusedAsWrites() {
        assertThatThrownBy(() -> statement.addBatch("select")).isInstanceOf(SQLFeatureNotSupportedException.class);
        assertState(statement::executeBatch, "25006");
    }

    @Test
    void aStatementWithParametersMustBePrepared() {
        session.parameters = List.of(parameter(SqlTypeName.INTEGER));
        assertState(() -> statement.executeQuery("select"), "07001");
    }

    @Test
    void maxRowsAndTimeoutReachTheQuery() throws SQLException {
        statement.setMaxRows(2);
        statement.setQueryTimeout(7);
        ResultSet rows = statement.executeQuery("select");
        assertThat(session.lastRun().maxRows).isEqualTo(2);
        assertThat(session.lastRun().timeout).isEqualTo(Duration.ofSeconds(7));
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
        statement.setLargeMaxRows(5_000_000_000L);
        statement.executeQuery("select");
        assertThat(session.lastRun().maxRows).isEqualTo(5_000_000_000L);
        assertThat(statement.getMaxRows()).isEqualTo(Integer.MAX_VALUE);
        assertState(() -> statement.setMaxRows(-1), "22023");
        assertState(() -> statement.setQueryTimeout(-1), "22023");
    }

    @Test
    void theShorterOfQueryAndNetworkTimeoutApplies() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 5_000);
        statement.executeQuery("select");
        assertThat(session.lastRun().timeout).isEqualTo(Duration.ofSeconds(5));
        statement.setQueryTimeout(7);
        statement.executeQuery("select");
        assertThat(session.lastRun().timeout).isEqualTo(Duration.ofSeconds(5));
        statement.setQueryTimeout(3);
        statement.executeQuery("select");
        assertThat(session.lastRun().timeout).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void closeOnCompletionClosesTheStatementWithItsResultSet() throws SQLException {
        statement.closeOnCompletion();
        assertThat(statement.isCloseOnCompletion()).isTrue();
        statement.executeQuery("select");
        ResultSet rows = statement.executeQuery("select");
        assertThat(statement.isClosed()).isFalse();
        rows.close();
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void aClosedStatementRefusesAllMethodsButClose() throws SQLException {
        ResultSet rows = statement.executeQuery("select");
        statement.close();
        statement.close();
        assertThat(rows.isClosed()).isTrue();
        assertState(() -> statement.executeQuery("select"), "HY010");
        assertState(statement::getMaxRows, "HY010");
        assertState(statement::getConnection, "HY010");
    }

    @Test
    void warningsOfTheQueryStayUntilTheNextExecution() throws SQLException {
        assertThat(messages(statement.getWarnings())).isEmpty();
        ResultSet rows = statement.executeQuery("select");
        rows.close();
        assertThat(messages(statement.getWarnings())).containsExactly("01000 The report starts 90 days ago");
        statement.clearWarnings();
        assertThat(messages(statement.getWarnings())).isEmpty();
    }

    @Test
    void anUncheckedExceptionIsThrownAsAnSqlException() {
        assertThatThrownBy(() -> statement.executeQuery("broken"))
                .isInstanceOf(SQLException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(session.lastRun().closed).isTrue();
    }

    @Test
    void nullSqlIsAnError() {
        assertState(() -> statement.executeQuery(null), "22023");
    }

    @Test
    void aFetchSizeIsPassedOnToTheResultSet() throws SQLException {
        statement.setFetchSize(200);
        assertThat(statement.executeQuery("select").getFetchSize()).isEqualTo(200);
        assertState(() -> statement.setFetchSize(-1), "22023");
    }

    @Test
    void onlyPreparedStatementsArePoolableByDefault() throws SQLException {
        assertThat(statement.isPoolable()).isFalse();
        PreparedStatement prepared = connection.prepareStatement("select");
        assertThat(prepared.isPoolable()).isTrue();
        prepared.setPoolable(false);
        assertThat(prepared.isPoolable()).isFalse();
    }

    @Test
    void generatedKeysAreAnEmptyResult() throws SQLException {
        assertThat(statement.getGeneratedKeys().next()).isFalse();
    }
}
