package agentsession.tools;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.Soak;
import agentsession.Waiting;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With many threads, few connections and a service that often fails, each result is correct or an error. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConcurrencyIT {
    private static final int THREADS = 16;
    private static final int CONNECTIONS = 8;
    private static final int QUERIES = Soak.size(800, 2_000);
    private static final long SEED = 20_261_120;

    private static final String WHERE = " FROM AGENT_SESSION WHERE LOGIN_DTS >= ? AND LOGIN_DTS < ?";
    private static final List<String> SQL = List.of(
            "SELECT COUNT(*)" + WHERE,
            "SELECT SUM(AGENT_ID)" + WHERE,
            "SELECT AGENT_ID" + WHERE,
            "SELECT AGENT_ID" + WHERE + " ORDER BY 1 DESC",
            "SELECT DISTINCT AGENT_ID" + WHERE + " ORDER BY 1 LIMIT 5");

    @Test
    void everyResultIsCorrectOrAnErrorAndTokensAreRenewedOnce() throws Exception {
        try (UnreliableService service = new UnreliableService(SEED);
                HikariDataSource pool = pool(service);
                // Tokens are discarded with the last connection, and errors may close all connections of the pool at
                // once.
                Connection own = DriverManager.getConnection(service.url())) {
            List<SQLException> failures = run(pool);

            assertThat(failures)
                    .hasSizeLessThan(QUERIES / 5)
                    .allSatisfy(failure -> assertThat(failure.getSQLState())
                            .as("%s", failure)
                            .isIn("08006", "28000", "53400", "58000"));
            assertThat(failures.stream().map(SQLException::getSQLState)).contains("08006");

            // The last token may have been revoked without a request.
            Waiting.await().until(() -> succeeds(own));
            assertThat(service.expiries()).isGreaterThan(10);
            assertThat(service.logins()).isEqualTo(1);
            assertThat(service.renewals()).isEqualTo(service.expiries());
            assertThat(service.refused()).isZero();
        }
    }

    /** Queries in all threads and returns the failures; wrong results are assertion errors. */
    private static List<SQLException> run(DataSource pool) throws Exception {
        Random random = new Random(SEED);
        List<Callable<List<SQLException>>> queries = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            int query = i % SQL.size();
            int firstDay = 1 + random.nextInt(15);
            int days = 1 + random.nextInt(3);
            queries.add(() -> {
                try (Connection connection = pool.getConnection()) {
                    assertThat(ask(connection, query, firstDay, days)).isEqualTo(expected(query, days));
                    return List.of();
                } catch (SQLException e) {
                    return List.of(e);
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<SQLException> failures = new ArrayList<>();
            for (Future<List<SQLException>> outcome : threads.invokeAll(queries)) {
                failures.addAll(outcome.get());
            }
            return failures;
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean succeeds(Connection connection) {
        try {
            return ask(connection, 0, 1, 1).equals(expected(0, 1));
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<Long> ask(Connection connection, int query, int firstDay, int days) throws SQLException {
        LocalDate first = LocalDate.of(2026, 11, firstDay);
        List<Long> values = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL.get(query))) {
            statement.setObject(1, first.atStartOfDay());
            statement.setObject(2, first.plusDays(days).atStartOfDay());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getLong(1));
                }
            }
        }
        return values;
    }

    private static List<Long> expected(int query, int days) {
        return switch (query) {
            case 0 -> List.of(24L * days);
            case 1 -> List.of(300L * days);
            case 2 ->
                IntStream.range(0, days)
                        .boxed()
                        .flatMap(day -> LongStream.rangeClosed(1, 24).boxed())
                        .toList();
            case 3 ->
                LongStream.rangeClosed(1, 24)
                        .map(agent -> 25 - agent)
                        .boxed()
                        .flatMap(agent -> IntStream.range(0, days).mapToObj(day -> agent))
                        .toList();
            default -> List.of(1L, 2L, 3L, 4L, 5L);
        };
    }

    private static HikariDataSource pool(UnreliableService service) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(service.url());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(TimeUnit.MINUTES.toMillis(3));
        return new HikariDataSource(config);
    }
}
