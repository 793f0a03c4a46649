package agentsession.jdbc;

import agentsession.adapter.AgentSessionSchema;
import agentsession.adapter.AgentSessionTable;
import agentsession.adapter.RequestColumn;
import agentsession.adapter.RequestsTable;
import agentsession.adapter.SystemSchema;
import agentsession.report.ReportColumn;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;

/** The schemas and tables. */
final class ReportCatalog {
    /** The schema of unqualified names. */
    static final String DEFAULT_SCHEMA = AgentSessionSchema.NAME;

    /** The schemas, by name. */
    static final List<String> SCHEMAS = List.of(AgentSessionSchema.NAME, SystemSchema.NAME);

    /** The types of tables, by name. */
    static final List<String> TABLE_TYPES = List.of("SYSTEM TABLE", "TABLE");

    private static final Table SESSIONS = new Table(
            AgentSessionSchema.NAME,
            AgentSessionTable.NAME,
            "TABLE",
            "Agent Session Report (Agent_Session_Report_Raw): a row per log-in session of an agent. Without a lower bound"
                    + " on LOGIN_DTS it starts 90 days ago, or as far back as the connection property lookback",
            ReportColumn.ALL.stream()
                    .map(column -> new Column(
                            column.name(),
                            SqlTypeName.valueOf(column.type().name()),
                            column.type().precision(),
                            column.type().scale(),
                            column.meaning()))
                    .toList());

    private static final Table REQUESTS = new Table(
            SystemSchema.NAME,
            RequestsTable.NAME,
            "SYSTEM TABLE",
            "The latest 1,000 requests for reports that this process sent for connections like this one, with the same"
                    + " credentials. Reading it sends no request",
            Arrays.stream(RequestColumn.values())
                    .map(column -> new Column(column.name(), column.type(), column.precision(), 0, column.meaning()))
                    .toList());

    /** The tables, by type. */
    static final List<Table> TABLES_BY_TYPE = List.of(REQUESTS, SESSIONS);

    /** The tables, by schema. */
    static final List<Table> TABLES_BY_SCHEMA = List.of(SESSIONS, REQUESTS);

    private ReportCatalog() {}

    /** A table. */
    record Table(String schema, String name, String type, String remarks, List<Column> columns) {}

    /**
     * A column of a table. Each is nullable.
     *
     * @param precision digits, characters or fractional digits of seconds; -1 if there is no limit
     * @param scale the number of fractional digits of a DECIMAL
     */
    record Column(String name, SqlTypeName type, int precision, int scale, String remarks) {}
}
