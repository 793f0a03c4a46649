package agentsession.report;

import static agentsession.report.ColumnType.BIGINT;
import static agentsession.report.ColumnType.DECIMAL;
import static agentsession.report.ColumnType.INTEGER;
import static agentsession.report.ColumnType.TIMESTAMP;
import static agentsession.report.ColumnType.VARCHAR;

import java.util.List;

/** The columns of the Agent Session Report, in the report's order; names are SQL's, headers the report's. */
public enum ReportColumn {
    AGENT_ID(INTEGER, "Agent ID", "the agent's id"),
    LAST_NAME(VARCHAR, "Last Name", ""),
    FIRST_NAME(VARCHAR, "First Name", ""),
    USERNAME(VARCHAR, "Username", "the agent's user name (not always an e-mail address)"),
    PHONE(VARCHAR, "Phone", "the phone the agent logged in with"),
    LOGIN_DTS(TIMESTAMP, "Login DTS", "log-in, wall clock in the report's time zone, to the minute"),
    LOGOUT_DTS(TIMESTAMP, "Logout DTS", "log-out, NULL while still logged in"),
    DIAL_GROUP(VARCHAR, "Dial Group", "NULL where empty"),
    PRESENTED(INTEGER, "Presented", "calls presented"),
    ACCEPTED(INTEGER, "Accepted", "calls accepted"),
    MANUAL_NO_CONNECT(INTEGER, "Manual No Connect", "manual calls that did not connect"),
    RNA(INTEGER, "RNA", "ring, no answer: calls that rang unanswered"),
    DISP_XFERS(INTEGER, "Disp Xfers", "calls dispositioned as transfers"),
    CALLS_XFERED_PCT(DECIMAL, "%Calls Xfered", "percent: 12.34 means 12.34 %"),
    TALK_TIME_MIN(DECIMAL, "Talk Time (min)", "decimal minutes"),
    AVG_TALK_TIME_MIN(DECIMAL, "Avg Talk Time (min)", "decimal minutes"),
    LOGIN_TIME_MIN(DECIMAL, "Login Time (min)", "decimal minutes"),
    LOGIN_UTILIZATION_PCT(DECIMAL, "Login Utilization", "percent"),
    OFF_HOOK_TIME_MIN(DECIMAL, "Off Hook Time (min)", "decimal minutes"),
    ROUNDED_OH_TIME_MIN(DECIMAL, "Rounded OH Time (min)", "decimal minutes, off-hook time rounded for billing"),
    OFF_HOOK_UTILIZATION_PCT(DECIMAL, "Off Hook Utilization", "percent"),
    OFF_HOOK_TO_LOGIN_PCT(DECIMAL, "Off Hook to Login %", "percent"),
    WORK_TIME_MIN(DECIMAL, "Work Time (min)", "decimal minutes"),
    BREAK_TIME_MIN(DECIMAL, "Break Time (min)", "decimal minutes"),
    AWAY_TIME_MIN(DECIMAL, "Away Time (min)", "decimal minutes"),
    LUNCH_TIME_MIN(DECIMAL, "Lunch Time (min)", "decimal minutes"),
    TRAINING_TIME_MIN(DECIMAL, "Training Time (min)", "decimal minutes"),
    PENDING_DISP_TIME_MIN(DECIMAL, "Pending Disp Time (min)", "decimal minutes"),
    AVG_PENDING_DISP_TIME(DECIMAL, "Avg Pending Disp Time", "the report states no unit"),
    EXTERNAL_AGENT_ID(VARCHAR, "External Agent ID", "NULL where empty"),
    CALLS_PLACED_ON_HOLD(INTEGER, "Calls Placed On Hold", ""),
    TIME_ON_HOLD_MIN(DECIMAL, "Time On Hold (min)", "decimal minutes"),
    RING_TIME_MIN(DECIMAL, "Ring Time (min)", "decimal minutes"),
    ENGAGED_TIME_MIN(DECIMAL, "EngagedTime (min)", "decimal minutes (the header has no space)"),
    RNA_TIME_MIN(DECIMAL, "RNA Time (min)", "decimal minutes"),
    AVAILABLE_TIME_MIN(DECIMAL, "Available Time (min)", "decimal minutes"),
    TEAM(VARCHAR, "Team", "team name as delivered, [No Team Name] where none"),
    LOGIN_SESSION_ID(BIGINT, "Login Session ID", ""),
    MONITORING_SESSIONS(INTEGER, "Monitoring Sessions", "");

    /** All columns, in the report's order. */
    public static final List<ReportColumn> ALL = List.of(values());

    private final ColumnType type;
    private final String header;
    private final String meaning;

    ReportColumn(ColumnType type, String header, String meaning) {
        this.type = type;
        this.header = header;
        this.meaning = meaning;
    }

    /** The column's place in the report, from 0. */
    public int index() {
        return ALL.indexOf(this);
    }

    public ColumnType type() {
        return type;
    }

    /** The header text of the column in the report, as the contract spells it. */
    public String header() {
        return header;
    }

    /** What the column says, in words and units; empty where the header says it all. */
    public String meaning() {
        return meaning;
    }
}
