package agentsession.report;

import static agentsession.report.ColumnType.BIGINT;
import static agentsession.report.ColumnType.DECIMAL;
import static agentsession.report.ColumnType.INTEGER;
import static agentsession.report.ColumnType.TIMESTAMP;
import static agentsession.report.ColumnType.VARCHAR;

import java.util.List;

/**
 * The columns of the Agent Session Report, in its order, with their names in SQL and their headers in the report. The
 * meanings are inferred from the headers and the values.
 */
public enum ReportColumn {
    AGENT_ID(INTEGER, "Agent ID", "ID of the agent"),
    LAST_NAME(VARCHAR, "Last Name", "Family name of the agent"),
    FIRST_NAME(VARCHAR, "First Name", "Given name of the agent"),
    USERNAME(VARCHAR, "Username", "User name of the agent, not always an e-mail address"),
    PHONE(VARCHAR, "Phone", "Phone that the agent logged in with"),
    LOGIN_DTS(TIMESTAMP, "Login DTS", "Log-in time: local time in the report's time zone, to the minute"),
    LOGOUT_DTS(TIMESTAMP, "Logout DTS", "Log-out time, like LOGIN_DTS; NULL while the agent is logged in"),
    DIAL_GROUP(VARCHAR, "Dial Group", "Dial group that the agent logged in to; NULL if none"),
    PRESENTED(INTEGER, "Presented", "Number of calls offered to the agent"),
    ACCEPTED(INTEGER, "Accepted", "Number of calls the agent accepted"),
    MANUAL_NO_CONNECT(INTEGER, "Manual No Connect", "Number of manually dialed calls that did not connect"),
    RNA(INTEGER, "RNA", "Number of calls that rang unanswered (ring, no answer)"),
    DISP_XFERS(INTEGER, "Disp Xfers", "Number of calls the agent dispositioned as transfers"),
    CALLS_XFERED_PCT(DECIMAL, "%Calls Xfered", "Share of calls transferred, in percent: 12.34 means 12.34 %"),
    TALK_TIME_MIN(DECIMAL, "Talk Time (min)", "Talk time, in minutes: 45.45 is 45 min 27 s"),
    AVG_TALK_TIME_MIN(DECIMAL, "Avg Talk Time (min)", "Average talk time per call, in minutes"),
    LOGIN_TIME_MIN(DECIMAL, "Login Time (min)", "Time from log-in to log-out, in minutes: 45.45 is 45 min 27 s"),
    LOGIN_UTILIZATION_PCT(DECIMAL, "Login Utilization", "Share of the login time that was used, in percent"),
    OFF_HOOK_TIME_MIN(DECIMAL, "Off Hook Time (min)", "Time with the phone off hook, in minutes"),
    ROUNDED_OH_TIME_MIN(
            DECIMAL, "Rounded OH Time (min)", "Time with the phone off hook as rounded for billing, in minutes"),
    OFF_HOOK_UTILIZATION_PCT(DECIMAL, "Off Hook Utilization", "Share of the off-hook time that was used, in percent"),
    OFF_HOOK_TO_LOGIN_PCT(DECIMAL, "Off Hook to Login %", "Off-hook time as a share of the login time, in percent"),
    WORK_TIME_MIN(DECIMAL, "Work Time (min)", "Time in the state Working, in minutes"),
    BREAK_TIME_MIN(DECIMAL, "Break Time (min)", "Time on break, in minutes"),
    AWAY_TIME_MIN(DECIMAL, "Away Time (min)", "Time away, in minutes"),
    LUNCH_TIME_MIN(DECIMAL, "Lunch Time (min)", "Time at lunch, in minutes"),
    TRAINING_TIME_MIN(DECIMAL, "Training Time (min)", "Time in training, in minutes"),
    PENDING_DISP_TIME_MIN(
            DECIMAL, "Pending Disp Time (min)", "Time from the end of a call to its disposition, in minutes"),
    AVG_PENDING_DISP_TIME(
            DECIMAL, "Avg Pending Disp Time", "Average pending disposition time per call; the report states no unit"),
    EXTERNAL_AGENT_ID(VARCHAR, "External Agent ID", "ID of the agent in an external system; NULL if none"),
    CALLS_PLACED_ON_HOLD(INTEGER, "Calls Placed On Hold", "Number of calls the agent put on hold"),
    TIME_ON_HOLD_MIN(DECIMAL, "Time On Hold (min)", "Time of calls on hold, in minutes"),
    RING_TIME_MIN(DECIMAL, "Ring Time (min)", "Time the agent's phone rang, in minutes"),
    ENGAGED_TIME_MIN(DECIMAL, "EngagedTime (min)", "Time engaged with calls, in minutes"),
    RNA_TIME_MIN(DECIMAL, "RNA Time (min)", "Time of calls that rang unanswered, in minutes"),
    AVAILABLE_TIME_MIN(DECIMAL, "Available Time (min)", "Time waiting for calls, in minutes"),
    TEAM(VARCHAR, "Team", "Team of the agent; [No Team Name] if none"),
    LOGIN_SESSION_ID(BIGINT, "Login Session ID", "ID of the log-in session; a session may have several rows"),
    MONITORING_SESSIONS(INTEGER, "Monitoring Sessions", "Number of times the agent was monitored");

    /** All columns, in the order of the report. */
    public static final List<ReportColumn> ALL = List.of(values());

    private final ColumnType type;
    private final String header;
    private final String meaning;

    ReportColumn(ColumnType type, String header, String meaning) {
        this.type = type;
        this.header = header;
        this.meaning = meaning;
    }

    /** The position of the column in the report, from 0. */
    public int index() {
        return ALL.indexOf(this);
    }

    public ColumnType type() {
        return type;
    }

    /** The header of the column in the report, according to the contract. */
    public String header() {
        return header;
    }

    /** The meaning and unit of the column, for users. */
    public String meaning() {
        return meaning;
    }
}
