package agentsession;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * An application in a class loader of its own, with the driver, and what each thread of a server runs of it. No other class
 * of this project is in its class loader.
 */
public final class RedeployedClient implements Callable<String> {
    private static final String URL =
            "jdbc:agentsession:demo?demoSessions=1000&now=2026-04-27T19:00:00Z&timeZone=US/Arizona&fun=all";

    private static final List<String> QUERIES = List.of(
            """
            SELECT a.TEAM, COUNT(*), AVG(b.TALK_TIME_MIN), LISTAGG(DISTINCT a.DIAL_GROUP, '; ')
            FROM AGENT_SESSION a JOIN AGENT_SESSION b ON a.LOGIN_SESSION_ID = b.LOGIN_SESSION_ID
            WHERE EXISTS (SELECT 1 FROM AGENT_SESSION c WHERE c.AGENT_ID = a.AGENT_ID AND c.RNA > 0)
            GROUP BY ROLLUP(a.TEAM) ORDER BY a.TEAM""",
            """
            SELECT RANK() OVER (PARTITION BY TEAM ORDER BY TALK_TIME_MIN DESC),
                SUM(PRESENTED) OVER (PARTITION BY TEAM ORDER BY LOGIN_DTS ROWS 3 PRECEDING)
            FROM AGENT_SESSION WHERE LOGIN_DTS >= CURRENT_DATE - INTERVAL '7' DAY""",
            """
            SELECT REGEXP_REPLACE(LAST_NAME, '[aeiou]', ''), SOUNDEX('Robert'), MD5(LAST_NAME) FROM AGENT_SESSION
            WHERE REGEXP_LIKE(LAST_NAME, '^[A-M]') OR LAST_NAME SIMILAR TO '%a%'""",
            """
            SELECT EXTRACTVALUE('<a><b>1</b></a>', '/a/b'), "EXTRACT"('<a><b>1</b></a>', '/a/b'),
                "EXTRACT"('<a><b>1</b></a>', '/a/b', 'x="y"'), EXISTSNODE('<a><b>1</b></a>', '/a/b'),
                XMLTRANSFORM('<a/>', '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>')
            FROM AGENT_SESSION LIMIT 3""",
            """
            SELECT FORMAT_DATETIME('%c', LOGIN_DTS), FORMAT_DATE('%A', CAST(LOGIN_DTS AS DATE)),
                FORMAT_TIME('%H', CAST(LOGIN_DTS AS TIME)), TO_CHAR(LOGIN_DTS, 'Day DD Month YYYY HH24:MI:SS'),
                TO_TIMESTAMP('18.05.2026', 'DD.MM.YYYY'), PARSE_DATE('%Y-%m-%d', '2026-05-18')
            FROM AGENT_SESSION LIMIT 3""",
            """
            SELECT JSON_VALUE(j, '$.a'), JSON_QUERY(j, '$.b'), JSON_PRETTY(j), JSON_LENGTH(j), JSON_OBJECT('j' VALUE j)
            FROM (VALUES ('{"a": 1, "b": [2]}'), ('{"a": 2}')) AS t (j)""",
            "WITH RECURSIVE r (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 9) SELECT SUM(n) FROM r",
            "EXPLAIN PLAN FOR SELECT DISTINCT LAST_NAME, RAND(1) FROM AGENT_SESSION ORDER BY 1");

    private static final List<String> FAILING = List.of(
            "SELECT x'",
            "SELECT NO_SUCH_COLUMN FROM AGENT_SESSION",
            "SELECT LOGIN_DTS FROM AGENT_SESSION WHERE LOGIN_DTS > 'yesterday'",
            "SELECT EXTRACTVALUE('<a>', '/a')",
            "SELECT 1 / (COUNT(*) - COUNT(*)) FROM AGENT_SESSION");

    public RedeployedClient() throws ReflectiveOperationException {
        Class.forName("agentsession.jdbc.AgentSessionDriver");
    }

    /** Uses the driver in many ways, closes what it opens, and returns numbers of rows and SQLStates. */
    @Override
    public String call() throws SQLException {
        StringBuilder seen = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(URL)) {
            for (String sql : QUERIES) {
                seen.append(rows(connection, sql)).append(' ');
            }
            for (String sql : FAILING) {
                seen.append(failure(() -> rows(connection, sql)));
            }
            connection.getMetaData().getColumns(null, "%", "AGENT\\_%", "LOG%").close();
            cancel(connection);
        }
        try (Connection connection = DriverManager.getConnection(URL + "&returnType=XML")) {
            seen.append(rows(connection, "SELECT * FROM AGENT_SESSION")).append(' ');
        }
        seen.append(failure(RedeployedClient::timeOut));
        for (String url : List.of(
                "jdbc:agentsession://localhost:1/1?tls=false&accessToken=t&maxRetries=0",
                "jdbc:agentsession://localhost:1/1?tls=false&user=u&password=p&auth=legacy&maxRetries=0",
                URL + "&unknown=1")) {
            seen.append(failure(() -> {
                DriverManager.getConnection(url).close();
                return 0;
            }));
        }
        return seen.toString();
    }

    /** What may fail. */
    interface Attempt {
        int run() throws SQLException;
    }

    private static String failure(Attempt attempt) {
        try {
            return "no failure, but " + attempt.run();
        } catch (SQLException e) {
            return e.getSQLState() + " ";
        }
    }

    private static int rows(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            int count = 0;
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    rows.getObject(i);
                }
                count++;
            }
            return count;
        }
    }

    private static void cancel(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM AGENT_SESSION")) {
            rows.next();
            statement.cancel();
        }
    }

    private static int timeOut() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            statement.executeQuery(
                    "SELECT COUNT(*) FROM AGENT_SESSION a, AGENT_SESSION b, AGENT_SESSION c WHERE a.RNA < b.RNA + c.RNA");
            return 1;
        }
    }

    /** What an application server does when it stops an application. */
    public static void deregister() throws SQLException {
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == RedeployedClient.class.getClassLoader()) {
                DriverManager.deregisterDriver(driver);
            }
        }
    }
}
