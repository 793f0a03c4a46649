package agentsession.query;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.adapter.TestTables;
import agentsession.concurrent.CancellationToken;
import agentsession.memory.MemoryLimit;
import agentsession.report.PushDown;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EXPLAIN PLAN FOR shows the requests of a query and sends none. */
final class ExplainTest {
    private static final ZoneId ZONE = ZoneId.of("US/Arizona");

    private final RecordingService service = new RecordingService();

    @Test
    void theScanShowsItsColumnsAndTheCriteriaKnownWhenPlanning() {
        assertThat(scan(
                        "SELECT LAST_NAME FROM AGENT_SESSION WHERE LOGIN_DTS >= '2026-11-01' AND LOGIN_DTS < '2026-11-08'"
                                + " AND AGENT_ID IN (7, 8) AND TEAM = 'Billing'"))
                .contains(
                        "columns=[[AGENT_ID, LAST_NAME, LOGIN_DTS, TEAM]]",
                        "windows=[2026-11-01 00:00..2026-11-07 23:59]",
                        "agentIds=[[7, 8]]",
                        "teams=[[Billing]]");
    }

    @Test
    void theScanShowsTheExpressionsOfBoundsKnownOnlyWhenExecuting() {
        assertThat(
                        scan(
                                "SELECT * FROM AGENT_SESSION WHERE LOGIN_DTS >= CURRENT_TIMESTAMP - INTERVAL '7' DAY AND AGENT_ID = ?"))
                .contains("condition=[LOGIN_DTS >= -(CURRENT_TIMESTAMP, 604800000:INTERVAL DAY) AND AGENT_ID = ?0]")
                .doesNotContain("windows=", "agentIds=");
    }

    @Test
    void theScanShowsTheNumberOfRowsAfterWhichItStops() {
        assertThat(scan("SELECT LAST_NAME FROM AGENT_SESSION LIMIT 10")).contains("limit=[10]");
        assertThat(scan("SELECT LAST_NAME FROM AGENT_SESSION OFFSET 5 ROWS FETCH NEXT 10 ROWS ONLY"))
                .contains("limit=[15]");
    }

    @Test
    void theScanShowsNoLimitBelowAFilter() {
        assertThat(scan("SELECT LAST_NAME FROM AGENT_SESSION WHERE ACCEPTED > 20 LIMIT 10"))
                .doesNotContain("limit=");
    }

    @Test
    void conditionsThatAreNotPushedDownAreNotShown() {
        assertThat(scan(
                        "SELECT TEAM FROM AGENT_SESSION WHERE AGENT_ID = 7 AND LOGIN_DTS >= '2026-11-01'",
                        PushDown.NONE))
                .doesNotContain("windows=", "agentIds=");
    }

    @Test
    void aContradictionLeavesNoScan() {
        assertThat(plan("SELECT TEAM FROM AGENT_SESSION WHERE 1 = 0", PushDown.ALL))
                .noneMatch(line -> line.contains("AgentSessionScan"));
    }

    @Test
    void theLogicalPlanIsShownOnRequest() {
        assertThat(lines(
                        "EXPLAIN PLAN WITHOUT IMPLEMENTATION FOR SELECT TEAM FROM AGENT_SESSION WHERE ACCEPTED > 20",
                        PushDown.ALL))
                .anyMatch(line -> line.contains("LogicalFilter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM AGENT_SESSION",
                "SELECT TEAM, COUNT(*) FROM AGENT_SESSION WHERE LOGIN_DTS >= ? GROUP BY TEAM",
                "EXPLAIN PLAN FOR SELECT * FROM AGENT_SESSION"
            })
    void preparingSendsNoRequest(String sql) {
        assertThat(engine(PushDown.ALL).prepare(sql).columns()).isNotEmpty();
        assertThat(service.requests()).isEmpty();
    }

    private String scan(String sql) {
        return scan(sql, PushDown.ALL);
    }

    private String scan(String sql, PushDown pushDown) {
        return plan(sql, pushDown).stream()
                .filter(line -> line.contains("AgentSessionScan"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> plan(String sql, PushDown pushDown) {
        List<String> lines = lines("EXPLAIN PLAN FOR " + sql, pushDown);
        assertThat(service.requests()).isEmpty();
        return lines;
    }

    private List<String> lines(String sql, PushDown pushDown) {
        PreparedQuery query = engine(pushDown).prepare(sql);
        List<Object> values = new ArrayList<>();
        query.parameters().forEach(parameter -> values.add(0));
        List<String> lines = new ArrayList<>();
        try (RunningQuery rows = query.start(List.copyOf(values), 0, QueryTimeout.NONE, new CancellationToken())) {
            while (rows.next()) {
                lines.add(String.valueOf(rows.value(0)));
            }
        }
        return lines;
    }

    private QueryEngine engine(PushDown pushDown) {
        return new QueryEngine(
                TestTables.of(service, ZONE, pushDown, Period.ofDays(90)),
                Clock.fixed(Instant.parse("2026-11-20T18:00:30Z"), ZONE),
                "standard",
                MemoryLimit.ofHeap());
    }
}
