package agentsession;

import static agentsession.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import agentsession.demo.LoggedRequest.State;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Queries can also be cancelled after the download, while they process rows in memory, and before the first request. Each
 * query here would be executed for minutes or hours, or planned for some seconds at least.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CancellationInMemoryIT {
    private static final int SESSIONS = 2_000;

    @AutoClose
    private static final DemoHost HOST = DemoHost.withSessions(SESSIONS);

    private static final String CUBE = " FROM AGENT_SESSION a, AGENT_SESSION b, AGENT_SESSION c ";

    /** Every session with each of ten long strings, which take about a millisecond to compare. */
    private static final String SLOW_TO_COMPARE = """
             FROM AGENT_SESSION a
            CROSS JOIN (SELECT REPEAT('x', 5000000 + MOD(AGENT_ID, 2)) AS LONG_TEXT FROM AGENT_SESSION LIMIT 10) b
            """;

    private static final String TEN = "(VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";

    /** What a query does, and the methods then on the stack, the innermost first. */
    enum Phase {
        PARSING(
                "SqlBabelParserImpl",
                "SELECT " + String.join(" + ", Collections.nCopies(8_000, "AGENT_ID")) + " FROM AGENT_SESSION"),
        VALIDATING(
                "SqlValidatorImpl",
                "SELECT " + "COALESCE(NULLIF(".repeat(300) + "TEAM" + ", 'x'), 'y')".repeat(300)
                        + " FROM AGENT_SESSION"),
        CONVERTING(
                "SqlToRelConverter",
                "SELECT COUNT(*) FROM " + "(SELECT *, * FROM ".repeat(8) + "AGENT_SESSION" + ")".repeat(8)),
        PLANNING(
                "QueryPlanner",
                "SELECT COUNT(*) FROM "
                        + IntStream.range(0, 150)
                                .mapToObj(i -> "AGENT_SESSION a" + i)
                                .collect(Collectors.joining(", "))
                        + " WHERE "
                        + IntStream.range(1, 150)
                                .mapToObj(i -> "a%d.AGENT_ID < a%d.AGENT_ID".formatted(i, i - 1))
                                .collect(Collectors.joining(" AND "))),
        COMPILING(
                "EnumerableInterpretable.toBindable",
                "SELECT "
                        + IntStream.range(0, 900)
                                .mapToObj(i -> "ACCEPTED * " + i)
                                .collect(Collectors.joining(" + "))
                        + " FROM AGENT_SESSION"),
        CROSS_JOIN("EnumerableDefaults.aggregate", "SELECT COUNT(*)" + CUBE),
        CROSS_JOIN_OF_VALUES(
                "EnumerableDefaults.aggregate",
                "SELECT COUNT(*) FROM " + String.join(", ", Collections.nCopies(12, TEN))),
        JOIN_THAT_FINDS_NOTHING(
                "EnumerableDefaults.aggregate",
                "SELECT COUNT(*)" + CUBE + "WHERE a.AGENT_ID + b.AGENT_ID + c.AGENT_ID < 0"),
        HASH_JOIN("EnumerableDefaults.aggregate", """
                SELECT COUNT(*) FROM AGENT_SESSION a
                JOIN AGENT_SESSION b ON a.TEAM = b.TEAM
                JOIN AGENT_SESSION c ON b.TEAM = c.TEAM
                JOIN AGENT_SESSION d ON c.TEAM = d.TEAM
                """),
        GROUPING(
                "memory.Groups",
                "SELECT a.TEAM, b.TEAM, COUNT(*), SUM(c.PRESENTED)" + CUBE + "GROUP BY a.TEAM, b.TEAM"),
        DISTINCT("memory.DistinctRows", "SELECT DISTINCT a.TEAM, b.TEAM" + CUBE),
        UNION("memory.DistinctRows", "SELECT a.TEAM" + CUBE + "UNION SELECT a.USERNAME" + CUBE),
        UNION_ALL(
                "Linq4j.CompositeEnumerable",
                "SELECT COUNT(*) FROM (SELECT a.TEAM" + CUBE + "UNION ALL SELECT a.USERNAME" + CUBE + ")"),
        EXCEPT("memory.Groups", "SELECT a.TEAM" + CUBE + "EXCEPT SELECT TEAM FROM AGENT_SESSION"),
        INTERSECT("memory.Groups", "SELECT TEAM FROM AGENT_SESSION INTERSECT SELECT a.TEAM" + CUBE),
        SORT(
                "memory.ExternalSort.(sorted|spill)",
                "SELECT a.LOGIN_SESSION_ID" + SLOW_TO_COMPARE + "ORDER BY b.LONG_TEXT, a.TALK_TIME_MIN"),
        SORT_WITH_LIMIT(
                "EnumerableDefaults.[0-9]+.enumerator",
                "SELECT a.LOGIN_SESSION_ID" + CUBE + "ORDER BY c.TALK_TIME_MIN, 1 DESC LIMIT 5"),
        WINDOW_FRAMES("window.AccumulatingFunction.at", """
                SELECT SUM(TALK) FROM (
                    SELECT STDDEV_POP(a.TALK_TIME_MIN) OVER (
                        ORDER BY a.LOGIN_DTS ROWS BETWEEN 100000 PRECEDING AND CURRENT ROW) AS TALK
                    FROM AGENT_SESSION a CROSS JOIN (SELECT AGENT_ID FROM AGENT_SESSION LIMIT 200) b)
                """),
        WINDOW_SORT(
                "java.util.TimSort",
                "SELECT ROW_NUMBER() OVER (ORDER BY b.LONG_TEXT, a.TALK_TIME_MIN)" + SLOW_TO_COMPARE),
        REGULAR_EXPRESSION(
                "java.util.regex",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE REGEXP_LIKE(REPEAT('a', 60) || USERNAME, '(.*a){20}b')"),
        SIMILAR(
                "java.util.regex",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE REPEAT('a', 60) || USERNAME SIMILAR TO '(%a){20}b'"),
        REGULAR_EXPRESSION_REPLACED(
                "java.util.regex",
                "SELECT MAX(REGEXP_REPLACE(REPEAT('a', 60) || USERNAME, '(.*a){20}b', '')) FROM AGENT_SESSION"),
        LISTAGG("BasicAggregateLambdaFactory", "SELECT LISTAGG(a.USERNAME)" + CUBE),
        LISTAGG_SORT(
                "SourceSorter",
                "SELECT LISTAGG(a.TEAM) WITHIN GROUP (ORDER BY b.LONG_TEXT, a.TALK_TIME_MIN)" + SLOW_TO_COMPARE);

        private final Pattern methods;
        private final String sql;

        Phase(String methods, String sql) {
            this.methods = Pattern.compile(methods);
            this.sql = sql;
        }

        /** Whether a thread, or the planner for it, works at this phase. */
        boolean isWorkOf(Thread thread) {
            String running = Stream.concat(Stream.of(thread), planners())
                    .flatMap(working -> Arrays.stream(working.getStackTrace()))
                    .map(frame -> frame.getClassName() + "." + frame.getMethodName() + "\n")
                    .collect(Collectors.joining());
            return methods.matcher(running).find();
        }
    }

    private static Stream<Thread> planners() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("agent-session-planner"));
    }

    enum Stop {
        CANCEL("57014") {
            @Override
            void stop(Connection connection, Statement statement) throws SQLException {
                statement.cancel();
            }
        },
        /** Happens a second after the start. */
        QUERY_TIMEOUT("HYT00") {
            @Override
            void stop(Connection connection, Statement statement) {}
        },
        CONNECTION_CLOSE("08003") {
            @Override
            void stop(Connection connection, Statement statement) throws SQLException {
                connection.close();
            }
        },
        CONNECTION_ABORT("08003") {
            @Override
            void stop(Connection connection, Statement statement) throws SQLException {
                connection.abort(Runnable::run);
            }
        };

        private final String state;

        Stop(String state) {
            this.state = state;
        }

        abstract void stop(Connection connection, Statement statement) throws SQLException;
    }

    /** Outside the soak profile, each phase is stopped in one way, in turn. */
    static Stream<Arguments> phasesAndStops() {
        List<Stop> stops = List.of(Stop.values());
        List<Phase> phases = List.of(Phase.values());
        return IntStream.range(0, phases.size())
                .boxed()
                .flatMap(phase -> IntStream.range(0, Soak.size(1, stops.size()))
                        .mapToObj(way -> Arguments.of(phases.get(phase), stops.get((phase + way) % stops.size()))));
    }

    @ParameterizedTest
    @MethodSource("phasesAndStops")
    void aQueryStopsWhileItWorksInMemory(Phase phase, Stop stop) throws Exception {
        try (Connection connection = DriverManager.getConnection(HOST.url() + "&memoryLimit=1000000");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(stop == Stop.QUERY_TIMEOUT ? 1 : 0);
            FutureTask<Long> result = new FutureTask<>(() -> count(statement.executeQuery(phase.sql)));
            Thread reader = new Thread(result, "reader");
            reader.setDaemon(true);
            reader.start();
            await().until(() -> result.isDone() || (isAllSent() && phase.isWorkOf(reader)));

            stop.stop(connection, statement);

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(result::get)
                    .havingCause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            cause -> assertThat(cause.getSQLState()).isEqualTo(stop.state));
            await().until(() -> planners().findAny().isEmpty());
            if (!connection.isClosed()) {
                statement.setQueryTimeout(0);
                assertThat(count(statement.executeQuery("SELECT * FROM AGENT_SESSION")))
                        .isEqualTo(SESSIONS);
            }
        }
    }

    private static boolean isAllSent() {
        return HOST.service().requests().reports().stream().noneMatch(report -> report.state() == State.OPEN);
    }

    private static long count(ResultSet rows) throws SQLException {
        long count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }
}
