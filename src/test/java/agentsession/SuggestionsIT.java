package agentsession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The suggestion for an unknown column: a name that is valid there, never the given one. */
final class SuggestionsIT {
    @AutoClose
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:agentsession:demo?demoSessions=20&timeZone=US/Arizona");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "SELECT TEEM FROM AGENT_SESSION | TEAM",
                "SELECT S.TEEM FROM AGENT_SESSION S | TEAM",
                "SELECT \"team\" FROM AGENT_SESSION T JOIN (VALUES (1)) V (TEEN) ON TRUE WHERE T.TEAN = '' | TEAM",
                "SELECT TEAM FROM (SELECT AGENT_ID FROM AGENT_SESSION) T | -",
                "SELECT TEAM FROM (VALUES (1)) V (A) | -",
                "SELECT TEAM | -",
                "SELECT TEAM FROM (SELECT AGENT_ID, TEAM AS TEAMS FROM AGENT_SESSION) T | TEAMS",
                "SELECT V.TEAM FROM AGENT_SESSION S JOIN (VALUES (1)) V (AGENT_ID) ON S.AGENT_ID = V.AGENT_ID | -",
                "SELECT V.AGENTID FROM AGENT_SESSION S JOIN (VALUES (1)) V (AGENT_ID) ON S.AGENT_ID = V.AGENT_ID | AGENT_ID",
                "WITH W AS (SELECT AGENT_ID AS AGENT FROM AGENT_SESSION) SELECT AGENTS FROM W | AGENT",
                "WITH W (X, TEAMX) AS (SELECT AGENT_ID, TEAM FROM AGENT_SESSION) SELECT TEAM FROM W | TEAMX",
                "WITH W AS (SELECT TEEM FROM AGENT_SESSION) SELECT 1 FROM W | TEAM",
                "WITH W AS (SELECT * FROM AGENT_SESSION) SELECT TEEM FROM W | TEAM",
                "SELECT 1 FROM (VALUES (1)) V (A) WHERE EXISTS (SELECT 1 FROM AGENT_SESSION S WHERE TEEM = '') | TEAM",
                "SELECT 1 FROM AGENT_SESSION S WHERE EXISTS (SELECT 1 FROM (VALUES (1)) V (A) WHERE S.TEEM = '') | TEAM",
                "SELECT 1 FROM AGENT_SESSION S, (SELECT TEEM FROM (VALUES (1)) V (A)) D | -",
                "SELECT 1 FROM AGENT_SESSION S JOIN (SELECT AGENT_IT FROM AGENT_SESSION) D ON 1 = 1 | AGENT_ID",
                "SELECT COUNT(*) AS SESSIONS FROM AGENT_SESSION GROUP BY TEAM ORDER BY SESSION | SESSIONS or LOGIN_SESSION_ID",
                "SELECT COUNT(*) AS SESSIONS FROM AGENT_SESSION GROUP BY TEAM HAVING SESSION > 1 | LOGIN_SESSION_ID or MONITORING_SESSIONS",
                "SELECT TEAM FROM AGENT_SESSION UNION SELECT TEEM FROM (SELECT TEAM AS TEES FROM AGENT_SESSION) | TEES",
                "SELECT STATES FROM SYSTEM.REPORT_REQUESTS | STATUS",
                "SELECT R.TEEMS FROM AGENT_SESSION S JOIN SYSTEM.REPORT_REQUESTS R ON TRUE | TEAMS"
            })
    void suggestionsAreValidNames(String sql, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            SQLException thrown = catchThrowableOfType(SQLException.class, () -> statement.executeQuery(sql));

            assertThat(thrown.getSQLState()).as(thrown.getMessage()).isEqualTo("42703");
            if (name == null) {
                assertThat(thrown.getMessage()).doesNotContain("Did you mean");
            } else {
                assertThat(thrown.getMessage()).endsWith("Did you mean " + name + "?");
            }
        }
    }
}
