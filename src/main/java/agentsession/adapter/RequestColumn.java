package agentsession.adapter;

import org.apache.calcite.sql.type.SqlTypeName;

/** The columns of {@link RequestsTable}, in order. All are nullable, like those of the report. */
public enum RequestColumn {
    ASKED_AT(
            SqlTypeName.TIMESTAMP,
            3,
            "When a query asked for the report: local time in the report's time zone; the rate limit may delay the request"),
    WINDOW_START(SqlTypeName.TIMESTAMP, 0, "First minute of the requested log-in times, in the report's time zone"),
    WINDOW_END(SqlTypeName.TIMESTAMP, 0, "Last minute of the requested log-in times, included"),
    AGENTS(SqlTypeName.VARCHAR, "IDs of the requested agents, separated by commas; NULL for all"),
    TEAMS(SqlTypeName.VARCHAR, "Names of the requested teams, separated by commas; NULL for all"),
    STATUS(SqlTypeName.VARCHAR, "waiting, running, complete, cancelled, or the SQLState of the failure"),
    ROW_COUNT(SqlTypeName.BIGINT, "Number of rows received so far"),
    BYTES(SqlTypeName.BIGINT, "Size of the response as sent, which may be compressed; 0 while it is running"),
    MILLISECONDS(SqlTypeName.BIGINT, "Time from ASKED_AT to the end of the response, or until now"),
    RETRIES(SqlTypeName.INTEGER, "Number of attempts that failed before the last"),
    ANSWERS(SqlTypeName.BIGINT, "How often the report was read again, instead of another request"),
    HELD(SqlTypeName.BOOLEAN, "Whether the report may answer further queries");

    private static final int NO_PRECISION = -1;

    private final SqlTypeName type;
    private final int precision;
    private final String meaning;

    RequestColumn(SqlTypeName type, String meaning) {
        this(type, NO_PRECISION, meaning);
    }

    RequestColumn(SqlTypeName type, int precision, String meaning) {
        this.type = type;
        this.precision = precision;
        this.meaning = meaning;
    }

    public SqlTypeName type() {
        return type;
    }

    /** The number of fractional digits of a TIMESTAMP; -1 for other types. */
    public int precision() {
        return precision;
    }

    public String meaning() {
        return meaning;
    }
}
