package agentsession.query;

import agentsession.adapter.AgentSessionTable;
import java.time.Clock;
import java.util.List;

/** Prepares SQL text against schema REPORTS with its one table. Safe for use by many threads. */
public final class QueryEngine {

    /**
     * @param clock now, in the report's zone
     * @param functions the function libraries, comma-separated as Calcite names them
     */
    public QueryEngine(AgentSessionTable table, Clock clock, String functions) {}

    /**
     * Parses, validates and plans a query (or EXPLAIN PLAN FOR one); asks nothing of the service.
     *
     * @throws agentsession.error.DriverException for SQL that is wrong (42xxx, with line and column) or writes (25006)
     */
    public PreparedQuery prepare(String sql) {
        return new PreparedQuery(List.of(), List.of());
    }
}
