package agentsession.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import agentsession.calcite.AgentSessionSchemaFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.SchemaPlus;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report in a model of {@code jdbc:calcite:}, with a database. */
final class CalciteModelIT {
    private static final String DATABASE = "jdbc:h2:mem:calcite-model";
    private static final String WEEK =
            "LOGIN_DTS >= TIMESTAMP '2026-11-09 00:00:00'" + " AND LOGIN_DTS < TIMESTAMP '2026-11-16 00:00:00'";
    private static final String JOIN = """
            SELECT T.TEAM, T.MANAGER, COUNT(*) AS SESSIONS
            FROM REPORTS.AGENT_SESSION S
            JOIN HR.TEAMS T ON T.TEAM = S.TEAM
            WHERE S.LOGIN_DTS >= TIMESTAMP '2026-11-09 00:00:00' AND S.LOGIN_DTS < TIMESTAMP '2026-11-16 00:00:00'
              AND S.TEAM IN ('Billing', 'Sales East', 'Reservations') AND T.SITE = 'Phoenix'
            GROUP BY T.TEAM, T.MANAGER
            ORDER BY T.TEAM
            """;

    @AutoClose
    private static CallCentreService centre;

    @AutoClose
    private static Connection database;

    @BeforeAll
    static void open() throws SQLException {
        centre = CallCentreService.open();
        database = DriverManager.getConnection(DATABASE);
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE TEAMS (TEAM VARCHAR(255), MANAGER VARCHAR(50), SITE VARCHAR(50))");
            statement.execute("INSERT INTO TEAMS VALUES ('Billing', 'Okafor', 'Phoenix'),"
                    + " ('Sales East', 'Lindqvist', 'Boston'), ('Reservations', 'Moreau', 'Phoenix')");
        }
    }

    @BeforeEach
    void clearRequests() {
        centre.service().requests().clear();
    }

    @Test
    void theReportIsJoinedWithATableOfADatabase() throws SQLException {
        List<String> joined;
        try (Connection calcite = calcite()) {
            joined = rows(calcite, JOIN);
        }

        List<String> expected = new ArrayList<>();
        for (String team : report("SELECT TEAM, COUNT(*) FROM AGENT_SESSION WHERE " + WEEK
                + " AND TEAM IN ('Billing', 'Reservations') GROUP BY TEAM ORDER BY TEAM")) {
            expected.add(team.replace("Billing|", "Billing|Okafor|").replace("Reservations|", "Reservations|Moreau|"));
        }
        assertThat(joined).isEqualTo(expected).hasSize(2);
    }

    @Test
    void filtersArePushedToTheServiceAndTheDatabase() throws SQLException {
        try (Connection calcite = calcite()) {
            rows(calcite, JOIN);

            assertThat(centre.service().requests().reports()).hasSize(1);
            assertThat(centre.lastCriteria().startTimestamp()).isEqualTo("2026-11-09 00:00:00.0000");
            assertThat(centre.lastCriteria().endTimestamp()).isEqualTo("2026-11-15 23:59:59.9999");
            assertThat(centre.lastCriteria().agentTeams())
                    .containsExactlyInAnyOrder("Billing", "Reservations", "Sales East");
            assertThat(String.join("\n", rows(calcite, "EXPLAIN PLAN FOR " + JOIN)))
                    .contains(
                            "AgentSessionScan(table=[[REPORTS, AGENT_SESSION]], columns=[[LOGIN_DTS, TEAM]]",
                            "windows=[2026-11-09 00:00..2026-11-15 23:59]",
                            "teams=[[Billing, Reservations, Sales East]]",
                            "JdbcFilter(condition=[=($2, 'Phoenix')])");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM REPORTS.AGENT_SESSION WHERE " + WEEK + " ORDER BY LOGIN_SESSION_ID",
                "SELECT TEAM, COUNT(*), SUM(TALK_TIME_MIN), MIN(LOGIN_DTS) FROM REPORTS.AGENT_SESSION WHERE " + WEEK
                        + " GROUP BY TEAM ORDER BY TEAM",
                "SELECT COUNT(*) FROM REPORTS.AGENT_SESSION WHERE " + WEEK + " AND DIAL_GROUP LIKE 'HTL%'",
                "SELECT LAST_NAME FROM REPORTS.AGENT_SESSION WHERE " + WEEK
                        + " AND CAST(LOGIN_DTS AS DATE) = DATE '2026-11-11' AND TEAM = 'Billing' ORDER BY 1",
                "SELECT LOGIN_DTS, LOGOUT_DTS FROM REPORTS.AGENT_SESSION WHERE LOGOUT_DTS < TIMESTAMP '2026-11-11 09:30:00'"
                        + " AND LOGIN_DTS >= TIMESTAMP '2026-11-10 00:00:00' ORDER BY LOGIN_SESSION_ID",
                "SELECT COUNT(*) FROM REPORTS.AGENT_SESSION WHERE " + WEEK + " AND AGENT_ID IN (1, 2, 3) AND 1 = 0",
                "SELECT A.TEAM, A.N - B.N FROM (SELECT TEAM, COUNT(*) AS N FROM REPORTS.AGENT_SESSION WHERE " + WEEK
                        + " GROUP BY TEAM) A JOIN (SELECT TEAM, COUNT(*) AS N FROM REPORTS.AGENT_SESSION"
                        + " WHERE LOGIN_DTS >= TIMESTAMP '2026-11-02 00:00:00'"
                        + " AND LOGIN_DTS < TIMESTAMP '2026-11-09 00:00:00' GROUP BY TEAM) B ON A.TEAM = B.TEAM"
                        + " ORDER BY A.TEAM"
            })
    void theRowsAreThoseOfTheDriver(String sql) throws SQLException {
        List<String> expected = report(sql);

        try (Connection calcite = calcite()) {
            assertThat(rows(calcite, sql)).isNotEmpty().isEqualTo(expected);
        }
    }

    @Test
    void parametersBecomeCriteria() throws SQLException {
        try (Connection calcite = calcite();
                PreparedStatement statement = calcite.prepareStatement("SELECT COUNT(*) FROM REPORTS.AGENT_SESSION"
                        + " WHERE TEAM = ? AND LOGIN_DTS >= ? AND " + WEEK)) {
            statement.setString(1, "Billing");
            statement.setTimestamp(2, Timestamp.valueOf("2026-11-12 00:00:00"));
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isPositive();
            }
        }
        assertThat(centre.lastCriteria().startTimestamp()).isEqualTo("2026-11-12 00:00:00.0000");
        assertThat(centre.lastCriteria().agentTeams()).containsExactly("Billing");
    }

    @Test
    void aLimitStopsTheDownload() throws SQLException {
        try (Connection calcite = calcite()) {
            assertThat(rows(calcite, "SELECT LAST_NAME FROM REPORTS.AGENT_SESSION WHERE " + WEEK + " LIMIT 3"))
                    .hasSize(3);
            assertThat(String.join(
                            "\n",
                            rows(calcite, "EXPLAIN PLAN FOR SELECT LAST_NAME FROM REPORTS.AGENT_SESSION LIMIT 3")))
                    .contains("limit=[3]");
        }
    }

    @Test
    void timesAreLocalTimesOfTheReportInAConnectionWithItsTimeZone() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("timeZone", "US/Arizona");
        try (Connection calcite = calcite(properties);
                Statement statement = calcite.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT MAX(LOGIN_DTS) FROM REPORTS.AGENT_SESSION WHERE " + WEEK)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1))
                    .isEqualTo(report("SELECT MAX(LOGIN_DTS) FROM AGENT_SESSION WHERE " + WEEK)
                            .get(0));
        }
    }

    @Test
    void aSchemaIsAddedWithoutAModel() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:calcite:")) {
            SchemaPlus root = connection.unwrap(CalciteConnection.class).getRootSchema();
            root.add(
                    "SESSIONS",
                    new AgentSessionSchemaFactory()
                            .create(
                                    root,
                                    "SESSIONS",
                                    Map.of("url", centre.url(), "accessToken", CallCentreService.TOKEN)));

            assertThat(rows(connection, "SELECT COUNT(*) FROM SESSIONS.AGENT_SESSION WHERE " + WEEK))
                    .isEqualTo(report("SELECT COUNT(*) FROM AGENT_SESSION WHERE " + WEEK));
        }
    }

    @Test
    void theUrlAloneIsEnough() throws SQLException {
        try (Connection calcite =
                DriverManager.getConnection("jdbc:calcite:schemaFactory=" + AgentSessionSchemaFactory.class.getName()
                        + "; schema.url='" + centre.url() + "'; schema.accessToken=" + CallCentreService.TOKEN)) {
            assertThat(rows(calcite, "SELECT COUNT(*) FROM AGENT_SESSION WHERE " + WEEK))
                    .isEqualTo(report("SELECT COUNT(*) FROM AGENT_SESSION WHERE " + WEEK));
        }
    }

    @Test
    void theMetadataShowsTheTable() throws SQLException {
        try (Connection calcite = calcite();
                ResultSet columns = calcite.getMetaData().getColumns(null, "REPORTS", "AGENT_SESSION", null)) {
            List<String> names = new ArrayList<>();
            while (columns.next()) {
                names.add(columns.getString("COLUMN_NAME"));
            }
            assertThat(names).hasSize(39).startsWith("AGENT_ID").endsWith("MONITORING_SESSIONS");
        }
    }

    @Test
    void aRefusedTokenIsAnError() throws SQLException {
        try (Connection calcite =
                DriverManager.getConnection("jdbc:calcite:model=inline:" + model("not-" + CallCentreService.TOKEN))) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> rows(calcite, "SELECT * FROM REPORTS.AGENT_SESSION WHERE " + WEEK))
                    .havingRootCause()
                    .withMessageContaining("401")
                    .withMessageNotContaining(CallCentreService.TOKEN);
        }
    }

    @Test
    void anInvalidOperandFailsTheConnection() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> DriverManager.getConnection("jdbc:calcite:model=inline:"
                        + model(CallCentreService.TOKEN).replace("accessToken", "acessToken")))
                .havingRootCause()
                .withMessageContaining("did you mean accessToken?")
                .withMessageNotContaining(CallCentreService.TOKEN);
    }

    private static Connection calcite() throws SQLException {
        return calcite(new Properties());
    }

    private static Connection calcite(Properties properties) throws SQLException {
        properties.setProperty("model", "inline:" + model(CallCentreService.TOKEN));
        return DriverManager.getConnection("jdbc:calcite:", properties);
    }

    private static String model(String token) {
        return """
                {
                  "version": "1.0",
                  "defaultSchema": "HR",
                  "schemas": [
                    {
                      "name": "REPORTS",
                      "type": "custom",
                      "factory": "agentsession.calcite.AgentSessionSchemaFactory",
                      "operand": {"url": "%s", "accessToken": "%s", "pushDown": ["timestamps", "agents", "teams"]}
                    },
                    {
                      "name": "HR",
                      "type": "jdbc",
                      "jdbcDriver": "org.h2.Driver",
                      "jdbcUrl": "%s",
                      "jdbcSchema": "PUBLIC"
                    }
                  ]
                }
                """.formatted(centre.url(), token, DATABASE);
    }

    private static List<String> report(String sql) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("accessToken", CallCentreService.TOKEN);
        try (Connection connection = DriverManager.getConnection(centre.url(), properties)) {
            return rows(connection, sql);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }
}
