package agentsession.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.adapter.TestTables;
import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.memory.MemoryLimit;
import agentsession.query.PreparedQuery;
import agentsession.query.QueryEngine;
import agentsession.query.QueryTimeout;
import agentsession.query.RunningQuery;
import agentsession.report.PushDown;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;

/** The requests include each row for which a condition on a time is true. */
final class PushDownFuzzIT {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Clock NOW = Clock.fixed(Instant.parse("2025-04-30T10:00:30Z"), ZONE);
    private static final Period LOOKBACK = Period.ofYears(30);
    private static final String SELECT = "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE ";

    /** The 90 days before it include the ends of three months and the night in which Berlin repeats an hour. */
    private static final String DEMO =
            "jdbc:agentsession:demo?demoSessions=500&timeZone=Europe/Berlin&now=2026-12-01T08:00:30Z";

    /** Starts and ends of years and leap years, weeks across years, and changes of daylight saving time in Berlin. */
    private static final List<String> SPECIAL_DAYS = List.of(
            "1999-12-31",
            "2000-01-01",
            "2000-02-29",
            "2000-12-31",
            "2001-01-01",
            "2009-12-31",
            "2010-01-01",
            "2015-12-31",
            "2016-01-03",
            "2020-02-29",
            "2020-12-31",
            "2021-01-03",
            "2021-01-04",
            "2024-03-30",
            "2024-10-26",
            "2024-10-27");

    private final List<String> times = Stream.concat(
                    TimeConditions.onDays(SPECIAL_DAYS.stream().map(LocalDate::parse)).stream(),
                    TimeConditions.monthEnds(LocalDate.of(2023, 12, 1), 17).stream())
            .distinct()
            .sorted()
            .toList();

    @Test
    void eachRowForWhichAConditionOnATimeIsTrueIsRequested() {
        SessionsAt service = new SessionsAt(times);
        QueryEngine pushing = engine(service, PushDown.ALL);
        QueryEngine plain = engine(service, PushDown.NONE);
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger narrowed = new AtomicInteger();

        Fuzz.each(150, conditions(times), condition -> {
            tries.incrementAndGet();
            int sent = service.sent();
            List<Object> rows;
            List<Object> expected;
            try {
                rows = rows(pushing, condition);
                narrowed.addAndGet(service.sent() - sent < times.size() * 3 / 4 ? 1 : 0);
                expected = rows(plain, condition);
            } catch (DriverException e) {
                refused.incrementAndGet();
                return; // perhaps for a row that is not asked for where it need not be
            }
            assertThat(rows).isEqualTo(expected);
        });
        // Checks the generator: nearly all conditions run, and many are pushed down.
        assertThat(refused.get()).as("refused of %s", tries).isLessThanOrEqualTo(1 + tries.get() / 10);
        assertThat(narrowed.get()).as("narrowed of %s", tries).isGreaterThanOrEqualTo(tries.get() / 4 - 1);
    }

    @Test
    void theRowsOfTheDemoAreThoseWithoutPushDown() throws SQLException {
        try (Connection pushing = DriverManager.getConnection(DEMO);
                Connection plain = DriverManager.getConnection(DEMO + "&pushDown=none&cacheMaxAge=PT0S")) {
            Fuzz.each(50, conditions(TimeConditions.monthEnds(LocalDate.of(2026, 9, 1), 4)), condition -> {
                List<Object> rows;
                List<Object> expected;
                try {
                    rows = rows(pushing, condition);
                    expected = rows(plain, condition);
                } catch (SQLException e) {
                    ProperErrors.check(e);
                    return;
                }
                assertThat(rows).isEqualTo(expected);
            });
        }
    }

    private static Arbitrary<String> conditions(List<String> times) {
        return Arbitraries.randomValue(random -> new TimeConditions(random, times).condition());
    }

    private static QueryEngine engine(SessionsAt service, PushDown pushDown) {
        return new QueryEngine(
                TestTables.of(service, ZONE, pushDown, LOOKBACK),
                NOW,
                "standard,postgresql,mysql,mssql,oracle,bigquery",
                MemoryLimit.ofHeap());
    }

    private static List<Object> rows(QueryEngine engine, String condition) {
        PreparedQuery query = engine.prepare(SELECT + condition);
        List<Object> rows = new ArrayList<>();
        try (RunningQuery running = query.start(List.of(), 0, QueryTimeout.NONE, new CancellationToken())) {
            while (running.next()) {
                rows.add(running.value(0));
            }
        }
        return rows;
    }

    private static List<Object> rows(Connection connection, String condition) throws SQLException {
        List<Object> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(SELECT + condition)) {
            while (result.next()) {
                rows.add(result.getLong(1));
            }
        }
        return rows;
    }
}
