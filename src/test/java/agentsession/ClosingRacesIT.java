package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a thread is doing when another closes or aborts the connection, it fails with 08003 from then on. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ClosingRacesIT {
    private static final int RACES = Soak.size(100, 1_000);
    private static final String SQL = "SELECT AGENT_ID, TEAM FROM AGENT_SESSION";

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final Random random = new Random(20261129);

    private enum Stop {
        CLOSE {
            @Override
            void end(Connection connection) throws SQLException {
                connection.close();
            }
        },
        ABORT {
            @Override
            void end(Connection connection) throws SQLException {
                connection.abort(Runnable::run);
            }
        };

        abstract void end(Connection connection) throws SQLException;
    }

    /** What the other thread does until it fails. */
    private enum Work {
        EXECUTING {
            @Override
            void repeat(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    while (true) {
                        statement.executeQuery(SQL + " ORDER BY TEAM LIMIT 3");
                    }
                }
            }
        },
        PREPARING {
            @Override
            void repeat(Connection connection) throws SQLException {
                while (true) {
                    try (PreparedStatement statement = connection.prepareStatement(SQL + " WHERE AGENT_ID < ?")) {
                        statement.setInt(1, 1);
                        statement.executeQuery().next();
                    }
                }
            }
        },
        READING {
            @Override
            void repeat(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    while (true) {
                        ResultSet rows = statement.executeQuery(SQL);
                        while (rows.next()) {
                            rows.getString(2);
                            rows.getMetaData();
                        }
                        statement.getWarnings();
                    }
                }
            }
        },
        DESCRIBING {
            @Override
            void repeat(Connection connection) throws SQLException {
                while (true) {
                    connection.getMetaData().getColumns(null, null, "AGENT_SESSION", "%");
                    connection.getClientInfo();
                    connection.commit();
                }
            }
        };

        /** Works until it fails. */
        abstract void repeat(Connection connection) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource
    void everyFailureOfAClosedConnectionSaysSo(Work work) throws Exception {
        List<String> others = new ArrayList<>();
        for (int race = 0; race < RACES; race++) {
            Stop stop = Stop.values()[race % Stop.values().length];
            for (SQLException thrown : race(work, stop)) {
                if (!"08003".equals(thrown.getSQLState())) {
                    others.add(stop + ": " + thrown.getSQLState() + " " + thrown.getMessage());
                }
            }
        }

        assertThat(others).isEmpty();
    }

    /** The failures of a thread that works while this one ends the connection. */
    private List<SQLException> race(Work work, Stop stop) throws Exception {
        Connection connection = DriverManager.getConnection("jdbc:agentsession:demo?demoSessions=3000");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SQL);
        rows.next();
        CyclicBarrier start = new CyclicBarrier(2);
        Future<List<SQLException>> failures = threads.submit(() -> {
            start.await();
            List<SQLException> thrown = new ArrayList<>();
            fail(thrown, () -> work.repeat(connection));
            fail(thrown, () -> exhaust(rows));
            fail(thrown, () -> rows.getInt(1));
            fail(thrown, rows::next);
            fail(thrown, () -> statement.executeQuery(SQL));
            fail(thrown, statement::getMaxRows);
            fail(thrown, () -> connection.prepareStatement(SQL));
            return thrown;
        });
        start.await();
        for (int spins = random.nextInt(50_000); spins > 0; spins--) {
            Thread.onSpinWait();
        }
        stop.end(connection);
        List<SQLException> thrown = failures.get();
        assertThat(thrown).hasSize(7);
        return thrown;
    }

    private static void exhaust(ResultSet rows) throws SQLException {
        while (rows.next()) {
            rows.getInt(1);
        }
    }

    private interface Action {
        void run() throws SQLException;
    }

    private static void fail(List<SQLException> thrown, Action action) {
        try {
            action.run();
        } catch (SQLException e) {
            thrown.add(e);
        }
    }
}
