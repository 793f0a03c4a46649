package agentsession.fuzz;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random conditions on nested functions of LOGIN_DTS and LOGOUT_DTS. Most compare a function with its value for a time of
 * the report, since errors occur at such limits.
 */
final class TimeConditions {
    private static final String TIME = "%TIME%";
    private static final List<String> UNITS =
            List.of("SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR");
    private static final List<String> LONG_UNITS =
            List.of("DAY", "WEEK", "ISOYEAR", "MONTH", "QUARTER", "YEAR", "DECADE", "CENTURY", "MILLENNIUM");
    private static final List<String> TRUNCATIONS = List.of("hour", "day", "week", "month", "quarter", "year");
    private static final List<String> PARTS = List.of(
            "HOUR",
            "DAY",
            "DOW",
            "ISODOW",
            "DOY",
            "WEEK",
            "MONTH",
            "QUARTER",
            "YEAR",
            "ISOYEAR",
            "DECADE",
            "CENTURY",
            "MILLENNIUM",
            "EPOCH");
    private static final List<String> INTERVALS = List.of(
            "INTERVAL '1' MONTH",
            "INTERVAL '1' MONTH",
            "INTERVAL '2' MONTH",
            "INTERVAL '-1' MONTH",
            "INTERVAL '13' MONTH",
            "INTERVAL '1' YEAR",
            "INTERVAL '4' YEAR",
            "INTERVAL '2030' YEAR(4)",
            "INTERVAL '1-2' YEAR TO MONTH",
            "INTERVAL '1' DAY",
            "INTERVAL '30' DAY",
            "INTERVAL '25' HOUR",
            "INTERVAL '1' MINUTE",
            "INTERVAL '1' SECOND",
            "INTERVAL '3 02' DAY TO HOUR",
            "2 * INTERVAL '1' MONTH",
            "INTERVAL '1' DAY * -3");
    private static final List<String> OPERATORS = List.of("=", "<>", "<", "<=", ">", ">=");
    private static final List<String> AGENTS_AND_TEAMS = List.of(
            "AGENT_ID = 7",
            "AGENT_ID = '7'",
            "AGENT_ID = ' 8 '",
            "AGENT_ID = 7.0",
            "AGENT_ID = 7.5",
            "AGENT_ID = 8.0E0",
            "AGENT_ID = 99999999999",
            "AGENT_ID IN (7, NULL)",
            "AGENT_ID NOT IN (7, NULL)",
            "AGENT_ID IN (7, 9)",
            "CAST(AGENT_ID AS VARCHAR) = '7'",
            "CAST(AGENT_ID AS VARCHAR(1)) = '1'",
            "CAST(CAST(AGENT_ID AS VARCHAR) AS VARCHAR(1)) = '1'",
            "CAST(AGENT_ID AS DOUBLE) = 9",
            "CAST(AGENT_ID AS REAL) = 9",
            "TEAM = 'Billing'",
            "TEAM = 'Billing '",
            "TEAM LIKE 'Billing'",
            "TEAM LIKE 'Billing '",
            "TEAM LIKE 'Bill!!ing' ESCAPE '!'",
            "TEAM LIKE 'Bill_ng'",
            "TEAM NOT LIKE 'Billing'",
            "TEAM ILIKE 'billing'",
            "TEAM NOT ILIKE 'billing'",
            "TEAM SIMILAR TO 'Bil{2}ing'",
            "TEAM IN ('billing', NULL)",
            "TEAM NOT IN ('Billing', NULL)",
            "TEAM IS NOT DISTINCT FROM 'Billing'",
            "TEAM IS NULL",
            "COALESCE(TEAM, 'Billing') = 'Billing'",
            "CAST(TEAM AS CHAR(9)) = 'Billing'",
            "CAST(TEAM AS CHAR(3)) = 'Bil'",
            "CAST(TEAM AS VARCHAR(3)) = 'Bil'",
            "CAST(CAST(TEAM AS VARCHAR) AS VARCHAR(3)) = 'Bil'",
            "CAST(TEAM AS VARCHAR(300)) = 'Billing'",
            "TEAM = '[No Team Name]'",
            "LOGIN_DTS IS NULL",
            "LOGIN_DTS IS NOT NULL",
            "LOGOUT_DTS IS NULL",
            "CAST(NULL AS INTEGER) = 1",
            "1 = 0");

    private final Random random;
    private final List<String> times;

    /** @param times of the report, in the format of literals */
    TimeConditions(Random random, List<String> times) {
        this.random = random;
        this.times = times;
    }

    String condition() {
        return condition(random.nextInt(3));
    }

    private String condition(int depth) {
        if (depth == 0) {
            return random.nextInt(12) == 0 ? of(AGENTS_AND_TEAMS) : comparison();
        }
        String inner = condition(depth - 1);
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> "(%s) AND (%s)".formatted(inner, condition(depth - 1));
            case 4, 5 -> "(%s) OR (%s)".formatted(inner, condition(depth - 1));
            case 6, 7 -> "NOT (%s)".formatted(inner);
            case 8 -> "(%s) IS TRUE".formatted(inner);
            case 9 -> "(%s) IS FALSE".formatted(inner);
            case 10 -> "(%s) IS NOT %s".formatted(inner, of(List.of("TRUE", "FALSE")));
            case 11 -> "CASE WHEN %s THEN TRUE WHEN %s THEN FALSE END".formatted(inner, condition(depth - 1));
            case 12 -> "COALESCE(%s, FALSE)".formatted(inner);
            default -> "(%s) OR LOGIN_DTS IS NULL".formatted(inner);
        };
    }

    private String comparison() {
        String function = function(random.nextInt(4));
        String column = random.nextInt(4) == 0 ? "LOGOUT_DTS" : "LOGIN_DTS";
        String side = function.replace(TIME, column);
        String bound = bound(function);
        return switch (random.nextInt(8)) {
            case 0 -> "%s BETWEEN %s AND %s".formatted(side, bound, bound(function));
            case 1 -> "%s%s IN (%s, %s)".formatted(side, random.nextBoolean() ? "" : " NOT", bound, bound(function));
            case 2 -> bound + " " + of(OPERATORS) + " " + side;
            default -> side + " " + of(OPERATORS) + " " + bound;
        };
    }

    /** The function with a time of the report in place of the column. */
    private String bound(String function) {
        return function.replace(TIME, "TIMESTAMP '" + of(times) + "'");
    }

    private String function(int depth) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> date(depth);
            case 3, 4 -> number(depth);
            case 5 -> text(depth);
            default -> time(depth);
        };
    }

    private String time(int depth) {
        if (depth == 0) {
            return TIME;
        }
        String inner = time(depth - 1);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> "(%s %s %s)".formatted(inner, of(List.of("+", "-")), of(INTERVALS));
            case 3 -> "TIMESTAMPADD(%s, %d, %s)".formatted(of(UNITS), count(), inner);
            case 4 -> "DATEADD(%s, %d, %s)".formatted(of(UNITS), count(), inner);
            case 5 ->
                "%s(%s, INTERVAL %d %s)"
                        .formatted(
                                of(List.of("DATE_ADD", "DATE_SUB")),
                                inner,
                                1 + random.nextInt(14),
                                of(List.of("MONTH", "DAY", "YEAR")));
            case 6, 7 -> "FLOOR(%s TO %s)".formatted(inner, of(random.nextInt(3) == 0 ? UNITS : LONG_UNITS));
            case 8 -> "CEIL(%s TO %s)".formatted(inner, of(random.nextInt(3) == 0 ? UNITS : LONG_UNITS));
            case 9 -> "DATE_TRUNC('%s', %s)".formatted(of(TRUNCATIONS), inner);
            case 10 -> "CAST(%s AS TIMESTAMP(3))".formatted(inner);
            default -> "CAST(%s AS TIMESTAMP)".formatted(date(depth - 1));
        };
    }

    private String date(int depth) {
        if (depth == 0) {
            return "CAST(%s AS DATE)".formatted(TIME);
        }
        return switch (random.nextInt(7)) {
            case 0, 1 -> "CAST(%s AS DATE)".formatted(time(depth - 1));
            case 2 -> "LAST_DAY(%s)".formatted(time(depth - 1));
            case 3 ->
                "(%s %s INTERVAL '%d' %s)"
                        .formatted(
                                date(depth - 1),
                                of(List.of("+", "-")),
                                1 + random.nextInt(14),
                                of(List.of("MONTH", "DAY", "YEAR")));
            case 4 -> "FLOOR(%s TO %s)".formatted(date(depth - 1), of(LONG_UNITS));
            case 5 -> "CEIL(%s TO %s)".formatted(date(depth - 1), of(LONG_UNITS));
            default ->
                "TIMESTAMPADD(%s, %d, %s)"
                        .formatted(of(List.of("DAY", "WEEK", "MONTH", "QUARTER", "YEAR")), count(), date(depth - 1));
        };
    }

    private String number(int depth) {
        String inner = random.nextBoolean() ? time(Math.max(depth - 1, 0)) : date(Math.max(depth - 1, 0));
        String other = "TIMESTAMP '" + of(times) + "'";
        String number =
                switch (random.nextInt(9)) {
                    case 0, 1 -> "TIMESTAMPDIFF(%s, %s, %s)".formatted(of(UNITS), inner, other);
                    case 2, 3 -> "TIMESTAMPDIFF(%s, %s, %s)".formatted(of(UNITS), other, inner);
                    case 4 -> "DATEDIFF(%s, %s, %s)".formatted(of(UNITS), other, inner);
                    case 5 -> "EXTRACT(YEAR FROM (%s - %s) MONTH)".formatted(time(0), other);
                    case 6 -> "(YEAR(%1$s) * 100 + MONTH(%1$s))".formatted(inner);
                    default -> "EXTRACT(%s FROM %s)".formatted(of(PARTS), inner);
                };
        return random.nextInt(3) == 0
                ? of(List.of(
                                "(%s) * -1",
                                "-(%s)",
                                "(%s) / 3",
                                "(%s) / -7",
                                "7 - (%s)",
                                "(%s) * 3 + 1",
                                "MOD(%s, 5)",
                                "ABS(%s)",
                                "CAST(%s AS BIGINT)",
                                "CAST(%s AS DECIMAL(19, 2))",
                                "CAST(%s AS DOUBLE)",
                                "FLOOR(CAST(%s AS DOUBLE) / 4)"))
                        .formatted(number)
                : number;
    }

    private String text(int depth) {
        return of(List.of(
                        "CAST(%s AS VARCHAR)",
                        "CAST(%s AS VARCHAR(19))", "CAST(%s AS VARCHAR(10))", "CAST(%s AS CHAR(19))"))
                .formatted(random.nextInt(3) == 0 ? number(depth) : random.nextBoolean() ? time(depth) : date(depth));
    }

    private int count() {
        return of(List.of(1, 1, -1, 2, 3, -3, 12, 30, -100, 2_000));
    }

    private <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Times near the ends of months, in the format of literals. */
    static List<String> monthEnds(LocalDate firstMonth, int months) {
        return onDays(IntStream.range(0, months)
                .mapToObj(firstMonth::plusMonths)
                .flatMap(first -> IntStream.of(-4, -3, -2, -1, 0, 1, 14).mapToObj(first::plusDays)));
    }

    /** Times on these days, in the format of literals. */
    static List<String> onDays(Stream<LocalDate> days) {
        return days.flatMap(day -> Stream.of("00:00", "00:01", "02:30", "11:59", "12:00", "23:58", "23:59")
                        .map(time -> day + " " + time + ":00"))
                .toList();
    }
}
