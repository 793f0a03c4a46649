package agentsession.jdbc;

/** The names of the one table. */
final class ReportCatalog {
    static final String SCHEMA = "REPORTS";
    static final String TABLE = "AGENT_SESSION";
    static final String TABLE_REMARKS =
            "Agent Session Report (Agent_Session_Report_Raw): a row per log-in session of an agent";

    private ReportCatalog() {}
}
