package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.demo.DemoOptions;
import agentsession.demo.DemoOptions.RowOrder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows do not depend on the format of the report. */
final class ReportFormatIT {
    private static final List<String> QUERIES = List.of(
            "SELECT * FROM AGENT_SESSION",
            "SELECT * FROM AGENT_SESSION WHERE LOGIN_DTS >= TIMESTAMP '2026-11-01 00:00:00' AND TEAM = 'Support, Tier 2'",
            "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE LOGOUT_DTS IS NULL OR LAST_NAME LIKE '%''%'",
            "SELECT TEAM, COUNT(*), SUM(TALK_TIME_MIN), MAX(LOGIN_DTS) FROM AGENT_SESSION GROUP BY TEAM",
            "SELECT COUNT(*) FROM AGENT_SESSION",
            "SELECT AGENT_ID FROM AGENT_SESSION WHERE AGENT_ID = -1",
            "SELECT * FROM AGENT_SESSION LIMIT 7");

    @AutoClose
    private static final DemoHost HOST =
            DemoHost.start(DemoOptions.builder().sessions(5_000).rowOrder(RowOrder.SHUFFLED));

    @ParameterizedTest
    @CsvSource({"CSV, PIPE", "CSV, TAB", "XML, COMMA"})
    void allFormatsHaveTheSameRows(String returnType, String delimiter) throws SQLException {
        try (Connection usual = HOST.connect();
                Connection other = connect(returnType, delimiter)) {
            for (String sql : QUERIES) {
                Answer expected = answer(usual, sql);

                assertThat(answer(other, sql)).as(sql).isEqualTo(expected);
                assertThat(HOST.service().requests().lastReport().body())
                        .contains("\"delimiter\":\"" + delimiter + "\"", "\"returnType\":\"" + returnType + "\"");
            }
            assertThat(answer(other, QUERIES.get(0)).rows()).hasSize(5_000);
        }
    }

    private static Connection connect(String returnType, String delimiter) throws SQLException {
        return DriverManager.getConnection(HOST.url() + "&returnType=" + returnType + "&delimiter=" + delimiter);
    }

    private record Answer(List<List<Object>> rows, List<String> warnings) {}

    private static Answer answer(Connection connection, String sql) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                Object[] row = new Object[columns];
                for (int column = 0; column < columns; column++) {
                    row[column] = result.getObject(column + 1);
                }
                rows.add(Arrays.asList(row));
            }
            List<String> warnings = new ArrayList<>();
            for (SQLWarning warning = result.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                warnings.add(warning.getMessage());
            }
            return new Answer(rows, warnings);
        }
    }
}
