package agentsession.report;

import static agentsession.report.ColumnType.BIGINT;
import static agentsession.report.ColumnType.DECIMAL;
import static agentsession.report.ColumnType.INTEGER;
import static agentsession.report.ColumnType.TIMESTAMP;
import static agentsession.report.ColumnType.VARCHAR;

import java.util.List;

/**
 * The columns of the Agent Session Report, in the report's order; names are SQL's, headers the report's, meanings what
 * the report's own words and figures tell.
 */
public enum ReportColumn {
    AGENT_ID(INTEGER, "Agent ID", "The agent's id"),
    LAST_NAME(VARCHAR, "Last Name", "The agent's family name"),
    FIRST_NAME(VARCHAR, "First Name", "The agent's given name"),
    USERNAME(VARCHAR, "Username", "The name the agent signs in with, not always an e-mail address"),
    PHONE(VARCHAR, "Phone", "The phone the agent logged in with"),
    LOGIN_DTS(TIMESTAMP, "Login DTS", "When the agent logged in: wall clock in the report's time zone, to the minute"),
    LOGOUT_DTS(TIMESTAMP, "Logout DTS", "When the agent logged out: as LOGIN_DTS; NULL while still logged in"),
    DIAL_GROUP(VARCHAR, "Dial Group", "The dial group the agent logged in to; NULL where there is none"),
    PRESENTED(INTEGER, "Presented", "Number of calls offered to the agent"),
    ACCEPTED(INTEGER, "Accepted", "Number of calls the agent took"),
    MANUAL_NO_CONNECT(INTEGER, "Manual No Connect", "Number of calls the agent dialed by hand that did not connect"),
    RNA(INTEGER, "RNA", "Number of calls that rang unanswered (ring, no answer)"),
    DISP_XFERS(INTEGER, "Disp Xfers", "Number of calls the agent dispositioned as transfers"),
    CALLS_XFERED_PCT(DECIMAL, "%Calls Xfered", "Share of calls that were transferred, in percent: 12.34 means 12.34 %"),
    TALK_TIME_MIN(DECIMAL, "Talk Time (min)", "Time talking, in minutes: 45.45 is 45 min 27 s"),
    AVG_TALK_TIME_MIN(DECIMAL, "Avg Talk Time (min)", "Time talking for each call on average, in minutes"),
    LOGIN_TIME_MIN(DECIMAL, "Login Time (min)", "Time from log-in to log-out, in minutes: 45.45 is 45 min 27 s"),
    LOGIN_UTILIZATION_PCT(DECIMAL, "Login Utilization", "Share of the time logged in that was put to use, in percent"),
    OFF_HOOK_TIME_MIN(DECIMAL, "Off Hook Time (min)", "Time with the phone off hook, in minutes"),
    ROUNDED_OH_TIME_MIN(
            DECIMAL, "Rounded OH Time (min)", "Time with the phone off hook as rounded for billing, in minutes"),
    OFF_HOOK_UTILIZATION_PCT(
            DECIMAL, "Off Hook Utilization", "Share of the time off hook that was put to use, in percent"),
    OFF_HOOK_TO_LOGIN_PCT(DECIMAL, "Off Hook to Login %", "Time off hook as a share of the time logged in, in percent"),
    WORK_TIME_MIN(DECIMAL, "Work Time (min)", "Time in the state Working, in minutes"),
    BREAK_TIME_MIN(DECIMAL, "Break Time (min)", "Time on break, in minutes"),
    AWAY_TIME_MIN(DECIMAL, "Away Time (min)", "Time away, in minutes"),
    LUNCH_TIME_MIN(DECIMAL, "Lunch Time (min)", "Time at lunch, in minutes"),
    TRAINING_TIME_MIN(DECIMAL, "Training Time (min)", "Time in training, in minutes"),
    PENDING_DISP_TIME_MIN(
            DECIMAL, "Pending Disp Time (min)", "Time between a call's end and its disposition, in minutes"),
    AVG_PENDING_DISP_TIME(
            DECIMAL, "Avg Pending Disp Time", "The same for each call on average; the report states no unit"),
    EXTERNAL_AGENT_ID(
            VARCHAR, "External Agent ID", "The agent's id in a system of one's own; NULL where there is none"),
    CALLS_PLACED_ON_HOLD(INTEGER, "Calls Placed On Hold", "Number of calls the agent put on hold"),
    TIME_ON_HOLD_MIN(DECIMAL, "Time On Hold (min)", "Time of calls on hold, in minutes"),
    RING_TIME_MIN(DECIMAL, "Ring Time (min)", "Time the agent's phone rang, in minutes"),
    ENGAGED_TIME_MIN(DECIMAL, "EngagedTime (min)", "Time engaged with calls, in minutes"),
    RNA_TIME_MIN(DECIMAL, "RNA Time (min)", "Time of calls that rang unanswered, in minutes"),
    AVAILABLE_TIME_MIN(DECIMAL, "Available Time (min)", "Time waiting for calls, in minutes"),
    TEAM(VARCHAR, "Team", "The agent's team; [No Team Name] where there is none"),
    LOGIN_SESSION_ID(BIGINT, "Login Session ID", "Number of the log-in session; a session may come in several rows"),
    MONITORING_SESSIONS(INTEGER, "Monitoring Sessions", "Number of times the agent was monitored");

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

    /** What the column says and in which unit, for people. */
    public String meaning() {
        return meaning;
    }
}
