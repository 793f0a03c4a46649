package agentsession.jdbc;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.jdbc.DriverSession.Plan;
import agentsession.jdbc.DriverSession.Run;
import agentsession.query.QueryTimeout;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement, with one result set at a time.
 *
 * <p>{@link #cancel} and {@link #close} may be called from any thread: they cancel a running execution, or a wait for the
 * next row, with SQLState 57014. After {@link #cancel} the statement can be used again.
 */
sealed class AgentSessionStatement implements Statement, Unwrappable permits AgentSessionPreparedStatement {
    private final AgentSessionConnection connection;
    private volatile boolean closed;
    private volatile @Nullable Run run;
    /** Cancels the latest execution, its planning included. */
    private volatile CancellationToken execution = new CancellationToken();

    private @Nullable CursorResultSet result;
    private Warnings warnings = Warnings.none();
    private long maxRows;
    private int fetchSize;
    private int maxFieldSize;
    private int queryTimeout;
    private boolean closeOnCompletion;
    private boolean poolable;

    AgentSessionStatement(AgentSessionConnection connection) {
        this(connection, false);
    }

    AgentSessionStatement(AgentSessionConnection connection, boolean poolable) {
        this.connection = connection;
        this.poolable = poolable;
    }

    final void checkOpen() throws SQLException {
        connection.checkOpen();
        if (closed) {
            // Closing the connection closes its statements, perhaps after the check above.
            throw connection.reason(SqlExceptions.of(SqlState.FUNCTION_SEQUENCE_ERROR, "The statement is closed"));
        }
    }

    /** Returns the plan of an execution. */
    interface Planning {
        Plan plan(QueryTimeout timeout, CancellationToken token) throws SQLException;
    }

    /** Plans and executes a query up to its first row, after closing the previous result set. */
    final ResultSet execute(Planning planning, List<@Nullable Object> values) throws SQLException {
        CancellationToken token = begin();
        QueryTimeout timeout = timeout();
        Plan plan = planning.plan(timeout, token);
        checkOpen();
        Run started = SqlExceptions.call(() -> plan.start(values, maxRows, timeout, token));
        run = started;
        warnings = new Warnings(started::warnings);
        try {
            checkOpen();
            started.open();
        } catch (Throwable failure) {
            run = null;
            SQLException thrown = connection.reason(failure instanceof SQLException e ? e : SqlExceptions.of(failure));
            closeSuppressed(thrown, started);
            throw thrown;
        }
        ResultContext context = new ResultContext(
                connection.session().timeZone(),
                maxFieldSize,
                fetchSize,
                this,
                token,
                () -> completed(started),
                connection::reason);
        CursorResultSet opened = new CursorResultSet(started, plan.columns(), context);
        synchronized (this) {
            if (!closed) {
                result = opened;
                return opened;
            }
        }
        opened.close();
        throw connection.reason(
                SqlExceptions.of(SqlState.QUERY_CANCELED, "The statement was closed while it was executed"));
    }

    private CancellationToken begin() throws SQLException {
        checkOpen();
        closeResult();
        CancellationToken token = new CancellationToken();
        execution = token;
        return token;
    }

    private QueryTimeout timeout() {
        return connection.timeout(Duration.ofSeconds(queryTimeout));
    }

    private static void closeSuppressed(SQLException thrown, Run started) {
        try {
            started.close();
        } catch (RuntimeException e) {
            thrown.addSuppressed(e);
        }
    }

    private void completed(Run completed) {
        if (run == completed) {
            run = null;
            execution = new CancellationToken();
            if (closeOnCompletion) {
                closed = true;
                connection.closed(this);
            }
        }
    }

    private synchronized @Nullable CursorResultSet takeResult() {
        CursorResultSet taken = result;
        result = null;
        return taken;
    }

    private void closeResult() throws SQLException {
        CursorResultSet previous = takeResult();
        if (previous != null) {
            boolean closing = closeOnCompletion;
            closeOnCompletion = false;
            previous.close();
            closeOnCompletion = closing;
        }
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return execute((timeout, token) -> planWithoutParameters(sql, timeout, token), List.of());
    }

    private Plan planWithoutParameters(String sql, QueryTimeout timeout, CancellationToken token) throws SQLException {
        Plan plan = connection.plan(sql, Map.of(), timeout, token);
        if (!plan.parameters().isEmpty()) {
            throw SqlExceptions.of(
                    SqlState.WRONG_PARAMETER_COUNT,
                    "The statement has " + plan.parameters().size()
                            + " parameters (?); use prepareStatement and set them");
        }
        return plan;
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        executeQuery(sql);
        return true;
    }

    /** Always fails: the report is read-only, and a query has rows instead of an update count. */
    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        CancellationToken token = begin();
        connection.plan(sql, Map.of(), timeout(), token);
        throw noUpdate();
    }

    static SQLException noUpdate() {
        return SqlExceptions.of(
                SqlState.GENERAL_ERROR, "The statement is a query and returns rows; use executeQuery or execute");
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return (int) executeLargeUpdate(sql);
    }

    @Override
    public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        return executeUpdate(sql);
    }

    @Override
    public int executeUpdate(String sql, int @Nullable [] columnIndexes) throws SQLException {
        return executeUpdate(sql);
    }

    @Override
    public int executeUpdate(String sql, String @Nullable [] columnNames) throws SQLException {
        return executeUpdate(sql);
    }

    @Override
    public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        return executeLargeUpdate(sql);
    }

    @Override
    public long executeLargeUpdate(String sql, int @Nullable [] columnIndexes) throws SQLException {
        return executeLargeUpdate(sql);
    }

    @Override
    public long executeLargeUpdate(String sql, String @Nullable [] columnNames) throws SQLException {
        return executeLargeUpdate(sql);
    }

    @Override
    public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
        return execute(sql);
    }

    @Override
    public boolean execute(String sql, int @Nullable [] columnIndexes) throws SQLException {
        return execute(sql);
    }

    @Override
    public boolean execute(String sql, String @Nullable [] columnNames) throws SQLException {
        return execute(sql);
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        checkOpen();
        return result;
    }

    /** Returns -1: there are only queries. */
    @Override
    public int getUpdateCount() throws SQLException {
        checkOpen();
        return -1;
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return getUpdateCount();
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        checkOpen();
        CursorResultSet former = takeResult();
        if (former != null) {
            former.close();
        }
        return false;
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        return switch (current) {
            case CLOSE_CURRENT_RESULT, CLOSE_ALL_RESULTS -> getMoreResults();
            case KEEP_CURRENT_RESULT ->
                throw SqlExceptions.unsupported(
                        "A statement has one result set at a time; it cannot stay open with the next");
            default ->
                throw SqlExceptions.of(
                        SqlState.INVALID_PARAMETER_VALUE, current + " is not a constant for getMoreResults");
        };
    }

    /** Returns an empty result set: nothing is inserted. */
    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        return CursorResultSet.of(List.of(), List.of(), connection.session().timeZone());
    }

    @Override
    public void cancel() throws SQLException {
        execution.cancel(canceled());
    }

    static DriverException canceled() {
        return new DriverException(SqlState.QUERY_CANCELED, "The query was canceled");
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        connection.closed(this);
        CursorResultSet open = takeResult();
        if (open != null) {
            open.close();
        } else {
            cancel();
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        checkOpen();
        closeOnCompletion = true;
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        checkOpen();
        return closeOnCompletion;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings.chain();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings.clear();
    }

    @Override
    public Connection getConnection() throws SQLException {
        checkOpen();
        return connection;
    }

    @Override
    public void setLargeMaxRows(long max) throws SQLException {
        checkOpen();
        ArgumentChecks.checkNotNegative("number of rows", max);
        maxRows = max;
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        checkOpen();
        return maxRows;
    }

    @Override
    public void setMaxRows(int max) throws SQLException {
        setLargeMaxRows(max);
    }

    @Override
    public int getMaxRows() throws SQLException {
        return (int) Math.min(getLargeMaxRows(), Integer.MAX_VALUE);
    }

    /** Sets the maximum number of characters or bytes of values, 0 for no limit, for future executions. */
    @Override
    public void setMaxFieldSize(int max) throws SQLException {
        checkOpen();
        ArgumentChecks.checkNotNegative("field size", max);
        maxFieldSize = max;
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        checkOpen();
        return maxFieldSize;
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        checkOpen();
        ArgumentChecks.checkNotNegative("query timeout", seconds);
        queryTimeout = seconds;
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        checkOpen();
        return queryTimeout;
    }

    /** A hint without effect: rows are streamed. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        ArgumentChecks.checkNotNegative("fetch size", rows);
        fetchSize = rows;
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        ArgumentChecks.checkFetchDirection(direction);
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return ResultSet.FETCH_FORWARD;
    }

    /** Has no effect: the engine always supports JDBC escapes. */
    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        checkOpen();
    }

    /** Has no effect: cursors have no names. */
    @Override
    public void setCursorName(String name) throws SQLException {
        checkOpen();
    }

    @Override
    public void setPoolable(boolean poolable) throws SQLException {
        checkOpen();
        this.poolable = poolable;
    }

    @Override
    public boolean isPoolable() throws SQLException {
        checkOpen();
        return poolable;
    }

    @Override
    public int getResultSetType() throws SQLException {
        checkOpen();
        return ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        checkOpen();
        return ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    /** The SQLState is that of a rejected write, for which pools do not discard the connection. */
    static SQLFeatureNotSupportedException noBatches() {
        return new SQLFeatureNotSupportedException(
                "Batches are for writes, and the report is read-only; execute queries one by one",
                SqlState.READ_ONLY.code());
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        throw noBatches();
    }

    /** Has no effect: batches are always empty. */
    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        throw noBatches();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        throw noBatches();
    }
}
