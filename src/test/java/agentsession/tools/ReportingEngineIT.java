package agentsession.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How a reporting engine such as JasperReports executes a query with parameters and reads the fields. */
final class ReportingEngineIT {
    @AutoClose
    private static final CallCentreService CENTRE = CallCentreService.open();

    @Test
    void timesAndTeamsBecomeCriteriaAndFieldsAreReadByNameOrIndex() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "");
        properties.setProperty("password", CallCentreService.TOKEN);
        Set<String> teams = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection(CENTRE.url(), properties);
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT TEAM, AGENT_ID, LOGIN_SESSION_ID, TALK_TIME_MIN, LOGIN_DTS FROM AGENT_SESSION"
                                + " WHERE LOGIN_DTS >= ? AND LOGIN_DTS < ? AND TEAM IN (?, ?) ORDER BY TEAM",
                        ResultSet.TYPE_FORWARD_ONLY,
                        ResultSet.CONCUR_READ_ONLY)) {
            statement.setTimestamp(1, Timestamp.valueOf("2026-11-09 00:00:00"));
            statement.setObject(2, Timestamp.valueOf("2026-11-16 00:00:00"), Types.TIMESTAMP);
            statement.setString(3, "Billing");
            statement.setObject(4, "Sales East", Types.VARCHAR);
            statement.setFetchSize(100);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    teams.add(rows.getString("TEAM"));
                    assertThat(rows.getObject("agent_id")).isInstanceOf(Integer.class);
                    assertThat(rows.getObject(rows.findColumn("LOGIN_SESSION_ID")))
                            .isInstanceOf(Long.class);
                    assertThat(rows.getObject("TALK_TIME_MIN")).isInstanceOf(BigDecimal.class);
                    assertThat(rows.getTimestamp("LOGIN_DTS"))
                            .isBetween(
                                    Timestamp.valueOf("2026-11-09 00:00:00"), Timestamp.valueOf("2026-11-16 00:00:00"));
                }
            }
        }
        assertThat(teams).containsExactly("Billing", "Sales East");
        assertThat(CENTRE.lastCriteria().startTimestamp()).isEqualTo("2026-11-09 00:00:00.0000");
        assertThat(CENTRE.lastCriteria().endTimestamp()).isEqualTo("2026-11-15 23:59:59.9999");
        assertThat(CENTRE.lastCriteria().agentTeams()).containsExactlyInAnyOrder("Billing", "Sales East");
    }
}
