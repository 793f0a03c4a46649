package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Computed columns without an alias are labelled by their text, as in H2. */
final class ColumnLabelsIT {
    @AutoClose
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:agentsession:demo?demoSessions=20&timeZone=US/Arizona");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "SELECT SUM(TALK_TIME_MIN) FROM AGENT_SESSION => SUM(TALK_TIME_MIN)",
                "select sum(talk_time_min)from agent_session => sum(talk_time_min)",
                "SELECT TEAM, COUNT(*), S.AGENT_ID AS ID FROM AGENT_SESSION S GROUP BY TEAM, AGENT_ID => TEAM;COUNT(*);ID",
                "SELECT (PRESENTED + 1) * 2, (PRESENTED) FROM AGENT_SESSION => (PRESENTED + 1) * 2;PRESENTED",
                "SELECT DISTINCT PRESENTED + 1 FROM AGENT_SESSION => PRESENTED + 1",
                "SELECT ALL 'a,b (', \"TEAM\" || '''' FROM AGENT_SESSION => 'a,b (';\"TEAM\" || ''''",
                "SELECT /* one, two */ 1 + /* three */ 2, -- four, five\\n 3 => 1 + 2;3",
                "SELECT CASE WHEN PRESENTED > 1\\n\\t THEN 'a\\nb' END FROM AGENT_SESSION => CASE WHEN PRESENTED > 1 THEN 'a b' END",
                "SELECT 1 IS DISTINCT FROM 2, EXTRACT(YEAR FROM LOGIN_DTS) FROM AGENT_SESSION => 1 IS DISTINCT FROM 2;EXTRACT(YEAR FROM LOGIN_DTS)",
                "SELECT LISTAGG(TEAM, ',') WITHIN GROUP (ORDER BY TEAM) FROM AGENT_SESSION => LISTAGG(TEAM, ',') WITHIN GROUP (ORDER BY TEAM)",
                "SELECT COUNT(*) FILTER (WHERE PRESENTED > 1), ROW_NUMBER() OVER (ORDER BY TEAM) FROM AGENT_SESSION GROUP BY TEAM => COUNT(*) FILTER (WHERE PRESENTED > 1);ROW_NUMBER() OVER (ORDER BY TEAM)",
                "SELECT (SELECT MAX(AGENT_ID) FROM AGENT_SESSION), {fn UCASE(TEAM)} FROM AGENT_SESSION => (SELECT MAX(AGENT_ID) FROM AGENT_SESSION);{fn UCASE(TEAM)}",
                "SELECT 1 UNION ALL SELECT 2 + 2 ORDER BY 1 LIMIT 1 => 1",
                "(SELECT 1 + 1 EXCEPT SELECT 2) => 1 + 1",
                "WITH T AS (SELECT 1 AS A) SELECT A, A + 1 FROM T; => A;A + 1",
                "SELECT 1 + 1, V.*, 2 + 2 FROM (VALUES (1, 2)) V (A, B) => 1 + 1;A;B;2 + 2",
                "SELECT COUNT(*), COUNT(*), count(*) FROM AGENT_SESSION => COUNT(*);COUNT(*)_2;count(*)_3",
                "SELECT COUNT(*), 1 AS \"count(*)\", COUNT(*) AS \"COUNT(*)_2\" FROM AGENT_SESSION => COUNT(*)_3;count(*);COUNT(*)_2",
                "SELECT X FROM (SELECT PRESENTED + 1 AS X FROM AGENT_SESSION) => X",
                "SELECT TEAM::VARCHAR, PRESENTED::INTEGER + 1 FROM AGENT_SESSION => TEAM::VARCHAR;PRESENTED::INTEGER + 1",
                "SELECT LAST_NAME || ' ' || FIRST_NAME || ' ' || TEAM || ' ' || DIAL_GROUP || 'x' FROM AGENT_SESSION => LAST_NAME || ' ' || FIRST_NAME || ' ' || TEAM || ' ' || DIAL_GR…",
                "SELECT REPEAT('x', 10) || LAST_NAME || FIRST_NAME || TEAM || DIAL_GROUP, REPEAT('x', 10) || LAST_NAME || FIRST_NAME || TEAM || DIAL_GROUP FROM AGENT_SESSION => REPEAT('x', 10) || LAST_NAME || FIRST_NAME || TEAM || DIAL_GROUP;REPEAT('x', 10) || LAST_NAME || FIRST_NAME || TEAM || DIAL_GR…_2"
            })
    void labels(String sql, String labels) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.translateEscapes())) {
            ResultSetMetaData columns = rows.getMetaData();
            List<String> found = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                found.add(columns.getColumnLabel(i));
                assertThat(columns.getColumnLabel(i)).hasSizeLessThanOrEqualTo(64);
                assertThat(rows.findColumn(columns.getColumnLabel(i))).isEqualTo(i);
            }
            assertThat(String.join(";", found)).isEqualTo(labels);
        }
    }

    @Test
    void aComputedColumnIsLabelledByItsText() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT MAX(AGENT_ID) FROM AGENT_SESSION")) {
            assertThat(rows.getMetaData().getColumnName(1)).isEqualTo("MAX(AGENT_ID)");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("max(agent_id)")).isEqualTo(rows.getInt(1)).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'' | 1",
                "'abc' | 3",
                "TEAM | 255",
                "REPLACE(TEAM, 'a', 'b') | 1048576",
                "X'' | 2",
                "1.50 | 5",
                "LOGIN_DTS | 19",
                "NULL | 4"
            })
    void displaySizesAreLimited(String expression, int size) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + expression + " AS X FROM AGENT_SESSION")) {
            assertThat(rows.getMetaData().getColumnDisplaySize(1)).isEqualTo(size);
            assertThat(rows.getMetaData().getPrecision(1)).isLessThanOrEqualTo(size);
        }
    }
}
