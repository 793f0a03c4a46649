package agentsession;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** An application that uses only {@code java.sql} and a URL, and prints the results. No other class of this project is on
 * its class path. */
final class OneJarClient {
    private static final String URL =
            "jdbc:agentsession:demo?demoSessions=2000&now=2026-04-27T19:00:00Z&timeZone=US/Arizona";

    private static final List<String> QUERIES = List.of(
            """
            SELECT TEAM, COUNT(*), COUNT(DISTINCT AGENT_ID), SUM(TALK_TIME_MIN), AVG(PRESENTED), STDDEV(TALK_TIME_MIN)
            FROM AGENT_SESSION GROUP BY ROLLUP(TEAM) ORDER BY TEAM""",
            """
            SELECT a.TEAM, LISTAGG(DISTINCT a.DIAL_GROUP, '; ') WITHIN GROUP (ORDER BY a.DIAL_GROUP)
            FROM AGENT_SESSION a JOIN AGENT_SESSION b ON a.LOGIN_SESSION_ID = b.LOGIN_SESSION_ID AND b.ACCEPTED > 3
            WHERE EXISTS (SELECT 1 FROM AGENT_SESSION c WHERE c.AGENT_ID = a.AGENT_ID AND c.RNA > 0)
            GROUP BY a.TEAM ORDER BY a.TEAM""",
            """
            SELECT AGENT_ID, LOGIN_DTS, RANK() OVER (PARTITION BY TEAM ORDER BY TALK_TIME_MIN DESC, LOGIN_SESSION_ID),
                SUM(PRESENTED) OVER (PARTITION BY TEAM ORDER BY LOGIN_DTS, LOGIN_SESSION_ID ROWS 3 PRECEDING),
                LAG(LOGIN_DTS) OVER (PARTITION BY AGENT_ID ORDER BY LOGIN_DTS)
            FROM AGENT_SESSION ORDER BY LOGIN_DTS, LOGIN_SESSION_ID LIMIT 5""",
            """
            WITH weeks AS (SELECT FLOOR(LOGIN_DTS TO WEEK) AS w, LOGIN_TIME_MIN FROM AGENT_SESSION)
            SELECT w, TO_CHAR(w, 'YYYY-MM-DD'), EXTRACT(WEEK FROM w), {fn DAYNAME(w)}, {fn MONTHNAME(w)},
                TIMESTAMPADD(DAY, 6, w), DATE_TRUNC(w, MONTH), SUM(LOGIN_TIME_MIN)
            FROM weeks GROUP BY w ORDER BY w DESC LIMIT 3""",
            """
            SELECT JSON_OBJECT('team' VALUE TEAM, 'day' VALUE CAST(MAX(LOGIN_DTS) AS DATE)), JSON_ARRAYAGG(RNA ORDER BY RNA)
            FROM AGENT_SESSION WHERE LOGIN_DTS >= CURRENT_DATE GROUP BY TEAM ORDER BY TEAM""",
            """
            SELECT JSON_VALUE(j, '$.a[1].b'), JSON_QUERY(j, '$.a'), JSON_EXISTS(j, '$.a[?(@.b == 2)]'), JSON_PRETTY(j),
                JSON_LENGTH(j), JSON_KEYS(j), JSON_TYPE(j)
            FROM (VALUES ('{"a": [{"b": 1}, {"b": 2}], "c": null}')) AS t (j)""",
            """
            SELECT COUNT(*) FROM AGENT_SESSION
            WHERE REGEXP_LIKE(LAST_NAME, '^[A-M]') AND LAST_NAME RLIKE '[a-z]+' AND LAST_NAME SIMILAR TO '%a%'""",
            """
            SELECT REGEXP_REPLACE('abc', 'b(.)', '$1'), REGEXP_SUBSTR('abc', '[bc]+'), SOUNDEX('Robert'),
                DIFFERENCE('Robert', 'Rupert'), MD5('a'), SHA256('a'), TO_BASE64('a'),
                FORMAT_DATE('%A', DATE '2026-04-27'), EXTRACT_VALUE('<a>1</a>', '/a'), '5'::INTEGER, NVL(NULL, 1)""",
            """
            SELECT TEAM FROM AGENT_SESSION WHERE PRESENTED > 5 INTERSECT
            (SELECT TEAM FROM AGENT_SESSION WHERE RNA > 1 UNION SELECT 'Sales' EXCEPT VALUES ('Nobody')) ORDER BY TEAM""",
            """
            EXPLAIN PLAN FOR SELECT TEAM, COUNT(*) FROM AGENT_SESSION
            WHERE LOGIN_DTS BETWEEN '2026-04-01' AND '2026-04-27' AND TEAM IN ('Sales', 'Support') GROUP BY TEAM""",
            "SELECT NO_SUCH_COLUMN FROM AGENT_SESSION",
            "SELECT * FORM AGENT_SESSION",
            "SELECT 1 / (COUNT(*) - COUNT(*)) FROM AGENT_SESSION",
            "DELETE FROM AGENT_SESSION");

    private OneJarClient() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        System.out.write(seen().getBytes(UTF_8));
        System.out.flush();
    }

    /** Prints results that are equal in each run. */
    static String seen() throws SQLException {
        StringBuilder seen = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(URL)) {
            DatabaseMetaData metadata = connection.getMetaData();
            seen.append(metadata.getDriverName() + " " + metadata.getDriverVersion() + "\n");
            print(metadata.getTables(null, null, "%", null), seen);
            print(metadata.getFunctions(null, null, "%"), seen);
            print(metadata.getColumns(null, "%", "AGENT\\_%", "LOG%"), seen);
            print(metadata.getTypeInfo(), seen);
            for (String sql : QUERIES) {
                seen.append(sql).append('\n');
                try (Statement statement = connection.createStatement()) {
                    print(statement.executeQuery(sql), seen);
                } catch (SQLException e) {
                    seen.append(e.getSQLState() + " " + e.getMessage() + "\n");
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT AGENT_ID, LOGIN_DTS FROM AGENT_SESSION WHERE LOGIN_DTS < ? AND PRESENTED > ? ORDER BY 2, 1 LIMIT 3")) {
                statement.setString(1, "2026-03-01 00:00:00");
                statement.setInt(2, 10);
                print(statement.executeQuery(), seen);
            }
        }
        try (Connection connection = DriverManager.getConnection(URL + "&fun=hive,spatial");
                Statement statement = connection.createStatement()) {
            print(statement.executeQuery("SELECT ST_AsText(ST_Point(1, 2)), LEVENSHTEIN('kitten', 'sitting')"), seen);
        }
        return seen.toString();
    }

    private static void print(ResultSet rows, StringBuilder seen) throws SQLException {
        try (rows) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    seen.append(i == 1 ? "  " : " | ").append(rows.getString(i));
                }
                seen.append('\n');
            }
        }
    }
}
