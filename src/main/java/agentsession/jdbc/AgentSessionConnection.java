package agentsession.jdbc;

import agentsession.concurrent.CancellationToken;
import agentsession.error.SqlState;
import agentsession.jdbc.DriverSession.Plan;
import agentsession.query.QueryParameter;
import agentsession.query.QueryTimeout;
import java.lang.ref.Cleaner.Cleanable;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the report. It is read-only, so transactions have no effect: commit and rollback are accepted.
 *
 * <p>{@link #close} and {@link #abort} may be called from any thread, and cancel running queries of the connection.
 */
final class AgentSessionConnection implements Connection, Unwrappable {
    private final DriverSession session;
    private final Cleanable release;
    private final Set<AgentSessionStatement> statements = Collections.newSetFromMap(new WeakHashMap<>());
    private final Warnings warnings = Warnings.none();
    private final ClientInfo clientInfo;
    private volatile boolean closed;
    private boolean autoCommit = true;
    private volatile int networkTimeoutMillis;

    AgentSessionConnection(DriverSession session) {
        this.session = session;
        this.release = Unreachable.release(this, session::close);
        this.clientInfo = new ClientInfo(session::applicationName, warnings);
    }

    DriverSession session() {
        return session;
    }

    void checkOpen() throws SQLException {
        if (closed) {
            throw connectionClosed(null);
        }
    }

    /** Replaces a failure that follows from closing the connection by an error with SQLState 08003. */
    SQLException reason(SQLException failure) {
        return closed && !SqlState.CONNECTION_CLOSED.code().equals(failure.getSQLState())
                ? connectionClosed(failure)
                : failure;
    }

    private static SQLException connectionClosed(@Nullable SQLException consequence) {
        return SqlExceptions.of(SqlState.CONNECTION_CLOSED, "The connection is closed", consequence);
    }

    /**
     * Plans a query.
     *
     * @param requestedTypes the types that values require, by the index of their parameter
     * @param statement cancels the planning
     */
    Plan plan(
            @Nullable String sql,
            Map<Integer, QueryParameter> requestedTypes,
            QueryTimeout timeout,
            CancellationToken statement)
            throws SQLException {
        checkOpen();
        if (sql == null) {
            throw SqlExceptions.of(SqlState.INVALID_PARAMETER_VALUE, "The SQL text is null");
        }
        try {
            return SqlExceptions.call(() -> session.prepare(sql, requestedTypes, timeout, statement));
        } catch (SQLException e) {
            throw reason(e);
        }
    }

    /** The shorter of the query timeout and the network timeout; zero for no limit. */
    QueryTimeout timeout(Duration query) {
        Duration network = Duration.ofMillis(networkTimeoutMillis);
        if (network.isZero() || query.isZero()) {
            return QueryTimeout.of(network.plus(query));
        }
        return QueryTimeout.of(network.compareTo(query) < 0 ? network : query);
    }

    private <S extends AgentSessionStatement> S opened(S statement) throws SQLException {
        synchronized (statements) {
            checkOpen();
            statements.add(statement);
        }
        return statement;
    }

    void closed(AgentSessionStatement statement) {
        synchronized (statements) {
            statements.remove(statement);
        }
    }

    @Override
    public Statement createStatement() throws SQLException {
        checkOpen();
        return opened(new AgentSessionStatement(this));
    }

    @Override
    public Statement createStatement(int resultSetType, int resultSetConcurrency) throws SQLException {
        return createStatement(resultSetType, resultSetConcurrency, getHoldability());
    }

    /** Replaces an unsupported type or concurrency by the supported one with a warning, as the specification requires. */
    @Override
    public Statement createStatement(int resultSetType, int resultSetConcurrency, int resultSetHoldability)
            throws SQLException {
        checkResultSet(resultSetType, resultSetConcurrency, resultSetHoldability);
        return createStatement();
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return opened(new AgentSessionPreparedStatement(
                this, sql, plan(sql, Map.of(), timeout(Duration.ZERO), new CancellationToken())));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int resultSetType, int resultSetConcurrency)
            throws SQLException {
        return prepareStatement(sql, resultSetType, resultSetConcurrency, getHoldability());
    }

    @Override
    public PreparedStatement prepareStatement(
            String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
        checkResultSet(resultSetType, resultSetConcurrency, resultSetHoldability);
        return prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int @Nullable [] columnIndexes) throws SQLException {
        return prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String @Nullable [] columnNames) throws SQLException {
        return prepareStatement(sql);
    }

    private void checkResultSet(int type, int concurrency, int holdability) throws SQLException {
        checkOpen();
        ArgumentChecks.checkResultSet(type, concurrency, holdability);
        if (type != ResultSet.TYPE_FORWARD_ONLY) {
            warnings.add("Scrollable result sets are not supported; the result set is TYPE_FORWARD_ONLY");
        }
        if (concurrency != ResultSet.CONCUR_READ_ONLY) {
            warnings.add("Updatable result sets are not supported; the result set is CONCUR_READ_ONLY");
        }
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        throw noProcedures();
    }

    @Override
    public CallableStatement prepareCall(String sql, int resultSetType, int resultSetConcurrency) throws SQLException {
        throw noProcedures();
    }

    @Override
    public CallableStatement prepareCall(
            String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
        throw noProcedures();
    }

    private static SQLException noProcedures() {
        return SqlExceptions.unsupported("Stored procedures are not supported; use prepareStatement");
    }

    /** Returns the SQL unchanged: the engine supports JDBC escapes. */
    @Override
    public String nativeSQL(String sql) throws SQLException {
        checkOpen();
        return sql;
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        checkOpen();
        this.autoCommit = autoCommit;
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        checkOpen();
        return autoCommit;
    }

    @Override
    public void commit() throws SQLException {
        checkOpen();
    }

    @Override
    public void rollback() throws SQLException {
        checkOpen();
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        SQLException failure = null;
        try {
            // Before the statements, so that running queries fail with the closed connection as the reason.
            SqlExceptions.run(release::clean);
        } catch (SQLException e) {
            failure = e;
        }
        for (AgentSessionStatement statement : open()) {
            try {
                statement.close();
            } catch (SQLException e) {
                failure = chained(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<AgentSessionStatement> open() {
        synchronized (statements) {
            return List.copyOf(statements);
        }
    }

    private static SQLException chained(@Nullable SQLException first, SQLException next) {
        if (first == null) {
            return next;
        }
        first.setNextException(next);
        return first;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Closes the connection in the calling thread, since closing does not block. */
    @Override
    public void abort(@Nullable Executor executor) throws SQLException {
        if (executor == null) {
            throw SqlExceptions.of(SqlState.INVALID_PARAMETER_VALUE, "abort requires an executor, not null");
        }
        close();
    }

    /** Whether the connection is open. It sends no request to the service. */
    @Override
    public boolean isValid(int timeout) throws SQLException {
        ArgumentChecks.checkNotNegative("timeout", timeout);
        return !closed;
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        checkOpen();
        return new AgentSessionDatabaseMetaData(this);
    }

    /** Has no effect, since the report is read-only; pools call it. */
    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        checkOpen();
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        checkOpen();
        return true;
    }

    /** Has no effect: there are no catalogs. */
    @Override
    public void setCatalog(@Nullable String catalog) throws SQLException {
        checkOpen();
    }

    @Override
    public @Nullable String getCatalog() throws SQLException {
        checkOpen();
        return null;
    }

    /** Has no effect: names without a schema are those of REPORTS. */
    @Override
    public void setSchema(@Nullable String schema) throws SQLException {
        checkOpen();
    }

    @Override
    public String getSchema() throws SQLException {
        checkOpen();
        return ReportCatalog.DEFAULT_SCHEMA;
    }

    /** Has no effect; pools and frameworks call it. A level other than TRANSACTION_NONE adds a warning. */
    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        checkOpen();
        ArgumentChecks.checkIsolation(level);
        if (level != TRANSACTION_NONE) {
            warnings.add("Transactions are not supported, since the report is read-only; the isolation level remains"
                    + " TRANSACTION_NONE");
        }
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        checkOpen();
        return TRANSACTION_NONE;
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        checkOpen();
        ArgumentChecks.checkHoldability(holdability);
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
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

    /** Has no effect: there are no user-defined types. */
    @Override
    public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
        checkOpen();
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        checkOpen();
        return Map.of();
    }

    @Override
    public void setClientInfo(@Nullable String name, @Nullable String value) throws SQLClientInfoException {
        clientInfo.set(name, value, closed);
    }

    @Override
    public void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
        clientInfo.setAll(properties, closed);
    }

    @Override
    public @Nullable String getClientInfo(@Nullable String name) throws SQLException {
        checkOpen();
        return clientInfo.get(name);
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        checkOpen();
        return clientInfo.all();
    }

    /** Sets a timeout, in milliseconds, for every query; a shorter query timeout takes precedence. */
    @Override
    public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
        checkOpen();
        ArgumentChecks.checkNotNegative("network timeout", milliseconds);
        networkTimeoutMillis = milliseconds;
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        checkOpen();
        return networkTimeoutMillis;
    }

    private static SQLException noSavepoints() {
        return SqlExceptions.unsupported("Savepoints are not supported, since the report is read-only");
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        throw noSavepoints();
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        throw noSavepoints();
    }

    @Override
    public void rollback(@Nullable Savepoint savepoint) throws SQLException {
        throw noSavepoints();
    }

    @Override
    public void releaseSavepoint(@Nullable Savepoint savepoint) throws SQLException {
        throw noSavepoints();
    }

    private static SQLException noShards() {
        return SqlExceptions.unsupported("Sharding keys are not supported");
    }

    @Override
    public void setShardingKey(@Nullable ShardingKey shardingKey) throws SQLException {
        throw noShards();
    }

    @Override
    public void setShardingKey(@Nullable ShardingKey shardingKey, @Nullable ShardingKey superShardingKey)
            throws SQLException {
        throw noShards();
    }

    @Override
    public boolean setShardingKeyIfValid(@Nullable ShardingKey shardingKey, int timeout) throws SQLException {
        throw noShards();
    }

    @Override
    public boolean setShardingKeyIfValid(
            @Nullable ShardingKey shardingKey, @Nullable ShardingKey superShardingKey, int timeout)
            throws SQLException {
        throw noShards();
    }

    private static SQLException unsupportedType(String type) {
        return SqlExceptions.unsupported("Parameters of type " + type + " are not supported");
    }

    @Override
    public Clob createClob() throws SQLException {
        throw unsupportedType("Clob");
    }

    @Override
    public Blob createBlob() throws SQLException {
        throw unsupportedType("Blob");
    }

    @Override
    public NClob createNClob() throws SQLException {
        throw unsupportedType("NClob");
    }

    @Override
    public SQLXML createSQLXML() throws SQLException {
        throw unsupportedType("SQLXML");
    }

    @Override
    public Array createArrayOf(String typeName, Object @Nullable [] elements) throws SQLException {
        throw unsupportedType("Array");
    }

    @Override
    public Struct createStruct(String typeName, Object @Nullable [] attributes) throws SQLException {
        throw unsupportedType("Struct");
    }
}
