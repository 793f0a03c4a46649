package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that execute the same text share its plan, and nothing else. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SharedPlansIT {
    private static final String SUMMARY =
            "SELECT TEAM, COUNT(*), SUM(TALK_TIME_MIN), MIN(LOGIN_DTS) FROM AGENT_SESSION GROUP BY TEAM ORDER BY TEAM";

    @Test
    void eachConnectionReadsItsOwnReport() throws SQLException {
        try (Connection first = demo("demoSeed=1");
                Connection second = demo("demoSeed=2")) {
            List<String> ofFirst = rows(first, SUMMARY);
            List<String> ofSecond = rows(second, SUMMARY);

            assertThat(ofFirst).isNotEqualTo(ofSecond);
            assertThat(ofFirst).isEqualTo(rows(first, SUMMARY + " -- planned anew"));
            assertThat(ofSecond).isEqualTo(rows(second, SUMMARY + " -- planned anew"));
        }
    }

    @Test
    void aPlanOutlivesTheConnectionThatMadeIt() throws SQLException {
        List<String> before;
        try (Connection first = demo("demoSeed=3")) {
            before = rows(first, SUMMARY);
        }
        try (Connection second = demo("demoSeed=3")) {
            assertThat(rows(second, SUMMARY)).isEqualTo(before);
        }
    }

    @Test
    void eachConnectionHasItsOwnTimeZoneAndLookback() throws SQLException {
        String now = "SELECT CURRENT_TIMESTAMP FROM (VALUES 1)";
        String count = "SELECT COUNT(*) FROM AGENT_SESSION";
        try (Connection west = demo("timeZone=Pacific/Honolulu&lookback=P1D");
                Connection east = demo("timeZone=Asia/Tokyo&lookback=P80D")) {
            assertThat(now(west, now)).isBefore(now(east, now).minusHours(18));
            assertThat(number(west, count)).isLessThan(number(east, count));
        }
    }

    @Test
    void eachConnectionListsItsOwnRequests() throws SQLException {
        String requests = "SELECT COUNT(*) FROM SYSTEM.REPORT_REQUESTS";
        try (Connection first = demo("demoSeed=4");
                Connection second = demo("demoSeed=5")) {
            number(first, "SELECT COUNT(*) FROM AGENT_SESSION");

            assertThat(number(first, requests)).isPositive();
            assertThat(number(second, requests)).isZero();
        }
    }

    @Test
    void connectionsExecuteAPlanAtTheSameTime() throws Exception {
        String sql = "SELECT COUNT(*) FROM AGENT_SESSION WHERE TEAM IS NOT NULL AND ACCEPTED >= ?";
        int connections = 8;
        CyclicBarrier start = new CyclicBarrier(connections);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<List<Long>>> tasks = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                String seed = "demoSeed=" + (10 + i % 2);
                tasks.add(() -> counts(seed, sql, start));
            }
            List<List<Long>> counts = new ArrayList<>();
            for (Future<List<Long>> result : threads.invokeAll(tasks)) {
                counts.add(result.get());
            }
            for (int i = 0; i < connections; i++) {
                assertThat(counts.get(i)).isEqualTo(counts.get(i % 2));
            }
            assertThat(counts.get(0)).isNotEqualTo(counts.get(1));
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Long> counts(String seed, String sql, CyclicBarrier start) throws Exception {
        try (Connection connection = demo(seed);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            start.await();
            List<Long> counts = new ArrayList<>();
            for (int accepted = 0; accepted < 40; accepted++) {
                statement.setInt(1, accepted);
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    counts.add(result.getLong(1));
                }
            }
            return counts;
        }
    }

    private static Connection demo(String properties) throws SQLException {
        return DriverManager.getConnection("jdbc:agentsession:demo?demoSessions=2000&" + properties);
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1) + " " + result.getLong(2) + " " + result.getBigDecimal(3) + " "
                        + result.getString(4));
            }
            return rows;
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static LocalDateTime now(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getObject(1, LocalDateTime.class);
        }
    }
}
