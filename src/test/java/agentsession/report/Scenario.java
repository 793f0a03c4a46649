package agentsession.report;

import agentsession.report.Condition.Operator;
import agentsession.report.Condition.Shape;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A time zone and a time at which queries run, with random filters and sessions. Many of their times are close to a clock
 * change of the zone.
 *
 * @param change the time of the clock change
 */
record Scenario(ZoneId zone, Instant change, Instant now) {
    private static final long HOUR = Duration.ofHours(1).toSeconds();
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final List<String> TEAMS = List.of("Sales", "Support", "sales", ReportCriteria.NO_TEAM);

    static Arbitrary<Scenario> any() {
        return Arbitraries.of(
                        // by an hour back and forward, in autumn and spring
                        "Europe/Berlin 2026-10-25T01:00:00Z",
                        "Europe/Berlin 2026-03-29T01:00:00Z",
                        "America/New_York 2026-11-01T06:00:00Z",
                        "America/New_York 2026-03-08T07:00:00Z",
                        // by half an hour back and forward
                        "Australia/Lord_Howe 2026-04-04T15:00:00Z",
                        "Australia/Lord_Howe 2026-10-03T15:30:00Z",
                        // no change
                        "US/Arizona 2026-06-01T07:00:00Z")
                .map(text -> text.split(" "))
                .flatMap(place -> Arbitraries.oneOf(
                                seconds(-2 * HOUR, 3 * HOUR), seconds(-2 * HOUR, 3 * HOUR), seconds(0, 95 * DAY))
                        .map(later -> new Scenario(
                                ZoneId.of(place[0]),
                                Instant.parse(place[1]),
                                Instant.parse(place[1]).plusSeconds(later))));
    }

    ReportTime time() {
        return new ReportTime(zone, LocalDateTime.ofInstant(now, zone), Period.ofDays(90));
    }

    /** Sessions that the report shows now: they began before now, and not before the horizon. */
    Arbitrary<Session> sessions() {
        Arbitrary<Instant> logins = instants()
                .map(instant -> instant.isAfter(now) ? now : instant)
                .filter(instant ->
                        Session.shown(instant, zone) / MILLIS_PER_MINUTE >= WallClock.minute(time().horizon()));
        Arbitrary<Long> lengths = Arbitraries.oneOf(seconds(0, 2 * HOUR), seconds(0, 16 * HOUR));
        return Combinators.combine(
                        logins,
                        lengths.injectNull(0.2),
                        Arbitraries.integers().between(1, 4).injectNull(0.1),
                        Arbitraries.of(TEAMS).injectNull(0.1))
                .as((login, length, agent, team) ->
                        new Session(login, length == null ? null : login.plusSeconds(length), agent, team));
    }

    Arbitrary<Filter> filters() {
        return filters(3);
    }

    private Arbitrary<Filter> filters(int depth) {
        if (depth == 0) {
            return comparisons();
        }
        Arbitrary<List<Filter>> parts = filters(depth - 1).list().ofMinSize(0).ofMaxSize(3);
        return Arbitraries.frequencyOf(
                Tuple.of(3, comparisons()),
                Tuple.of(2, parts.map(Filter.And::new)),
                Tuple.of(3, parts.map(Filter.Or::new)));
    }

    private Arbitrary<Filter> comparisons() {
        Arbitrary<Operator> operators = Arbitraries.of(Operator.class);
        Arbitrary<ReportColumn> columns = Arbitraries.of(ReportColumn.LOGIN_DTS, ReportColumn.LOGOUT_DTS);
        return Arbitraries.oneOf(
                Combinators.combine(columns, operators, values(wallClockTimes()))
                        .as(Filter.TimeComparison::new),
                Combinators.combine(columns, operators, values(wallClockTimes()))
                        .as(Filter.TimeComparison::new),
                Combinators.combine(columns, Arbitraries.of(Shape.class), wallClockTimes(), Arbitraries.integers())
                        .as((column, shape, bound, seed) ->
                                new Filter.TimeTest(column, shape, test(shape, bound, seed))),
                Combinators.combine(operators, agentValues()).as(Filter.AgentComparison::new),
                Combinators.combine(operators, values(Arbitraries.of(TEAMS))).as(Filter.TeamComparison::new),
                values(Arbitraries.of(true, false))
                        .filter(value -> !value.constant())
                        .map(Filter.Given::new),
                Arbitraries.just(new Filter.NoLogin()));
    }

    private static Arbitrary<Filter.Value> agentValues() {
        Arbitrary<Object> computed = Arbitraries.integers()
                .between(0, 5)
                .flatMap(id -> Arbitraries.of(
                        id,
                        id.longValue(),
                        id.doubleValue(),
                        id + 0.5,
                        " " + id,
                        id + ".0",
                        "agent " + id,
                        Long.MAX_VALUE - id,
                        new BigDecimal(id).setScale(3)));
        return Arbitraries.oneOf(
                values(computed).filter(value -> !value.constant()),
                Arbitraries.of("1", "2.00", "3.5", "4e0", "99999999999")
                        .map(text -> Filter.Value.constant(new BigDecimal(text))),
                Arbitraries.of("1", "02", "no").map(Filter.Value::constant));
    }

    private static Arbitrary<Filter.Value> values(Arbitrary<?> values) {
        return Arbitraries.frequencyOf(
                Tuple.of(10, values.map(Filter.Value::constant)),
                Tuple.of(10, values.map(Filter.Value::computed)),
                Tuple.of(1, Arbitraries.just(Filter.Value.computed(null))),
                Tuple.of(1, Arbitraries.just(Filter.Value.unevaluable())));
    }

    private LongPredicate test(Shape shape, long bound, int seed) {
        LongPredicate test =
                switch (shape) {
                    case FROM -> seed % 2 == 0 ? time -> time >= bound : time -> time > bound;
                    case UNTIL -> seed % 2 == 0 ? time -> time <= bound : time -> time < bound;
                    case BY_DAY -> time -> (Math.floorDiv(time, MILLIS_PER_DAY) * 31 + seed) % 7 < 2;
                };
        return switch (Math.floorMod(seed / 2, 8)) {
            case 0 -> time -> true;
            case 1 -> time -> false;
            case 2 -> time -> Math.floorDiv(time, 0L) > 0;
            case 3 -> time -> isCountable(time) && test.test(time);
            default -> test;
        };
    }

    /** Returns true; fails if the hundredths of a second between the time and now are out of range of INTEGER. */
    private boolean isCountable(long time) {
        return Math.toIntExact((time - now.toEpochMilli()) / 10) != Integer.MIN_VALUE;
    }

    /** Times in queries, in milliseconds: those of sessions, those that a clock change skips, and others. */
    Arbitrary<Long> wallClockTimes() {
        Arbitrary<Long> minutes = Arbitraries.oneOf(
                instants().map(instant -> Session.shown(instant, zone)),
                instants().map(instant -> Session.shown(instant, ZoneOffset.UTC)),
                Arbitraries.longs()
                        .between(-4 * 60, 4 * 60)
                        .map(minute -> Session.shown(change, zone) + minute * MILLIS_PER_MINUTE));
        return Arbitraries.frequencyOf(
                Tuple.of(6, minutes),
                Tuple.of(
                        3,
                        Combinators.combine(minutes, Arbitraries.longs().between(0, MILLIS_PER_MINUTE - 1))
                                .as(Long::sum)),
                Tuple.of(
                        1,
                        Arbitraries.of("0001-01-01", "1969-12-31", "2000-01-01", "2026-07-01", "9999-12-31")
                                .map(day -> LocalDate.parse(day).toEpochDay() * MILLIS_PER_DAY)),
                Tuple.of(1, Arbitraries.of(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2)));
    }

    private Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                seconds(-3 * HOUR, 3 * HOUR).map(change::plusSeconds),
                seconds(-3 * HOUR, 0).map(now::plusSeconds),
                seconds(-91 * DAY, DAY).map(now::plusSeconds));
    }

    private static Arbitrary<Long> seconds(long from, long to) {
        return Arbitraries.longs().between(from, to);
    }
}
