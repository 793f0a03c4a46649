package agentsession.jdbc;

import agentsession.adapter.AgentSessionSchema;
import agentsession.adapter.AgentSessionTable;

/** The names of the schema and its only table. */
final class ReportCatalog {
    static final String SCHEMA = AgentSessionSchema.NAME;
    static final String TABLE = AgentSessionTable.NAME;
    static final String TABLE_REMARKS =
            "Agent Session Report (Agent_Session_Report_Raw): a row per log-in session of an agent. Without a lower bound"
                    + " on LOGIN_DTS it starts 90 days ago, or as far back as the connection property lookback";

    private ReportCatalog() {}
}
