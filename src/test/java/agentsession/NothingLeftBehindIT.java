package agentsession;

import static agentsession.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import agentsession.StallingService.Phase;
import agentsession.http.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a query waits for, every way to stop it works and leaks nothing. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class NothingLeftBehindIT {
    private static final int ENDINGS = Soak.size(40, 1_000);
    /** Far fewer than one per query: the HTTP client keeps idle connections for a minute, also those of other tests. */
    private static final int HTTP_THREADS = 30;

    private static final String TIMER = "agent-session-timer";

    @AutoClose("shutdownNow")
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AutoClose
    private StallingService service;

    @BeforeEach
    void start() throws IOException {
        await().until(() -> threadsButTimer() == 0);
        service = new StallingService();
    }

    /** The ways to stop a query. */
    enum Way {
        CANCEL("57014"),
        TIMEOUT("HYT00"),
        CLOSE("08003"),
        ABORT("08003");

        /** If there are several, they depend on how far the reader of the rows is. */
        private final String states;

        Way(String states) {
            this.states = states;
        }

        void stop(Statement statement) throws SQLException {
            switch (this) {
                case CANCEL -> statement.cancel();
                case TIMEOUT -> {
                    // Set before the query started.
                }
                case CLOSE -> statement.getConnection().close();
                case ABORT -> statement.getConnection().abort(Runnable::run);
            }
        }

        boolean endsConnection() {
            return this == CLOSE || this == ABORT;
        }
    }

    record Stop(Phase phase, Way way) {}

    /** All but one: the driver does not wait for a Retry-After beyond the query timeout. */
    static List<Stop> stops() {
        return Arrays.stream(Phase.values())
                .flatMap(phase -> Arrays.stream(Way.values()).map(way -> new Stop(phase, way)))
                .filter(stop -> !stop.equals(new Stop(Phase.RETRY_AFTER, Way.TIMEOUT)))
                .toList();
    }

    /** Outside the soak profile a third, with all phases and all ways. */
    static List<Stop> sampleOfStops() {
        return Soak.oneIn(3, stops());
    }

    @ParameterizedTest
    @MethodSource("sampleOfStops")
    void aQueryStopsWhateverItWaitsFor(Stop stop) throws Exception {
        Phase phase = stop.phase;
        Way way = stop.way;
        try (Connection connection = service.connect(phase);
                Statement statement = connection.createStatement()) {
            if (phase == Phase.PERMIT) {
                useUpPermit(connection);
            }
            statement.setQueryTimeout(way == Way.TIMEOUT ? 1 : 0);
            Future<Long> reader = thread.submit(() -> count(statement, phase.sql()));
            if (way != Way.TIMEOUT) {
                await().until(phase::isReached);
                way.stop(statement);
            }

            assertEnded(reader, way);
            if (!way.endsConnection()) {
                statement.setQueryTimeout(0);
                assertWorks(phase, statement);
            }
        }
        awaitNothingLeft();
    }

    private void assertWorks(Phase phase, Statement statement) throws Exception {
        if (phase == Phase.PERMIT) {
            // The next permit is a minute away.
            assertThat(count(statement, "SELECT 1")).isEqualTo(1);
        } else if (phase == Phase.CONNECTION) {
            try (RawServer accepting = service.releaseConnections()) {
                assertThat(count(statement, RawReport.SQL)).isEqualTo(RawReport.COUNT_OF_ROWS);
                assertThat(accepting.requests()).isNotEmpty();
            }
        } else {
            service.release();
            assertThat(count(statement, RawReport.SQL)).isEqualTo(RawReport.COUNT_OF_ROWS);
        }
    }

    @Test
    void aSignInIsAbortedWhenItsLastConnectionCloses() throws Exception {
        try (Connection one = service.connect(Phase.SIGN_IN);
                Connection other = service.connect(Phase.SIGN_IN);
                Statement first = one.createStatement();
                Statement second = other.createStatement()) {
            Future<Long> reader = thread.submit(() -> count(first, RawReport.SQL));
            await().until(Phase.SIGN_IN::isReached);
            one.abort(Runnable::run);
            assertEnded(reader, Way.ABORT);
            assertThat(threads("agent-session-sign-in")).isEqualTo(1);

            service.release();
            assertThat(count(second, RawReport.SQL)).isEqualTo(RawReport.COUNT_OF_ROWS);
        }
        awaitNothingLeft();
    }

    @Test
    void hundredsOfStoppedQueriesLeakNothing() throws Exception {
        Random random = new Random(20_261_120);
        try (Connection turn = service.connect(Phase.PERMIT)) {
            useUpPermit(turn);
            for (Phase phase : Phase.values()) {
                stopOnce(new Stop(phase, Way.CANCEL));
                stopOnce(new Stop(phase, Way.CLOSE));
            }
            awaitNothingLeft();
            long descriptors = descriptors();
            long files = files();

            for (int i = 0; i < ENDINGS; i++) {
                stopOnce(stops().get(random.nextInt(stops().size())));
            }

            awaitNothingLeft();
            await().until(() -> descriptors() <= descriptors);
            assertThat(files()).isEqualTo(files);
            // One for each transport; those of unused transports exit when they are garbage collected.
            await().until(() -> {
                System.gc();
                return selectors() <= Phase.values().length;
            });
            await().until(() -> threads("HttpClient-") < HTTP_THREADS);
            await().until(() -> threads(TIMER) == 0);
        }
    }

    private void stopOnce(Stop stop) throws Exception {
        Phase phase = stop.phase;
        Way way = stop.way;
        try (Connection connection = service.connect(phase);
                Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, way == Way.TIMEOUT ? 20 : 0);
            Future<Long> reader = thread.submit(() -> count(statement, phase.sql()));
            if (way != Way.TIMEOUT) {
                // Remains of the previous query may look like this one, so that it may be stopped too early.
                await().until(() -> phase.isReached() || reader.isDone());
                await().until(() -> {
                    stop(way, statement);
                    return reader.isDone();
                });
            }
            assertEnded(reader, way);
        }
    }

    private static void stop(Way way, Statement statement) {
        try {
            if (!statement.isClosed()) {
                way.stop(statement);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes the next query wait for a permit. */
    private static void useUpPermit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(count(statement, RawReport.SQL)).isEqualTo(RawReport.COUNT_OF_ROWS);
        }
    }

    private static void assertEnded(Future<Long> reader, Way way) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(reader::get)
                .havingCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        thrown -> assertThat(thrown.getSQLState())
                                .as(thrown.getMessage())
                                .isIn((Object[]) way.states.split(" ")));
    }

    private void awaitNothingLeft() {
        await().until(() -> threadsButTimer() == 0 && service.openConnections() == 0);
    }

    /** The timer ends after a second without work. */
    private static long threadsButTimer() {
        return threads("agent-session-") - threads(TIMER);
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    /** One for each HTTP client. */
    private static long selectors() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
                .count();
    }

    /** The number of open files and sockets of this process, if the system shows it. */
    private static long descriptors() {
        Path all = Path.of("/proc/self/fd");
        return Files.isDirectory(all) ? entries(all, "") : 0;
    }

    /** The temporary files whose names start with that of the driver. */
    private static long files() {
        return entries(Path.of(System.getProperty("java.io.tmpdir")), "agent-session");
    }

    private static long entries(Path directory, String prefix) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        long count = 0;
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }
}
