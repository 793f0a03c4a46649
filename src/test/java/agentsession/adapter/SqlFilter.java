package agentsession.adapter;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A condition of a WHERE clause.
 *
 * @param values of its parameters, in their order
 */
record SqlFilter(String sql, List<Object> values) {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final List<String> TEAMS =
            List.of("Billing", "Sales East", "Support, Tier 2", "[No Team Name]", "No such team", "billing", "");

    static SqlFilter of(String sql, Object... values) {
        return new SqlFilter(sql, List.of(values));
    }

    /** Conditions over the columns that are pushed down and some that are not. */
    static Arbitrary<SqlFilter> any(LocalDateTime around, List<Integer> agents) {
        Arbitrary<SqlFilter> simple = simple(around, agents);
        return Arbitraries.recursive(() -> simple, inner -> composed(inner, simple), 0, 3);
    }

    private static Arbitrary<SqlFilter> composed(Arbitrary<SqlFilter> inner, Arbitrary<SqlFilter> simple) {
        return Arbitraries.oneOf(
                both("AND", inner, simple),
                both("AND", inner, simple),
                both("OR", inner, simple),
                inner.map(f -> new SqlFilter("NOT (" + f.sql + ")", f.values)),
                inner.map(f -> new SqlFilter("(" + f.sql + ") IS NOT TRUE", f.values)));
    }

    private static Arbitrary<SqlFilter> both(String operator, Arbitrary<SqlFilter> first, Arbitrary<SqlFilter> second) {
        return Combinators.combine(first, second)
                .as((left, right) -> new SqlFilter(
                        "(" + left.sql + ") " + operator + " (" + right.sql + ")",
                        Stream.concat(left.values.stream(), right.values.stream())
                                .toList()));
    }

    private static Arbitrary<SqlFilter> simple(LocalDateTime around, List<Integer> agents) {
        Arbitrary<LocalDateTime> times = times(around);
        return Arbitraries.oneOf(List.of(
                compared(timeColumns(), times.flatMap(SqlFilter::time)),
                compared(timeColumns(), times.flatMap(SqlFilter::time)),
                compared(monotone(), times.flatMap(SqlFilter::time)),
                between(timeColumns(), times),
                compared(
                        Arbitraries.of("CAST(LOGIN_DTS AS DATE)", "CAST(LOGOUT_DTS AS DATE)"),
                        times.map(SqlFilter::date)),
                parts(),
                agents(agents),
                teams(),
                Arbitraries.of(
                        of("LOGOUT_DTS IS NULL"),
                        of("TEAM IS NOT NULL"),
                        of("DIAL_GROUP LIKE 'HTL%'"),
                        of("TALK_TIME_MIN > 100"),
                        of("PRESENTED = ACCEPTED"),
                        of("1 = 0"),
                        of("LOGIN_DTS > CAST(NULL AS TIMESTAMP)"))));
    }

    private static Arbitrary<LocalDateTime> times(LocalDateTime around) {
        Arbitrary<Integer> minutes = Arbitraries.oneOf(
                Arbitraries.integers().between(-6 * 60, 6 * 60),
                Arbitraries.integers().between(-60 * 24 * 70, 60 * 24 * 40));
        return Combinators.combine(minutes, Arbitraries.of(0, 0, 0, 30))
                .as((minute, second) -> around.plusMinutes(minute).plusSeconds(second));
    }

    /** A time in a random syntax. */
    private static Arbitrary<SqlFilter> time(LocalDateTime time) {
        String text = SECONDS.format(time);
        return Arbitraries.of(
                of("TIMESTAMP '" + text + "'"),
                of("'" + text + "'"),
                of("'" + text.replace(' ', 'T') + "'"),
                date(time),
                of("?", time),
                of("CURRENT_TIMESTAMP - INTERVAL '" + (time.getMinute() + 1) + "' DAY"),
                of("CURRENT_DATE - " + time.getMinute()));
    }

    private static SqlFilter date(LocalDateTime time) {
        return of("DATE '" + LocalDate.from(time) + "'");
    }

    private static Arbitrary<String> timeColumns() {
        return Arbitraries.of("LOGIN_DTS", "LOGIN_DTS", "LOGOUT_DTS");
    }

    private static Arbitrary<String> monotone() {
        return Combinators.combine(
                        timeColumns(),
                        Arbitraries.of("HOUR", "DAY", "WEEK", "MONTH"),
                        Arbitraries.of(
                                "FLOOR(%1$s TO %2$s)",
                                "CEIL(%1$s TO %2$s)",
                                "TIMESTAMPADD(%2$s, 1, %1$s)",
                                "%1$s + INTERVAL '36' HOUR",
                                "%1$s - INTERVAL '1' MONTH",
                                "DATE_TRUNC('%2$s', %1$s)",
                                "FLOOR((%1$s + INTERVAL '1' DAY) TO %2$s)"))
                .as((column, unit, function) -> String.format(Locale.ROOT, function, column, unit));
    }

    private static Arbitrary<SqlFilter> compared(Arbitrary<String> sides, Arbitrary<SqlFilter> values) {
        return Combinators.combine(
                        sides, Arbitraries.of("=", "<>", "<", "<=", ">", ">="), values, Arbitraries.of(true, false))
                .as((side, operator, value, reversed) -> new SqlFilter(
                        reversed ? value.sql + " " + operator + " " + side : side + " " + operator + " " + value.sql,
                        value.values));
    }

    private static Arbitrary<SqlFilter> between(Arbitrary<String> sides, Arbitrary<LocalDateTime> times) {
        return Combinators.combine(sides, times, Arbitraries.integers().between(-10, 3000))
                .as((side, from, minutes) -> of(side + " BETWEEN ? AND ?", from, from.plusMinutes(minutes)));
    }

    private static Arbitrary<SqlFilter> parts() {
        return Combinators.combine(
                        Arbitraries.of(
                                "YEAR(LOGIN_DTS) = 2026 AND MONTH(LOGIN_DTS) = %d",
                                "MONTH(LOGIN_DTS) <> %d",
                                "DAYOFWEEK(LOGIN_DTS) IN (1, %d)",
                                "EXTRACT(DAY FROM LOGIN_DTS) < %d",
                                "QUARTER(LOGIN_DTS) * 4 >= %d",
                                "HOUR(LOGIN_DTS) = %d",
                                "TIMESTAMPDIFF(DAY, LOGIN_DTS, CURRENT_TIMESTAMP) <= %d",
                                "TIMESTAMPDIFF(HOUR, CURRENT_TIMESTAMP, LOGIN_DTS) > -%d",
                                "DATEDIFF(DAY, LOGIN_DTS, CURRENT_DATE) < %d",
                                "YEAR(LOGIN_DTS) * 100 + MONTH(LOGIN_DTS) = 202600 + %d"),
                        Arbitraries.integers().between(1, 12))
                .as((test, number) -> of(String.format(Locale.ROOT, test, number)));
    }

    private static Arbitrary<SqlFilter> agents(List<Integer> agents) {
        Arbitrary<Integer> ids = Arbitraries.oneOf(Arbitraries.of(agents), Arbitraries.just(7));
        return Arbitraries.oneOf(
                ids.map(id -> of("AGENT_ID = " + id)),
                ids.map(id -> of("AGENT_ID = ?", id)),
                ids.map(id -> of("AGENT_ID <> " + id)),
                ids.map(id -> of("AGENT_ID = " + id + ".0")),
                Combinators.combine(ids, ids).as((a, b) -> of("AGENT_ID IN (" + a + ", ?)", b)),
                Combinators.combine(ids, ids).as((a, b) -> of("AGENT_ID NOT IN (" + a + ", " + b + ")")),
                Combinators.combine(ids, ids).as((a, b) -> of("AGENT_ID BETWEEN " + a + " AND " + b)));
    }

    private static Arbitrary<SqlFilter> teams() {
        Arbitrary<String> names = Arbitraries.of(TEAMS);
        return Arbitraries.oneOf(
                names.map(name -> of("TEAM = '" + name + "'")),
                names.map(name -> of("TEAM = ?", name)),
                names.map(name -> of("TEAM <> '" + name + "'")),
                names.map(name -> of("TEAM LIKE '" + name + "'")),
                names.map(name -> of("TEAM IS NOT DISTINCT FROM '" + name + "'")),
                Combinators.combine(names, names).as((a, b) -> of("TEAM IN ('" + a + "', '" + b + "')")),
                Combinators.combine(names, names).as((a, b) -> of("TEAM NOT IN ('" + a + "', '" + b + "')")));
    }
}
