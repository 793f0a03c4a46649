package agentsession.example;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Properties;

/**
 * Runs one query and prints its result as a table: the query in system property {@code sql}, against the URL in system
 * property {@code url}. Defaults are those of the demo.
 */
public final class RunQuery {
    private static final String DEMO_URL = "jdbc:agentsession:demo";

    private static final String DEMO_SQL = """
            SELECT TEAM AS "Team",
                   COUNT(*) AS "Sessions",
                   COUNT(DISTINCT AGENT_ID) AS "Agents",
                   CAST(SUM(TALK_TIME_MIN) / 60 AS DECIMAL(9, 1)) AS "Talk time (h)",
                   CAST(SUM(LOGIN_TIME_MIN) / 60 AS DECIMAL(9, 1)) AS "Login time (h)",
                   CAST(100 * SUM(TALK_TIME_MIN) / NULLIF(SUM(LOGIN_TIME_MIN), 0) AS DECIMAL(9, 1)) AS "Utilisation (%)"
            FROM AGENT_SESSION
            WHERE LOGIN_DTS >= CURRENT_TIMESTAMP - INTERVAL '7' DAY
            GROUP BY TEAM
            ORDER BY SUM(TALK_TIME_MIN) DESC
            """;

    private static final String HINT = """

            Your own query:    mvn -q -DskipTests package exec:java -Dsql="SELECT * FROM AGENT_SESSION LIMIT 5"
            Your own service:  ... -Durl="jdbc:agentsession://ringcx.ringcentral.com/voice/ACCOUNT?accessToken=TOKEN"
            """;

    private RunQuery() {}

    /** Exits with status 1 if the query fails. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        if (!run(System.getProperties(), out, err)) {
            System.exit(1);
        }
    }

    /**
     * Prints the result of a query.
     *
     * @param properties with {@code sql} and {@code url}
     * @param err for a line for each warning, and one if the query fails
     * @return whether the query succeeded
     */
    static boolean run(Properties properties, PrintStream out, PrintStream err) {
        String url = properties.getProperty("url", DEMO_URL);
        String sql = properties.getProperty("sql", DEMO_SQL);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            out.print(ResultTable.of(rows));
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                err.println(line("Warning", warning));
            }
        } catch (SQLException e) {
            err.println(line("Error", e));
            return false;
        }
        if (!properties.containsKey("url") && !properties.containsKey("sql")) {
            out.print(HINT);
        }
        return true;
    }

    private static String line(String kind, SQLException e) {
        return "%s: %s (SQLState %s)"
                .formatted(kind, String.valueOf(e.getMessage()).replaceAll("\\R", " "), e.getSQLState());
    }
}
