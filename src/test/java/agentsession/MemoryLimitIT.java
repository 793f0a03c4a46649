package agentsession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.memory.MemoryLimit;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries within 1 MB return what they return with more, or fail. */
final class MemoryLimitIT {
    private static final String URL =
            "jdbc:agentsession:demo?now=2026-11-20T18:00:00Z&timeZone=UTC&demoSessions=" + Soak.size(12_000, 40_000);

    private static Connection limited;
    private static Connection ample;

    @BeforeAll
    static void connect() throws SQLException {
        limited = DriverManager.getConnection(URL + "&memoryLimit=1");
        ample = DriverManager.getConnection(URL);
    }

    @AfterAll
    static void close() throws SQLException {
        limited.close();
        ample.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM AGENT_SESSION ORDER BY TEAM, LOGIN_SESSION_ID DESC",
                "SELECT * FROM AGENT_SESSION ORDER BY DIAL_GROUP NULLS FIRST, TALK_TIME_MIN DESC, LOGIN_SESSION_ID OFFSET 5 ROWS FETCH NEXT 20000 ROWS ONLY",
                "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION ORDER BY LOGIN_SESSION_ID",
                "SELECT DISTINCT * FROM AGENT_SESSION",
                "SELECT DISTINCT LOGIN_DTS, TEAM FROM AGENT_SESSION",
                "SELECT LOGIN_SESSION_ID, TEAM, COUNT(*), SUM(TALK_TIME_MIN), MIN(DIAL_GROUP) FROM AGENT_SESSION GROUP BY LOGIN_SESSION_ID, TEAM",
                "SELECT LOGIN_SESSION_ID, LISTAGG(TEAM, ',') FROM AGENT_SESSION GROUP BY LOGIN_SESSION_ID HAVING COUNT(*) = 1",
                "SELECT a.LOGIN_SESSION_ID, b.TEAM FROM AGENT_SESSION a JOIN AGENT_SESSION b ON a.LOGIN_SESSION_ID = b.LOGIN_SESSION_ID + 1",
                "SELECT a.LOGIN_SESSION_ID, b.* FROM AGENT_SESSION a FULL JOIN AGENT_SESSION b ON a.LOGIN_SESSION_ID = b.LOGIN_SESSION_ID + 7 AND a.TEAM = b.TEAM",
                "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE LOGIN_SESSION_ID IN (SELECT LOGIN_SESSION_ID + 1 FROM AGENT_SESSION)",
                "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION a WHERE NOT EXISTS (SELECT 1 FROM AGENT_SESSION b WHERE b.LOGIN_SESSION_ID = a.LOGIN_SESSION_ID + 1 AND b.TEAM <> a.TEAM)",
                "SELECT a.LOGIN_SESSION_ID, (SELECT MAX(r) FROM (SELECT RANK() OVER (ORDER BY b.PRESENTED) AS r FROM AGENT_SESSION b WHERE b.LOGIN_SESSION_ID < a.LOGIN_SESSION_ID AND b.ACCEPTED > 62) t) AS m FROM AGENT_SESSION a WHERE a.ACCEPTED > 62",
                "SELECT LOGIN_SESSION_ID, TEAM FROM AGENT_SESSION UNION SELECT LOGIN_SESSION_ID + 1, TEAM FROM AGENT_SESSION",
                "SELECT LOGIN_SESSION_ID, TEAM FROM AGENT_SESSION EXCEPT SELECT LOGIN_SESSION_ID + 1, TEAM FROM AGENT_SESSION",
                "SELECT TEAM, ACCEPTED FROM AGENT_SESSION EXCEPT ALL SELECT TEAM, PRESENTED FROM AGENT_SESSION",
                "SELECT TEAM, ACCEPTED, LOGIN_SESSION_ID FROM AGENT_SESSION INTERSECT ALL SELECT TEAM, ACCEPTED, LOGIN_SESSION_ID FROM AGENT_SESSION WHERE ACCEPTED > 5"
            })
    void rowsInFilesAreTheSame(String sql) throws SQLException {
        List<String> rows = rows(limited, sql);
        List<String> expected = rows(ample, sql);
        if (!sql.contains("ORDER BY")) {
            rows.sort(null);
            expected.sort(null);
        }

        assertThat(rows).isEqualTo(expected);
        assertThat(MemoryLimit.held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT TEAM, RANK() OVER (PARTITION BY TEAM ORDER BY LOGIN_SESSION_ID) FROM AGENT_SESSION",
                "SELECT LOGIN_SESSION_ID, TEAM, COUNT(*) FROM AGENT_SESSION GROUP BY ROLLUP (LOGIN_SESSION_ID, TEAM, LOGIN_DTS)"
            })
    void otherOperatorsFailBeyondTheLimit(String sql) {
        assertThatThrownBy(() -> rows(limited, sql))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("53200"))
                .hasMessageContainingAll("memoryLimit (1 MB)", "holds");
        assertThat(MemoryLimit.held()).isZero();
    }

    @Test
    void aResultThatIsClosedHoldsNothing() throws SQLException {
        try (Statement statement = limited.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM AGENT_SESSION ORDER BY TEAM")) {
            assertThat(rows.next()).isTrue();
            assertThat(MemoryLimit.held()).isPositive();
        }
        assertThat(MemoryLimit.held()).isZero();
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    row.append(result.getString(column)).append('|');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
