package agentsession.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import agentsession.jdbc.AgentSessionDataSource;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class SpringIT {
    private static final LocalDateTime FROM = LocalDateTime.of(2026, 11, 9, 0, 0);
    private static final LocalDateTime TO = LocalDateTime.of(2026, 11, 16, 0, 0);

    @AutoClose
    private static CallCentreService centre;

    private static AgentSessionDataSource source;
    private static JdbcTemplate jdbc;

    /** A session, with names and types that an application may choose. */
    record Shift(
            int agentId,
            String lastName,
            LocalDateTime loginDts,
            @Nullable LocalDateTime logoutDts,
            BigDecimal loginTimeMin,
            long loginSessionId) {}

    @BeforeAll
    static void open() {
        centre = CallCentreService.open();
        source = new AgentSessionDataSource();
        source.setUrl(centre.url());
        source.setAccessToken(CallCentreService.TOKEN);
        jdbc = new JdbcTemplate(source);
    }

    @Test
    void rowsAreMappedByHand() {
        RowMapper<String> mapper = (row, number) ->
                number + " " + row.getString("TEAM") + " " + row.getObject("FIRST_LOGIN", LocalDateTime.class);

        List<String> teams = jdbc.query(
                "SELECT TEAM, MIN(LOGIN_DTS) AS FIRST_LOGIN FROM AGENT_SESSION"
                        + " WHERE LOGIN_DTS >= ? AND LOGIN_DTS < ? AND TEAM = ? GROUP BY TEAM",
                mapper,
                FROM,
                TO,
                "Billing");

        assertThat(teams).singleElement().asString().startsWith("0 Billing 2026-11-09T0");
        assertThat(centre.lastCriteria().startTimestamp()).isEqualTo("2026-11-09 00:00:00.0000");
        assertThat(centre.lastCriteria().endTimestamp()).isEqualTo("2026-11-15 23:59:59.9999");
        assertThat(centre.lastCriteria().agentTeams()).containsExactly("Billing");
    }

    @Test
    void rowsAreMappedByTheNamesOfARecord() {
        List<Shift> shifts = jdbc.query(
                "SELECT * FROM AGENT_SESSION WHERE LOGIN_DTS BETWEEN ? AND ?",
                DataClassRowMapper.newInstance(Shift.class),
                FROM,
                TO);

        assertThat(shifts).hasSizeGreaterThan(50).allSatisfy(shift -> {
            assertThat(shift.loginDts()).isBetween(FROM, TO);
            assertThat(shift.logoutDts()).isAfterOrEqualTo(shift.loginDts());
            assertThat(shift.agentId()).isPositive();
            assertThat(shift.loginTimeMin()).isPositive();
            assertThat(shift.loginSessionId()).isPositive();
        });
    }

    @Test
    void rowsAreMaps() {
        List<Map<String, Object>> days = jdbc.queryForList(
                "SELECT CAST(LOGIN_DTS AS DATE) AS DAY_OF_LOGIN, COUNT(*) AS SESSIONS FROM AGENT_SESSION"
                        + " WHERE LOGIN_DTS >= ? AND LOGIN_DTS < ? GROUP BY CAST(LOGIN_DTS AS DATE) ORDER BY 1",
                FROM,
                TO);

        assertThat(days).hasSize(7);
        assertThat(days.get(0))
                .containsEntry("day_of_login", java.sql.Date.valueOf("2026-11-09"))
                .extractingByKey("SESSIONS")
                .isInstanceOf(Long.class);
    }

    @Test
    void aSingleValueHasTheRequestedClass() {
        assertThat(jdbc.queryForObject("SELECT MAX(LOGIN_DTS) FROM AGENT_SESSION", LocalDateTime.class))
                .isAfter(FROM);
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM AGENT_SESSION WHERE CAST(LOGIN_DTS AS DATE) = ?",
                        Integer.class,
                        LocalDate.of(2026, 11, 10)))
                .isPositive();
        assertThat(jdbc.queryForObject("SELECT SUM(TALK_TIME_MIN) FROM AGENT_SESSION", BigDecimal.class))
                .isPositive();
    }

    @Test
    void aListOfValuesBecomesCriteria() {
        List<Integer> some = jdbc.queryForList("SELECT DISTINCT AGENT_ID FROM AGENT_SESSION LIMIT 3", Integer.class);

        List<Integer> found = new NamedParameterJdbcTemplate(source)
                .queryForList(
                        "SELECT DISTINCT AGENT_ID FROM AGENT_SESSION WHERE AGENT_ID IN (:agents) AND LOGIN_DTS <= :to",
                        Map.of("agents", some, "to", LocalDateTime.of(2026, 11, 20, 11, 0)),
                        Integer.class);

        assertThat(found).hasSize(3).containsExactlyInAnyOrderElementsOf(some);
        assertThat(centre.lastCriteria().agentIds()).containsExactlyInAnyOrderElementsOf(some);
    }

    @Test
    void jdbcClientWorks() {
        assertThat(JdbcClient.create(source)
                        .sql("SELECT DISTINCT TEAM FROM AGENT_SESSION WHERE TEAM IN (:teams)")
                        .param("teams", List.of("Billing", "Sales East"))
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("Billing", "Sales East");
    }

    @Test
    void closingAStreamStopsTheDownload() {
        JdbcTemplate template = new JdbcTemplate(source);
        template.setFetchSize(100);
        template.setMaxRows(20);
        template.setQueryTimeout(60);
        try (Stream<String> names =
                template.queryForStream("SELECT LAST_NAME FROM AGENT_SESSION", (row, number) -> row.getString(1))) {
            assertThat(names.toList()).hasSize(20);
        }
    }

    @Test
    void aTransactionIsAccepted() {
        DataSourceTransactionManager manager = new DataSourceTransactionManager(source);
        TransactionTemplate transaction = new TransactionTemplate(manager);
        transaction.setReadOnly(true);
        transaction.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
        transaction.setTimeout(60);

        assertThat(transaction.<Integer>execute(
                        status -> jdbc.queryForObject("SELECT COUNT(*) FROM AGENT_SESSION", Integer.class)))
                .isPositive();
    }

    @Test
    void errorsAreTranslated() {
        assertFails(BadSqlGrammarException.class, "SELECT NO_SUCH_COLUMN FROM AGENT_SESSION", "42703");
        assertFails(BadSqlGrammarException.class, "SELEKT 1", "42601");
        assertFails(BadSqlGrammarException.class, "SELECT * FROM NO_SUCH_TABLE", "42P01");
        assertFails(DataIntegrityViolationException.class, "SELECT CAST('x' AS INTEGER)", "22018");
        assertFails(DataAccessException.class, "DELETE FROM AGENT_SESSION", "25006");
    }

    @Test
    void anUnreachableServiceIsAResourceFailure() {
        CallCentreService gone = CallCentreService.open();
        AgentSessionDataSource lost = new AgentSessionDataSource();
        lost.setUrl(gone.url());
        lost.setAccessToken(CallCentreService.TOKEN);
        gone.close();

        assertThatExceptionOfType(DataAccessResourceFailureException.class)
                .isThrownBy(() -> new JdbcTemplate(lost).queryForList("SELECT * FROM AGENT_SESSION"))
                .havingCause()
                .withMessageNotContaining(CallCentreService.TOKEN);
    }

    private static void assertFails(Class<? extends DataAccessException> type, String sql, String state) {
        assertThatExceptionOfType(type)
                .isThrownBy(() -> jdbc.execute(sql))
                .havingCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        cause -> assertThat(cause.getSQLState()).isEqualTo(state));
    }
}
