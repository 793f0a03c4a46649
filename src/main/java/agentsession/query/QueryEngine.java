package agentsession.query;

import agentsession.adapter.AgentSessionTable;
import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.memory.MemoryLimit;
import java.time.Clock;
import java.util.Map;

/** Prepares the queries of a connection. Thread-safe. */
public final class QueryEngine implements AutoCloseable {
    private final QueryCompiler.Settings settings;
    private final Connection connection;

    /**
     * @param table has the reports of the connection
     * @param clock the current time, in the time zone of the report
     * @param functions the Calcite names of the function libraries, comma-separated
     * @param memory limits what queries hold
     */
    public QueryEngine(AgentSessionTable table, Clock clock, String functions, MemoryLimit memory) {
        this.settings = new QueryCompiler.Settings(table.settings(), functions);
        this.connection = new Connection(table, clock, memory, new CancellationToken());
        warmUp();
    }

    /**
     * Begins to load what the first query of the process needs, in a thread that ends by itself. Without effect after the
     * first time.
     */
    public static void warmUp() {
        WarmUp.startOfProcess();
    }

    /**
     * What the queries of a connection have in common.
     *
     * @param token cancels all queries
     */
    record Connection(AgentSessionTable table, Clock clock, MemoryLimit memory, CancellationToken token) {}

    /**
     * Parses, validates and plans a query or EXPLAIN PLAN FOR a query. It sends no request to the service.
     *
     * @throws agentsession.error.DriverException for invalid SQL (42xxx, with line and column) or a write (25006)
     */
    public PreparedQuery prepare(String sql) {
        return prepare(sql, Map.of(), QueryTimeout.NONE, new CancellationToken());
    }

    /**
     * Prepares a query with other parameter types than those inferred from it.
     *
     * @param requestedTypes the types of these parameters, by their index
     * @param statement cancels the planning
     */
    public PreparedQuery prepare(
            String sql,
            Map<Integer, QueryParameter> requestedTypes,
            QueryTimeout timeout,
            CancellationToken statement) {
        try (CancellationToken planning = CancellationToken.linkedTo(statement, connection.token())) {
            timeout.limit(planning);
            planning.throwIfCancelled();
            WarmUp.end(planning);
            QueryCompiler compiler = QueryCompiler.of(settings);
            return new PreparedQuery(compiler.compile(sql, requestedTypes, planning), connection);
        }
    }

    /** Cancels all running queries, including those that the application has not closed. */
    @Override
    public void close() {
        connection.token().cancel(new DriverException(SqlState.CONNECTION_CLOSED, "The connection is closed"));
    }
}
