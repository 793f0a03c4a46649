package agentsession.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random queries that are mostly valid, so that they reach the planner. */
final class SqlGrammar {
    private enum Kind {
        NUMBER,
        TEXT,
        TIME,
        DATE,
        CONDITION
    }

    private record Column(String name, Kind kind) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("AGENT_ID", Kind.NUMBER),
            new Column("PRESENTED", Kind.NUMBER),
            new Column("RNA", Kind.NUMBER),
            new Column("LOGIN_SESSION_ID", Kind.NUMBER),
            new Column("TALK_TIME_MIN", Kind.NUMBER),
            new Column("CALLS_XFERED_PCT", Kind.NUMBER),
            new Column("LAST_NAME", Kind.TEXT),
            new Column("TEAM", Kind.TEXT),
            new Column("DIAL_GROUP", Kind.TEXT),
            new Column("LOGIN_DTS", Kind.TIME),
            new Column("LOGOUT_DTS", Kind.TIME));
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "-1",
            "7",
            "1.5",
            ".25",
            "100",
            "1000",
            "2147483647",
            "9223372036854775807",
            "1e3",
            "99999999999999999999",
            "NULL");
    private static final List<String> STRINGS = List.of(
            "''",
            "'a'",
            "'Billing'",
            "'Sales East'",
            "'[No Team Name]'",
            "'%a_'",
            "'7'",
            "'2026-11-10'",
            "'2026-11-10 12:00:00'",
            "'YYYY-MM-DD'",
            "'day'",
            "'('",
            "'\u00fc\u20ac'",
            "NULL");
    private static final List<String> TIMES = List.of(
            "TIMESTAMP '2026-11-10 12:02:00'",
            "{ts '2026-10-01 00:00:00'}",
            "CURRENT_TIMESTAMP",
            "LOCALTIMESTAMP",
            "NOW()",
            "'2026-11-01T00:00:00'",
            "NULL");
    private static final List<String> DATES =
            List.of("DATE '2026-11-10'", "{d '2026-10-31'}", "CURRENT_DATE", "{fn CURDATE()}", "'2026-09-30'", "NULL");
    private static final List<String> UNITS =
            List.of("SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "DOW", "DECADE", "EPOCH");
    private static final List<String> TYPES = List.of(
            "INTEGER",
            "BIGINT",
            "SMALLINT",
            "DOUBLE",
            "REAL",
            "DECIMAL(12, 2)",
            "DECIMAL(38, 10)",
            "VARCHAR",
            "VARCHAR(3)",
            "CHAR(5)",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "TIMESTAMP(3)",
            "BOOLEAN",
            "VARBINARY");

    private static final List<String> NUMBERS_OF_NUMBER = List.of(
            "ABS",
            "ACOS",
            "ASIN",
            "ATAN",
            "CBRT",
            "CEILING",
            "FLOOR",
            "COS",
            "COT",
            "DEGREES",
            "EXP",
            "LOG",
            "LOG10",
            "LN",
            "RADIANS",
            "ROUND",
            "SIGN",
            "SIN",
            "SQRT",
            "TAN",
            "TRUNCATE",
            "TANH",
            "COSH");
    private static final List<String> NUMBERS_OF_NUMBERS = List.of(
            "ATAN2",
            "MOD",
            "POWER",
            "ROUND",
            "TRUNCATE",
            "NULLIF",
            "COALESCE",
            "IFNULL",
            "NVL",
            "GREATEST",
            "LEAST",
            "BITAND",
            "LOG");
    private static final List<String> NUMBERS_OF_TEXT = List.of("ASCII", "LENGTH", "CHAR_LENGTH", "JSON_DEPTH");

    private static final List<String> NUMBERS_OF_TIME = List.of(
            "YEAR",
            "QUARTER",
            "MONTH",
            "WEEK",
            "DAYOFMONTH",
            "DAYOFWEEK",
            "DAYOFYEAR",
            "HOUR",
            "MINUTE",
            "SECOND",
            "UNIX_SECONDS",
            "UNIX_DATE");
    private static final List<String> TEXTS_OF_TEXT = List.of(
            "LCASE",
            "LOWER",
            "UCASE",
            "UPPER",
            "LTRIM",
            "RTRIM",
            "TRIM",
            "INITCAP",
            "REVERSE",
            "SOUNDEX",
            "MD5",
            "SHA1",
            "TO_BASE64",
            "FROM_BASE64",
            "TO_HEX");
    private static final List<String> TIMES_AS_TEXT = List.of("DAYNAME", "MONTHNAME", "DATE", "LAST_DAY");
    private static final List<String> AGGREGATES = List.of(
            "COUNT",
            "SUM",
            "AVG",
            "MIN",
            "MAX",
            "STDDEV_POP",
            "STDDEV_SAMP",
            "VAR_POP",
            "VAR_SAMP",
            "STDDEV",
            "ANY_VALUE",
            "EVERY",
            "SOME",
            "BIT_AND",
            "BIT_XOR",
            "LISTAGG",
            "STRING_AGG",
            "GROUP_CONCAT",
            "ARRAY_AGG",
            "COLLECT",
            "MODE",
            "APPROX_COUNT_DISTINCT",
            "COVAR_POP",
            "REGR_COUNT",
            "COUNTIF",
            "LOGICAL_AND",
            "ARG_MIN");
    private static final List<String> WINDOWS = List.of(
            "ROW_NUMBER()",
            "RANK()",
            "DENSE_RANK()",
            "NTILE(4)",
            "PERCENT_RANK()",
            "CUME_DIST()",
            "LAG(TALK_TIME_MIN)",
            "LEAD(TEAM, 2)",
            "LAG(RNA, 1, 0)",
            "FIRST_VALUE(TEAM)",
            "LAST_VALUE(LOGIN_DTS)",
            "NTH_VALUE(RNA, 2)",
            "SUM(TALK_TIME_MIN)",
            "SUM(PRESENTED)",
            "AVG(PRESENTED)",
            "COUNT(*)",
            "MAX(LOGIN_DTS)",
            "STDDEV(TALK_TIME_MIN)");
    private static final List<String> COMPARISONS =
            List.of("=", "<>", "<", "<=", ">", ">=", "!=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM");
    private static final int DEPTH = 3;

    private final Random random;
    private List<String> aliases = List.of();

    SqlGrammar(Random random) {
        this.random = random;
    }

    /** A query, possibly with {@code ?}. */
    String statement() {
        return switch (random.nextInt(12)) {
            case 0 -> "WITH Q AS (" + select(1) + ") SELECT * FROM Q" + maybe(3, this::limit);
            case 1 -> select(1) + one(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ") + select(1);
            case 2 -> "SELECT COUNT(*) FROM (" + select(1) + ") AS T";
            case 3 -> "EXPLAIN PLAN FOR " + select(1);
            default -> select(0);
        };
    }

    private String select(int depth) {
        List<String> outer = aliases;
        aliases = new ArrayList<>();
        String from = from(depth);
        String where = maybe(2, () -> " WHERE " + condition(depth));
        String select =
                switch (random.nextInt(5)) {
                    case 0, 1 -> grouped(from + where, depth);
                    case 2 -> windowed(from + where, depth);
                    default ->
                        "SELECT " + maybe(6, () -> "DISTINCT ") + list(() -> any(depth)) + " FROM " + from + where
                                + maybe(3, () -> " ORDER BY " + list(this::order));
                };
        aliases = outer;
        return select + maybe(4, this::limit);
    }

    private String grouped(String rest, int depth) {
        List<String> keys = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            keys.add(any(depth + 1));
        }
        String by =
                switch (random.nextInt(6)) {
                    case 0 -> "ROLLUP(" + String.join(", ", keys) + ")";
                    case 1 -> "CUBE(" + String.join(", ", keys) + ")";
                    case 2 -> "GROUPING SETS ((" + String.join(", ", keys) + "), ())";
                    default -> String.join(", ", keys);
                };
        return "SELECT " + maybe(2, () -> String.join(", ", keys) + ", ") + list(() -> aggregate(depth)) + " FROM "
                + rest + (random.nextInt(6) == 0 ? "" : " GROUP BY " + by)
                + maybe(3, () -> " HAVING " + aggregate(depth) + " " + one(COMPARISONS) + " " + number(DEPTH));
    }

    private String aggregate(int depth) {
        if (random.nextInt(4) == 0) {
            return "COUNT(*)";
        }
        String argument = random.nextInt(9) == 0 ? any(depth + 1) : number(depth + 1);
        String second = random.nextInt(8) == 0 ? ", " + any(DEPTH) : "";
        return one(AGGREGATES) + "(" + maybe(5, () -> "DISTINCT ") + argument + second + ")"
                + maybe(40, () -> " WITHIN GROUP (ORDER BY " + order() + ")")
                + maybe(6, () -> " FILTER (WHERE " + condition(depth + 1) + ")");
    }

    private String windowed(String rest, int depth) {
        String window = one(WINDOWS) + " OVER (" + maybe(2, () -> "PARTITION BY " + any(DEPTH)) + " "
                + maybe(2, () -> "ORDER BY " + order() + ", LOGIN_SESSION_ID")
                + maybe(
                        4,
                        () -> one(
                                " ROWS BETWEEN 2 PRECEDING AND CURRENT ROW",
                                " ROWS UNBOUNDED PRECEDING",
                                " RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
                                " RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW",
                                " ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING"))
                + ")";
        return "SELECT " + window + ", " + any(depth + 1) + " FROM " + rest;
    }

    private String from(int depth) {
        String first = table(depth);
        return switch (random.nextInt(8)) {
            case 0 ->
                first + one(" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ") + table(depth) + " ON "
                        + condition(depth + 1);
            case 1 -> first + " JOIN " + table(depth) + " USING (LOGIN_SESSION_ID)";
            case 2 -> first + ", " + table(depth);
            default -> first;
        };
    }

    private String table(int depth) {
        String alias = one("A", "B", "S", "T") + aliases.size();
        String table =
                switch (random.nextInt(depth < DEPTH - 1 ? 10 : 8)) {
                    case 0 -> "REPORTS.AGENT_SESSION";
                    case 1 -> "(SELECT * FROM AGENT_SESSION WHERE " + simple() + ")";
                    case 8, 9 ->
                        "(SELECT *, " + number(DEPTH).replaceAll("\\b[ABST]\\d\\.", "") + " AS X FROM AGENT_SESSION)";
                    default -> "AGENT_SESSION";
                };
        List<String> more = new ArrayList<>(aliases);
        more.add(alias);
        aliases = more;
        return table + " AS " + alias;
    }

    private String simple() {
        return one("LOGIN_DTS > ", "LOGIN_DTS = ", "CAST(LOGIN_DTS AS DATE) >= ") + one(TIMES);
    }

    private String order() {
        return (random.nextInt(6) == 0 ? one("1", "2", "9") : any(DEPTH))
                + one("", " DESC", " ASC NULLS FIRST", " NULLS LAST");
    }

    private String limit() {
        return one(
                " LIMIT 3",
                " LIMIT 0",
                " LIMIT 5 OFFSET 2",
                " OFFSET 150 ROWS",
                " FETCH FIRST 2 ROWS ONLY",
                " LIMIT ?",
                " LIMIT 2147483648");
    }

    private String any(int depth) {
        return of(one(List.of(Kind.values())), depth);
    }

    private String of(Kind kind, int depth) {
        return switch (kind) {
            case NUMBER -> number(depth);
            case TEXT -> text(depth);
            case TIME -> time(depth);
            case DATE -> date(depth);
            case CONDITION -> depth < DEPTH ? condition(depth) : number(depth);
        };
    }

    private String mostly(Kind kind, int depth) {
        return random.nextInt(60) == 0 ? any(depth) : of(kind, depth);
    }

    private String column(Kind kind) {
        List<Column> columns = COLUMNS.stream().filter(c -> c.kind == kind).toList();
        String name = one(columns).name;
        if (random.nextInt(300) == 0) {
            return name + "X";
        }
        return aliases.size() > 1 || (!aliases.isEmpty() && random.nextInt(4) == 0) ? one(aliases) + "." + name : name;
    }

    private String number(int depth) {
        if (depth >= DEPTH) {
            return random.nextInt(3) > 0 ? column(Kind.NUMBER) : literal(NUMBERS);
        }
        int next = depth + 1;
        return switch (random.nextInt(15)) {
            case 0, 1 -> "(" + mostly(Kind.NUMBER, next) + one(" + ", " - ", " * ", " / ", " % ") + number(next) + ")";
            case 2 -> call(one(NUMBERS_OF_NUMBER), mostly(Kind.NUMBER, next));
            case 3 -> call(one(NUMBERS_OF_NUMBERS), mostly(Kind.NUMBER, next), number(next));
            case 4 -> call(one(NUMBERS_OF_TEXT), mostly(Kind.TEXT, next));
            case 5 -> call(one(NUMBERS_OF_TIME), mostly(Kind.TIME, next));
            case 6 -> "EXTRACT(" + one(UNITS) + " FROM " + mostly(Kind.TIME, next) + ")";
            case 7 -> one("TIMESTAMPDIFF", "DATEDIFF") + "(" + one(UNITS) + ", " + time(next) + ", " + time(next) + ")";
            case 8 -> cases(Kind.NUMBER, next);
            case 9 -> cast(next, one(TYPES.subList(0, 7)));
            case 10 -> call(one("INSTR", "STRPOS", "DIFFERENCE", "CHARINDEX", "LEVENSHTEIN"), text(next), text(next));
            case 11 -> subQuery("SELECT " + one("MAX", "MIN", "COUNT", "SUM", "AVG") + "(", Kind.NUMBER, ")");
            default -> number(DEPTH);
        };
    }

    private String text(int depth) {
        if (depth >= DEPTH) {
            return random.nextBoolean() ? column(Kind.TEXT) : literal(STRINGS);
        }
        int next = depth + 1;
        return switch (random.nextInt(14)) {
            case 0 -> "(" + mostly(Kind.TEXT, next) + " || " + mostly(Kind.TEXT, next) + ")";
            case 1 -> call(one(TEXTS_OF_TEXT), mostly(Kind.TEXT, next));
            case 2 -> call(one("LEFT", "RIGHT", "REPEAT", "LPAD", "RPAD", "SUBSTR"), text(next), small());
            case 3 -> call(one("SUBSTRING", "LPAD", "SPLIT_PART", "REGEXP_SUBSTR"), text(next), small(), small());
            case 4 -> call(one("REPLACE", "TRANSLATE", "REGEXP_REPLACE", "CONCAT"), text(next), text(next), text(next));
            case 5 -> call(one("COALESCE", "NULLIF", "IFNULL", "NVL", "CONCAT", "GREATEST"), text(next), text(next));
            case 6 -> call(one("CHAR", "CHR", "SPACE"), small());
            case 7 -> cases(Kind.TEXT, next);
            case 8 -> cast(next, one(TYPES.subList(7, 10)));
            case 9 -> call(one(TIMES_AS_TEXT), mostly(Kind.TIME, next));
            case 10 ->
                call("TO_CHAR", mostly(Kind.TIME, next), one("'YYYY-MM-DD HH24:MI'", "'Day'", "'Q'", "'xx'", "'WW'"));
            case 11 -> "TRIM(" + one("BOTH", "LEADING", "TRAILING") + " " + text(DEPTH) + " FROM " + text(next) + ")";
            default -> text(DEPTH);
        };
    }

    private String time(int depth) {
        if (depth >= DEPTH) {
            return random.nextInt(3) > 0 ? column(Kind.TIME) : literal(TIMES);
        }
        int next = depth + 1;
        return switch (random.nextInt(12)) {
            case 0 -> "FLOOR(" + mostly(Kind.TIME, next) + " TO " + one(UNITS) + ")";
            case 1 -> "CEIL(" + time(next) + " TO " + one(UNITS) + ")";
            case 2 -> "DATE_TRUNC(" + one("'day'", "'week'", "DAY", "'hour'", "MONTH") + ", " + time(next) + ")";
            case 3 -> "(" + time(next) + one(" + ", " - ") + interval(next) + ")";
            case 4 -> "TIMESTAMPADD(" + one(UNITS) + ", " + small() + ", " + mostly(Kind.TIME, next) + ")";
            case 5 -> cast(next, one("TIMESTAMP", "TIMESTAMP(3)", "TIMESTAMP WITH LOCAL TIME ZONE"));
            case 6 -> cases(Kind.TIME, next);
            case 7 -> call(one("COALESCE", "NULLIF", "GREATEST", "LEAST"), time(next), time(next));
            case 8 -> "TO_TIMESTAMP('2026-11-10 12:02:00', 'YYYY-MM-DD HH24:MI:SS')";
            default -> time(DEPTH);
        };
    }

    private String date(int depth) {
        if (depth >= DEPTH) {
            return random.nextBoolean() ? literal(DATES) : "CAST(" + column(Kind.TIME) + " AS DATE)";
        }
        int next = depth + 1;
        return switch (random.nextInt(8)) {
            case 0 -> "(" + date(next) + one(" + ", " - ") + interval(next) + ")";
            case 1 -> "FLOOR(" + date(next) + " TO " + one(UNITS) + ")";
            case 2 -> call(one("DATE", "LAST_DAY"), mostly(Kind.TIME, next));
            case 3 ->
                call(
                        one("DATE_ADD", "DATE_SUB", "ADD_MONTHS"),
                        date(next),
                        random.nextBoolean() ? small() : interval(next));
            case 4 -> "(" + date(next) + one(" + ", " - ") + small() + ")";
            case 5 -> cases(Kind.DATE, next);
            default -> date(DEPTH);
        };
    }

    private String interval(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> "INTERVAL '1' MONTH";
            case 1 -> "INTERVAL '1 02:03' DAY TO MINUTE";
            case 2 -> number(depth) + " * INTERVAL '1' " + one("DAY", "HOUR", "MONTH");
            case 3 -> "INTERVAL '-9999' " + one(UNITS.subList(0, 8));
            default -> "INTERVAL '" + random.nextInt(90) + "' " + one(UNITS.subList(0, 8));
        };
    }

    private String condition(int depth) {
        int next = depth + 1;
        if (depth >= DEPTH) {
            return comparison(next);
        }
        return switch (random.nextInt(16)) {
            case 0, 1 -> "(" + condition(next) + " AND " + condition(next) + ")";
            case 2 -> "(" + condition(next) + " OR " + condition(next) + ")";
            case 3 -> "NOT (" + condition(next) + ")";
            case 4 -> "(" + any(next) + one(" IS NULL", " IS NOT NULL") + ")";
            case 5 -> text(next) + one(" LIKE ", " NOT LIKE ", " SIMILAR TO ", " RLIKE ", " ILIKE ") + literal(STRINGS);
            case 6 -> between(next);
            case 7 -> in(next);
            case 8 -> "(" + condition(next) + one(" IS TRUE", " IS NOT FALSE", " IS UNKNOWN") + ")";
            case 9 ->
                one("", "NOT ") + "EXISTS (SELECT 1 FROM AGENT_SESSION AS E WHERE E.AGENT_ID = " + number(DEPTH) + ")";
            case 10 ->
                number(next) + one(" IN ", " NOT IN ", " > ALL ", " = ANY ") + "(SELECT "
                        + one("AGENT_ID", "RNA", "MAX(RNA)") + " FROM AGENT_SESSION WHERE TEAM = " + literal(STRINGS)
                        + ")";
            case 11 -> cases(Kind.CONDITION, next);
            default -> comparison(next);
        };
    }

    private String comparison(int depth) {
        Kind kind = one(Kind.NUMBER, Kind.TEXT, Kind.TIME, Kind.TIME, Kind.DATE);
        Kind other =
                kind == Kind.DATE || (kind == Kind.TIME && random.nextInt(3) == 0) ? one(Kind.TIME, Kind.DATE) : kind;
        return mostly(kind, depth) + " " + one(COMPARISONS) + " " + mostly(other, depth);
    }

    private String between(int depth) {
        Kind kind = one(Kind.NUMBER, Kind.TEXT, Kind.TIME, Kind.TIME, Kind.DATE);
        return of(kind, depth) + one(" BETWEEN ", " NOT BETWEEN ", " BETWEEN SYMMETRIC ") + mostly(kind, depth)
                + " AND " + of(kind, depth);
    }

    private String in(int depth) {
        Kind kind = one(Kind.NUMBER, Kind.TEXT, Kind.TIME, Kind.DATE);
        return of(kind, depth) + one(" IN (", " NOT IN (") + list(() -> mostly(kind, DEPTH)) + ")";
    }

    private String cases(Kind kind, int depth) {
        return random.nextInt(4) == 0
                ? "CASE " + text(depth) + " WHEN " + literal(STRINGS) + " THEN " + of(kind, depth) + " END"
                : "CASE WHEN " + comparison(DEPTH) + " THEN " + mostly(kind, depth) + " ELSE " + of(kind, depth)
                        + " END";
    }

    private String cast(int depth, String type) {
        return one("CAST(", "CAST(", "TRY_CAST(", "SAFE_CAST(") + any(depth) + " AS " + type + ")";
    }

    private String subQuery(String head, Kind kind, String tail) {
        return "(" + head + one(COLUMNS.stream().filter(c -> c.kind == kind).toList()).name + tail
                + " FROM AGENT_SESSION AS I" + maybe(2, () -> " WHERE I.TEAM = " + text(DEPTH)) + ")";
    }

    /** A call with its arguments, sometimes with one more or less. */
    private String call(String function, String... arguments) {
        List<String> given = new ArrayList<>(List.of(arguments));
        int odd = random.nextInt(80);
        if (odd == 0) {
            given.remove(0);
        } else if (odd == 1) {
            given.add(any(DEPTH));
        }
        String call = function + "(" + String.join(", ", given) + ")";
        return random.nextInt(15) == 0 ? "{fn " + call + "}" : call;
    }

    private String small() {
        return random.nextInt(12) == 0 ? literal(NUMBERS) : one("0", "1", "3", "-2", "10", "RNA");
    }

    private String literal(List<String> literals) {
        return random.nextInt(25) == 0 ? "?" : one(literals);
    }

    private String list(Supplier<String> item) {
        StringBuilder list = new StringBuilder(item.get());
        for (int i = random.nextInt(3); i > 0; i--) {
            list.append(", ").append(item.get());
        }
        return list.toString();
    }

    private String maybe(int oneIn, Supplier<String> text) {
        return random.nextInt(oneIn) == 0 ? text.get() : "";
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
