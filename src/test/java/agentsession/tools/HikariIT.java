package agentsession.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HikariIT {
    private static final String PER_TEAM = "SELECT COUNT(*) FROM AGENT_SESSION WHERE TEAM = ? AND LOGIN_DTS >= ?";
    private static final List<String> TEAMS =
            List.of("Reservations", "Billing", "Sales East", "Support, Tier 2", "Kundenservice Süd", "[No Team Name]");

    @AutoClose
    private static final CallCentreService CENTRE = CallCentreService.open();

    @Test
    void severalThreadsShareFewConnections() throws Exception {
        Set<Connection> connections = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (HikariDataSource pool = pool(3)) {
            List<Long> alone = new ArrayList<>();
            for (String team : TEAMS) {
                alone.add(sessions(pool, team, connections));
            }
            List<Future<Long>> together = new ArrayList<>();
            for (int round = 0; round < 4; round++) {
                for (String team : TEAMS) {
                    together.add(threads.submit(() -> sessions(pool, team, connections)));
                }
            }

            assertThat(alone).doesNotContain(0L).doesNotHaveDuplicates();
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i % alone.size()));
            }
            assertThat(connections).hasSizeBetween(1, 3);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long sessions(HikariDataSource pool, String team, Set<Connection> connections) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(PER_TEAM)) {
            connections.add(physical(connection));
            statement.setString(1, team);
            statement.setString(2, "2026-10-01");
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getLong(1);
            }
        }
    }

    @Test
    void theSettingsOfAPoolAreAccepted() throws SQLException {
        HikariConfig config = config(1);
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        config.setSchema("REPORTS");
        config.setConnectionInitSql("SELECT 1");
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertThat(connection.isReadOnly()).isTrue();
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
            assertThat(connection.getSchema()).isEqualTo("REPORTS");
            connection.commit();
            connection.rollback();
        }
    }

    @Test
    void theSettingsOfAUserAreReset() throws SQLException {
        try (HikariDataSource pool = pool(1)) {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
                connection.setReadOnly(false);
                connection.setNetworkTimeout(Runnable::run, 1_000);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
                assertThat(connection.getNetworkTimeout()).isZero();
            }
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"SELECT 1", "VALUES (1)"})
    void connectionsPassTheirTest(@Nullable String query) throws SQLException {
        HikariConfig config = config(1);
        config.setConnectionTestQuery(query);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Connection first;
            try (Connection connection = pool.getConnection()) {
                first = physical(connection);
            }
            pool.getHikariPoolMXBean().softEvictConnections();
            try (Connection connection = pool.getConnection()) {
                assertThat(physical(connection)).isNotSameAs(first);
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    /** A pool decides by the SQLState whether a connection is still usable. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT NO_SUCH_COLUMN FROM AGENT_SESSION | 42703",
                "SELECT * FROM NO_SUCH_TABLE | 42P01",
                "SELEKT 1 | 42601",
                "SELECT 1 / 0 | 22012",
                "SELECT CAST('x' AS INTEGER) | 22018",
                "INSERT INTO AGENT_SESSION (AGENT_ID) VALUES (1) | 25006",
                "DELETE FROM AGENT_SESSION | 25006",
                "CREATE TABLE T (A INTEGER) | 25006"
            })
    void anErrorOfTheQueryLeavesTheConnectionInThePool(String sql, String state) throws SQLException {
        try (HikariDataSource pool = pool(1)) {
            Connection first;
            try (Connection connection = pool.getConnection()) {
                first = physical(connection);
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> run(connection, sql))
                        .extracting(SQLException::getSQLState)
                        .isEqualTo(state);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(physical(connection)).isSameAs(first);
                run(connection, "SELECT 1");
            }
        }
    }

    @Test
    void aCanceledQueryLeavesTheConnectionInThePool() throws SQLException {
        try (HikariDataSource pool = pool(1)) {
            Connection first;
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM AGENT_SESSION")) {
                first = physical(connection);
                assertThat(rows.next()).isTrue();
                statement.cancel();
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> exhaust(rows))
                        .extracting(SQLException::getSQLState)
                        .isEqualTo("57014");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(physical(connection)).isSameAs(first);
            }
        }
    }

    @Test
    void afterAnUnsupportedFeatureThePoolOpensAnotherConnection() throws SQLException {
        try (HikariDataSource pool = pool(1)) {
            Connection first;
            try (Connection connection = pool.getConnection()) {
                first = physical(connection);
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> connection.prepareCall("{call X()}"))
                        .extracting(SQLException::getSQLState)
                        .isEqualTo("0A000");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(physical(connection)).isNotSameAs(first);
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            try (ResultSet rows = Objects.requireNonNull(statement.getResultSet())) {
                exhaust(rows);
            }
        }
    }

    private static void exhaust(ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        assertThat(count).isPositive();
    }

    private static Connection physical(Connection pooled) throws SQLException {
        return pooled.unwrap(Connection.class);
    }

    private static HikariDataSource pool(int size) {
        return new HikariDataSource(config(size));
    }

    private static HikariConfig config(int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(CENTRE.url());
        config.setPassword(CallCentreService.TOKEN);
        config.setMaximumPoolSize(size);
        return config;
    }
}
