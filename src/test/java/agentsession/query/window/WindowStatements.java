package agentsession.query.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Statements with window functions over a few rows with NULLs, duplicates and ends of months, whose results do not depend
 * on the order of peers.
 */
final class WindowStatements {
    /** ID is unique; P and B partition; K, N, F, S, D and T have NULLs and duplicates. */
    private static final String ROWS = """
            (VALUES (1, 1, 1, 1.50, 1.5E0, 'a', DATE '2026-01-31', TIMESTAMP '2026-01-31 12:00:00', TRUE),
                    (2, 1, 2, 2.25, 2.25E0, 'b', DATE '2026-02-28', TIMESTAMP '2026-02-28 23:59:00', FALSE),
                    (3, 1, 2, 2.25, -1.0E0, 'B', DATE '2026-02-28', TIMESTAMP '2026-02-28 23:59:00', NULL),
                    (4, 1, NULL, NULL, NULL, NULL, NULL, NULL, TRUE),
                    (5, 1, 4, 0.00, 0.0E0, '', DATE '2026-03-01', TIMESTAMP '2026-03-01 00:00:00', TRUE),
                    (6, 2, -3, -7.75, 1.0E3, 'ä', DATE '2024-02-29', TIMESTAMP '2024-02-29 08:30:00', FALSE),
                    (7, 2, NULL, 4.00, 4.0E0, 'a', DATE '2025-02-28', NULL, NULL),
                    (8, 2, 7, NULL, 2.25E0, NULL, NULL, TIMESTAMP '2025-02-28 08:30:00', FALSE),
                    (9, NULL, 2, 1.50, NULL, 'b', DATE '2026-01-30', TIMESTAMP '2026-01-31 11:59:00', NULL),
                    (10, NULL, 3, 1.25, 3.5E0, 'a', DATE '2026-01-31', TIMESTAMP '2026-02-01 00:00:00', TRUE),
                    (11, 3, 0, 9.99, 0.5E0, 'Zz', DATE '2026-03-31', TIMESTAMP '2026-03-31 12:00:00', TRUE))
             AS V (ID, P, K, N, F, S, D, T, B)""";

    /** Clauses that partition and sort the rows; %s is the key. */
    private record Sorting(String partition, String order) {}

    private static final List<Sorting> SORTINGS = List.of(
            new Sorting("", "%s"),
            new Sorting("PARTITION BY P", "%s DESC"),
            new Sorting("PARTITION BY B, P", "%s NULLS FIRST"),
            new Sorting("PARTITION BY P", "%s DESC NULLS LAST"));

    private static final List<String> EXCLUSIONS =
            List.of("", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES");

    /** Aggregates that do not depend on the order of the rows in a frame. */
    private static final List<String> AGGREGATES = List.of(
            "COUNT(*)",
            "COUNT(K)",
            "SUM(K)",
            "AVG(K)",
            "MIN(K)",
            "MAX(K)",
            "SUM(N)",
            "AVG(N)",
            "MAX(N)",
            "SUM(F)",
            "MIN(F)",
            "MIN(S)",
            "MAX(S)",
            "MIN(D)",
            "MAX(T)",
            "STDDEV_SAMP(K)",
            "VAR_POP(N)",
            "STDDEV_POP(F)",
            "COVAR_POP(K, N)",
            "REGR_COUNT(K, N)",
            "BOOL_AND(B)",
            "BOOL_OR(B)",
            "EVERY(B)",
            "BIT_AND(K)",
            "BIT_OR(K)",
            "COUNT(*) FILTER (WHERE K > 1)",
            "SUM(N) FILTER (WHERE B)",
            "MAX(S) FILTER (WHERE K IS NULL OR N > 2)");

    /** Functions that depend on the order of the rows. */
    private static final List<String> ROW_VALUES = List.of(
            "FIRST_VALUE(S)",
            "LAST_VALUE(S)",
            "FIRST_VALUE(K)",
            "LAST_VALUE(T)",
            "NTH_VALUE(S, 2)",
            "NTH_VALUE(K, ID)",
            "LAST_VALUE(ID)",
            "FIRST_VALUE(ID)",
            "NTH_VALUE(ID, 3)",
            "STRING_AGG(S, '-')");

    private static final List<String> RANKS = List.of(
            "ROW_NUMBER()",
            "RANK()",
            "DENSE_RANK()",
            "PERCENT_RANK()",
            "CUME_DIST()",
            "NTILE(1)",
            "NTILE(2)",
            "NTILE(3)",
            "NTILE(4)",
            "NTILE(5)",
            "NTILE(7)",
            "NTILE(100)",
            "LAG(K)",
            "LEAD(S)",
            "LAG(ID, 2)",
            "LEAD(ID, 3)",
            "LAG(N, 1, 0.5)",
            "LEAD(K, 2, 1.25)",
            "LAG(S, 1, 'none')",
            "LAG(K, 0)",
            "LAG(ID, -1)",
            "LEAD(ID, -2, ID)",
            "LAG(ID, P)",
            "LEAD(T, K, T)",
            "COALESCE(LAG(K, 1, 0), -1)",
            "COALESCE(FIRST_VALUE(ID), -1)");

    private static final List<String> PEER_BOUNDS = List.of(
            "UNBOUNDED PRECEDING AND CURRENT ROW",
            "CURRENT ROW AND UNBOUNDED FOLLOWING",
            "CURRENT ROW AND CURRENT ROW",
            "UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING");

    private static final List<String> OFFSET_BOUNDS = List.of(
            "%1$s PRECEDING AND CURRENT ROW",
            "%1$s PRECEDING AND %1$s FOLLOWING",
            "CURRENT ROW AND %1$s FOLLOWING",
            "UNBOUNDED PRECEDING AND %1$s PRECEDING",
            "UNBOUNDED PRECEDING AND %1$s FOLLOWING",
            "%1$s FOLLOWING AND UNBOUNDED FOLLOWING",
            "%1$s PRECEDING AND UNBOUNDED FOLLOWING",
            "%2$s PRECEDING AND %1$s PRECEDING",
            "%1$s FOLLOWING AND %2$s FOLLOWING",
            "%1$s PRECEDING AND %2$s PRECEDING");

    /** A key and two offsets of a RANGE frame, the smaller one first. */
    private record RangeOffsets(String key, String less, String more) {}

    private static final List<RangeOffsets> RANGE_OFFSETS = List.of(
            new RangeOffsets("K", "1", "3"),
            new RangeOffsets("K", "0", "5"),
            new RangeOffsets("N", "0.75", "2"),
            new RangeOffsets("F", "1.25", "1000"),
            new RangeOffsets("D", "INTERVAL '1' DAY", "INTERVAL '1' MONTH"),
            new RangeOffsets("D", "INTERVAL '1' YEAR", "INTERVAL '14' MONTH"),
            new RangeOffsets("T", "INTERVAL '1' MINUTE", "INTERVAL '36' HOUR"),
            new RangeOffsets("T", "INTERVAL '1' MONTH", "INTERVAL '1' YEAR"));

    private WindowStatements() {}

    /** All functions over all kinds of frames. */
    static Stream<String> all() {
        return SORTINGS.stream()
                .flatMap(sorting -> Stream.of(
                                ranks(sorting.partition, sorting.order),
                                overRows(sorting.partition, sorting.order),
                                overPeers(sorting.partition, sorting.order),
                                RANGE_OFFSETS.stream()
                                        .flatMap(offsets -> overRanges(sorting.partition, sorting.order, offsets)))
                        .flatMap(statements -> statements));
    }

    private static Stream<String> ranks(String partition, String order) {
        return Stream.of("K", "S", "T", "P, ID")
                .map(key -> partition + " ORDER BY " + order.formatted(key) + ", ID")
                .map(window ->
                        statement(RANKS.stream().map(rank -> over(rank, window)).toList()));
    }

    private static Stream<String> overRows(String partition, String order) {
        String window = partition + " ORDER BY " + order.formatted("K") + ", ID ";
        List<String> frames = Stream.concat(
                        PEER_BOUNDS.stream(), OFFSET_BOUNDS.stream().map(bound -> bound.formatted("1", "3")))
                .map(bounds -> "ROWS BETWEEN " + bounds)
                .toList();
        List<String> functions =
                Stream.concat(AGGREGATES.stream(), ROW_VALUES.stream()).toList();
        return EXCLUSIONS.stream().flatMap(exclusion -> statements(functions, window, frames, exclusion));
    }

    private static Stream<String> overPeers(String partition, String order) {
        return Stream.of("K", "K, B").flatMap(key -> {
            String window = partition + " ORDER BY " + order.formatted(key) + " ";
            List<String> frames = PEER_BOUNDS.stream()
                    .map(bounds -> "RANGE BETWEEN " + bounds)
                    .toList();
            return EXCLUSIONS.stream().flatMap(exclusion -> statements(AGGREGATES, window, frames, exclusion));
        });
    }

    private static Stream<String> overRanges(String partition, String order, RangeOffsets offsets) {
        String window = partition + " ORDER BY " + order.formatted(offsets.key) + " ";
        List<String> frames = OFFSET_BOUNDS.stream()
                .map(bounds -> "RANGE BETWEEN " + bounds.formatted(offsets.less, offsets.more))
                .toList();
        List<String> functions = List.of("COUNT(*)", "SUM(K)", "MIN(S)", "FIRST_VALUE(" + offsets.key + ")", "SUM(F)");
        return EXCLUSIONS.stream().flatMap(exclusion -> statements(functions, window, frames, exclusion));
    }

    /** Returns statements of at most 60 columns, so that each has a realistic size. */
    private static Stream<String> statements(
            List<String> functions, String window, List<String> frames, String exclusion) {
        List<String> columns = functions.stream()
                .flatMap(function -> frames.stream().map(frame -> over(function, window + frame + exclusion)))
                .toList();
        int most = 60;
        return IntStream.iterate(0, first -> first < columns.size(), first -> first + most)
                .mapToObj(first -> statement(columns.subList(first, Math.min(first + most, columns.size()))));
    }

    private static String over(String function, String window) {
        if (function.startsWith("COALESCE(")) {
            return function.replaceFirst(", -1\\)$", " OVER (" + window + "), -1)");
        }
        return function + " OVER (" + window.strip() + ")";
    }

    private static String statement(List<String> columns) {
        return "SELECT ID, " + String.join(",\n    ", columns) + "\nFROM " + ROWS + "\nORDER BY ID";
    }

    /** Returns a random statement: several windows over some of the rows, possibly in a sub-query. */
    static String random(Random random) {
        List<String> columns = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            columns.add(randomColumn(random) + " AS C" + i);
        }
        String from = ROWS
                + pick(random, List.of("", "", " WHERE K > 0", " WHERE B OR P = 2", " WHERE 1 = 0", " WHERE ID = 5"));
        String query = "SELECT ID, " + String.join(",\n    ", columns) + "\nFROM " + from;
        return switch (random.nextInt(4)) {
            case 0 -> "SELECT ID, C0 FROM (" + query + ") Q WHERE C0 IS NOT NULL OR ID > 3 ORDER BY ID";
            case 1 ->
                "WITH Q AS (" + query
                        + ") SELECT A.ID, A.C0, B.C0 AS D0 FROM Q A LEFT JOIN Q B ON A.ID = B.ID + 1 ORDER BY A.ID";
            default -> query + "\nORDER BY ID";
        };
    }

    private static String randomColumn(Random random) {
        String partition =
                pick(random, List.of("", "", "PARTITION BY P ", "PARTITION BY B ", "PARTITION BY K > 1, S "));
        String order = pick(random, SORTINGS).order;
        switch (random.nextInt(5)) {
            case 0 -> {
                String function = pick(random, RANKS);
                return over(
                        function,
                        partition + "ORDER BY " + order.formatted(pick(random, List.of("K", "S", "T"))) + ", ID");
            }
            case 1 -> {
                String bounds = pick(random, PEER_BOUNDS);
                return over(
                        pick(random, AGGREGATES),
                        partition + "ORDER BY " + order.formatted(pick(random, List.of("K", "S", "B")))
                                + " RANGE BETWEEN " + bounds + pick(random, EXCLUSIONS));
            }
            case 2 -> {
                RangeOffsets offsets = pick(random, RANGE_OFFSETS);
                String bounds = pick(random, OFFSET_BOUNDS).formatted(offsets.less, offsets.more);
                return over(
                        pick(random, AGGREGATES),
                        partition + "ORDER BY " + order.formatted(offsets.key) + " RANGE BETWEEN " + bounds
                                + pick(random, EXCLUSIONS));
            }
            case 3 -> {
                return over(pick(random, AGGREGATES), partition);
            }
            default -> {
                String bounds = pick(random, OFFSET_BOUNDS)
                        .formatted(String.valueOf(random.nextInt(3)), String.valueOf(random.nextInt(20)));
                return over(
                        pick(random, random.nextBoolean() ? AGGREGATES : ROW_VALUES),
                        partition + "ORDER BY " + order.formatted(pick(random, List.of("K", "S", "N")))
                                + ", ID ROWS BETWEEN " + bounds + pick(random, EXCLUSIONS));
            }
        }
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
