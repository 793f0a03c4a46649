package agentsession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.demo.DemoOptions;
import agentsession.demo.ObservedDemo;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements with parameters return what PostgreSQL returns for the values as literals. */
final class ParametersIT {
    private static final ZoneId ZONE = ZoneId.of("US/Arizona");
    private static final Instant NOW = Instant.parse("2026-11-20T18:00:30Z");
    private static final Pattern PARAMETER = Pattern.compile("\\?");

    private static final List<String> STRINGS =
            List.of("''", "'a'", "'Billing'", "'Billing and all that goes with it'", "'x  '", "'Zürich'", "NULL");
    private static final List<String> NUMBERS = List.of(
            "7",
            "10.5",
            "-3",
            "10.50",
            "0.0000001",
            "30000000000",
            "12345678901234567890.125",
            "CAST(NULL AS INTEGER)",
            "2");
    private static final List<String> TIMES = List.of(
            "TIMESTAMP '2026-11-10 12:00:00'",
            "TIMESTAMP '2026-11-10 12:00:00.5'",
            "TIMESTAMP '2026-01-31 23:59:59.999'",
            "CAST(NULL AS TIMESTAMP)");

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @AutoClose
    private static ObservedDemo service;

    @AutoClose
    private static Connection report;

    @BeforeAll
    static void connect() throws SQLException {
        service = ObservedDemo.start(DemoOptions.builder()
                .clock(Clock.fixed(NOW, ZONE))
                .sessions(300)
                .build());
        report = DriverManager.getConnection("jdbc:agentsession://localhost:"
                + service.baseUri().getPort() + "/" + service.accountId()
                + "?tls=false&cacheMaxAge=PT0S&accessToken=t&timeZone=" + ZONE
                + "&now=" + NOW);
        ReportInH2.load(POSTGRES.connection(), service.rows(ZONE).toList(), "SET SCHEMA 'reports'");
    }

    static Stream<SqlCase> statements() throws IOException {
        return SqlCase.read("/agentsession/parameter-sql.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aStatementWithParametersIsEquivalentToOneWithLiterals(SqlCase statement) throws SQLException {
        String reference = statement.reference().orElseGet(() -> withValues(statement.sql(), statement.values()));

        assertThat(rows(report, statement.sql(), statement.values()))
                .isNotEmpty()
                .isEqualTo(rows(POSTGRES.connection(), reference, List.of()));
    }

    /** One plan serves values of any length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE TEAM = ?",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE 'Billing' = ?",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE ? >= 'Bi'",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE TEAM LIKE ?",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE 'x  ' LIKE ?",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE TEAM NOT IN ('a', ?)",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE TEAM BETWEEN 'A' AND ?",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE TEAM IS DISTINCT FROM ?",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE (TEAM, 'x') = (?, 'x')",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE (TEAM, PRESENTED) IN ((?, 1), ('Billing', 0))",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE TEAM = (SELECT ?)",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE TEAM IN (SELECT ? FROM AGENT_SESSION)",
                "SELECT DISTINCT CASE WHEN PRESENTED > 9 THEN 'abc' ELSE ? END FROM AGENT_SESSION",
                "SELECT DISTINCT COALESCE(?, 'abc') FROM AGENT_SESSION",
                "SELECT NULLIF(?, 'a')",
                "SELECT 'abc' UNION ALL SELECT ?",
                "SELECT * FROM (VALUES ('abc'), (?)) V (A)",
                "SELECT ? || '|'",
                "SELECT '[' || TRIM(?) || ']', UPPER(?) || LOWER(?)",
                "SELECT CHAR_LENGTH(?), POSITION('i' IN ?), SUBSTRING(?, 2), LEFT(?, 3), LPAD(?, 5, '*'), REPLACE(?, 'i', 'yy')",
                "SELECT CAST(? AS VARCHAR(3)), CAST(? AS VARCHAR)",
                "SELECT MAX(?), MIN(TEAM || ?) FROM AGENT_SESSION",
                "SELECT TEAM FROM AGENT_SESSION GROUP BY TEAM HAVING MIN(TEAM) = ? OR 'Bill' = ?",
                "SELECT COUNT(*) FROM AGENT_SESSION A LEFT JOIN AGENT_SESSION B ON A.AGENT_ID = B.AGENT_ID AND B.TEAM = ? AND 'a' = ?"
            })
    void stringsAreNotChanged(String sql) throws SQLException {
        assertSame(sql, STRINGS);
    }

    /** One plan serves numbers of any size, and none is rounded. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE PRESENTED > ?",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE ? <= PRESENTED",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE PRESENTED <> ? AND PRESENTED NOT IN (?, 3)",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE TALK_TIME_MIN > ?",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE LOGIN_SESSION_ID > ?",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE PRESENTED + 1 < ? * 2",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE 5 BETWEEN ? AND PRESENTED",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE (TEAM, PRESENTED) IN (('Billing', ?), ('Reservations', ?))",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE NULLIF(PRESENTED, ?) > 3",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE COALESCE(?, PRESENTED) = PRESENTED",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE PRESENTED > (SELECT ?)",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE PRESENTED > ANY (SELECT ? FROM AGENT_SESSION)",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE PRESENTED / 2 > ?",
                "SELECT TEAM FROM AGENT_SESSION GROUP BY TEAM HAVING COUNT(*) > ? OR SUM(TALK_TIME_MIN) < ?",
                "SELECT SUM(CASE WHEN PRESENTED > ? THEN 1 ELSE ? END) FROM AGENT_SESSION",
                "SELECT PRESENTED + ?, PRESENTED * ?, ? - TALK_TIME_MIN FROM AGENT_SESSION WHERE PRESENTED > 38",
                "SELECT PRESENTED / ?, TALK_TIME_MIN / ?, 7 / ? FROM AGENT_SESSION WHERE PRESENTED > 38",
                "SELECT COALESCE(PRESENTED, ?), COALESCE(?, PRESENTED) FROM AGENT_SESSION WHERE PRESENTED > 38",
                "SELECT PRESENTED FROM AGENT_SESSION WHERE PRESENTED > 38 UNION ALL SELECT ?",
                "SELECT ABS(?), ROUND(?, 1), FLOOR(?), SIGN(?)"
            })
    void numbersAreNotChanged(String sql) throws SQLException {
        assertSame(sql, NUMBERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE LOGIN_DTS >= ?",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE ? > LOGOUT_DTS OR LOGIN_DTS = ?",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE LOGIN_DTS BETWEEN ? - INTERVAL '7' DAY AND ?",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE COALESCE(?, LOGIN_DTS) <= LOGIN_DTS",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE LOGIN_DTS IN (?, TIMESTAMP '2026-11-10 00:00:00')",
                "SELECT EXTRACT(DAY FROM ?), DATE_TRUNC('month', ?), ? + INTERVAL '1' MONTH",
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE DATE_TRUNC('day', LOGIN_DTS) = DATE_TRUNC('day', ?)",
                "SELECT MAX(CASE WHEN PRESENTED > 5 THEN LOGIN_DTS ELSE ? END) FROM AGENT_SESSION WHERE TEAM = 'none'"
            })
    void timesAreNotChanged(String sql) throws SQLException {
        assertSame(sql, TIMES);
    }

    /** Executes a prepared statement with each of the values for all parameters. */
    private static void assertSame(String sql, List<String> values) throws SQLException {
        int parameters = (int) PARAMETER.matcher(sql).results().count();
        List<String> actual = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        try (PreparedStatement statement = report.prepareStatement(sql)) {
            for (String value : values) {
                List<String> repeated = Collections.nCopies(parameters, value);
                set(statement, repeated);
                actual.add(value + ": " + rows(statement, sql));
                expected.add(value + ": " + rows(POSTGRES.connection(), withValues(sql, repeated), List.of()));
            }
        }
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SELECT ?                                                    | VARCHAR
                    SELECT 1 FROM (VALUES (1)) V (A) WHERE ? = 'ab'             | VARCHAR
                    SELECT LOWER(?), SUBSTRING(?, ?)                            | VARCHAR, VARCHAR, INTEGER
                    SELECT 1 FROM AGENT_SESSION WHERE AGENT_ID = ?              | INTEGER
                    SELECT 1 FROM AGENT_SESSION WHERE LOGIN_SESSION_ID IN (?, 1)| BIGINT
                    SELECT 1 FROM AGENT_SESSION WHERE TALK_TIME_MIN BETWEEN ? AND ? | DECIMAL, DECIMAL
                    SELECT 1 FROM AGENT_SESSION WHERE (TEAM, AGENT_ID) IN ((?, ?))  | VARCHAR, INTEGER
                    SELECT 1 FROM AGENT_SESSION WHERE LOGIN_DTS >= ? AND ?      | TIMESTAMP, BOOLEAN
                    SELECT CURRENT_DATE - ?, ? - INTERVAL '1' DAY               | INTEGER, TIMESTAMP
                    SELECT 1 FROM AGENT_SESSION WHERE CAST(LOGIN_DTS AS DATE) = ?   | DATE
                    SELECT CAST(? AS CHAR(3)), CAST(? AS TIME), CAST(? AS DOUBLE)   | VARCHAR, TIME, DOUBLE
                    SELECT TEAM FROM AGENT_SESSION LIMIT ? OFFSET ?             | INTEGER, INTEGER
                    SELECT ?, ? UNION ALL SELECT TEAM, AGENT_ID FROM AGENT_SESSION  | VARCHAR, INTEGER
                    """)
    void theMetadataHasTheTypesOfParameters(String sql, String types) throws SQLException {
        try (PreparedStatement statement = report.prepareStatement(sql)) {
            assertThat(IntStream.rangeClosed(1, statement.getParameterMetaData().getParameterCount())
                            .mapToObj(i -> typeName(statement, i))
                            .collect(Collectors.joining(", ")))
                    .isEqualTo(types);
        }
    }

    private static String typeName(PreparedStatement statement, int index) {
        try {
            return statement.getParameterMetaData().getParameterTypeName(index);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anIdMayBeSetAsAnyTypeOfNumberAndIsPushedDown() throws SQLException {
        String sql = "SELECT COUNT(*) FROM AGENT_SESSION WHERE AGENT_ID = ?";
        int agent = Integer.parseInt(rows(report, "SELECT MIN(AGENT_ID) FROM AGENT_SESSION", List.of())
                .get(0));
        List<String> expected = rows(report, sql, List.of(String.valueOf(agent)));
        assertThat(expected).doesNotContain("0");
        try (PreparedStatement statement = report.prepareStatement(sql)) {
            for (Object value : List.of(
                    agent,
                    (long) agent,
                    (double) agent,
                    BigDecimal.valueOf(agent),
                    new BigDecimal(agent + ".00"),
                    BigInteger.valueOf(agent),
                    String.valueOf(agent),
                    " " + agent + ".0 ")) {
                service.requests().clear();
                statement.setObject(1, value);

                assertThat(rows(statement, sql)).as("%s", value).isEqualTo(expected);
                assertThat(service.requests().all().stream()
                                .flatMap(request -> Stream.ofNullable(request.criteria()))
                                .flatMap(criteria -> criteria.agentIds().stream()))
                        .as("%s", value)
                        .containsExactly(agent);
            }
            statement.setObject(1, agent + 0.5);
            assertThat(rows(statement, sql)).containsExactly("0");
        }
    }

    @Test
    void aTimeMayBeSetAsAnyTypeOfTime() throws SQLException {
        String sql = "SELECT COUNT(*) FROM AGENT_SESSION WHERE LOGIN_DTS >= ?";
        LocalDateTime noon = LocalDateTime.of(2026, 11, 10, 12, 0, 0, 500_000_000);
        List<String> expected = rows(report, sql, List.of("TIMESTAMP '2026-11-10 12:00:00.5'"));
        try (PreparedStatement statement = report.prepareStatement(sql)) {
            for (Object value : List.of(
                    noon,
                    Timestamp.valueOf(noon),
                    java.util.Date.from(noon.atZone(ZoneId.systemDefault()).toInstant()),
                    "2026-11-10 12:00:00.5",
                    "2026-11-10T12:00:00.500",
                    noon.atZone(ZONE).toInstant(),
                    noon.atZone(ZONE).toOffsetDateTime(),
                    ZonedDateTime.of(noon, ZONE))) {
                statement.setObject(1, value);
                assertThat(rows(statement, sql)).as("%s", value).isEqualTo(expected);
            }
        }
    }

    /** The report has seconds, the engine milliseconds. */
    @Test
    void fractionsOfSecondsAreNotRounded() throws SQLException {
        String first = rows(report, "SELECT MIN(LOGIN_DTS) FROM AGENT_SESSION", List.of())
                .get(0);
        String sql = "SELECT COUNT(*) FROM AGENT_SESSION WHERE LOGIN_DTS <= ?";
        try (PreparedStatement statement = report.prepareStatement(sql)) {
            LocalDateTime time = Timestamp.valueOf(first).toLocalDateTime();
            statement.setObject(1, time.minusNanos(1));
            assertThat(rows(statement, sql)).containsExactly("0");
            statement.setObject(1, time.plusNanos(1));
            assertThat(rows(statement, sql)).containsExactly("1");
        }
        try (PreparedStatement statement = report.prepareStatement(sql.replace("<=", "="))) {
            statement.setObject(1, Timestamp.valueOf(first).toLocalDateTime().plusNanos(1));
            assertThat(rows(statement, sql)).containsExactly("0");
        }
    }

    @Test
    void parametersOfOtherTypesArePushedDown() throws SQLException {
        try (PreparedStatement statement = report.prepareStatement(
                "EXPLAIN PLAN FOR SELECT TEAM FROM AGENT_SESSION WHERE AGENT_ID IN (?, ?) AND LOGIN_DTS > ?")) {
            statement.setObject(1, 5.5);
            statement.setObject(2, 30_000_000_000L);
            statement.setObject(3, "2026-11-10");
            assertThat(rows(statement, "EXPLAIN").toString())
                    .contains("condition=[(AGENT_ID = ?0 OR AGENT_ID = ?1) AND LOGIN_DTS > ?2]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN", "NOT IN"})
    void aLargeInListMayContainNumbersOfAnySize(String operator) throws SQLException {
        List<String> values = new ArrayList<>(Collections.nCopies(1_998, "7"));
        values.addAll(List.of("10.5", "30000000000"));
        String sql = "SELECT COUNT(*) FROM AGENT_SESSION WHERE PRESENTED " + operator + " ("
                + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";

        assertThat(rows(report, sql, values))
                .isEqualTo(rows(POSTGRES.connection(), withValues(sql, values), List.of()));
    }

    @Test
    void aSelectedParameterIsReturnedAsAString() throws SQLException {
        try (PreparedStatement statement = report.prepareStatement("SELECT ?")) {
            for (Object value : List.of(5, 2.50, new BigDecimal("2.50"), "x  ", true, LocalDate.of(2026, 1, 31))) {
                statement.setObject(1, value);
                assertThat(rows(statement, "")).containsExactly("'" + value + "'");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SELECT 1 FROM AGENT_SESSION WHERE AGENT_ID = ?  | five | 22018 | Parameter 1 is of type INTEGER, which 'five' is not. Set a number, or a string such as 12.5.
                    SELECT 1 FROM AGENT_SESSION WHERE LOGIN_DTS > ? | 7th  | 22018 | Parameter 1 is of type TIMESTAMP, which '7th' is not. Set a java.time.LocalDateTime, a java.sql.Timestamp or a string such as 2026-01-31 13:00:00.
                    SELECT TEAM FROM AGENT_SESSION LIMIT ?          | 2.5  | 22003 | Parameter 1 is of type INTEGER; 2.5 has a fraction. Set a number of that type.
                    SELECT SUBSTRING('abc', ?)                      | 2.5  | 22003 | Parameter 1 is of type INTEGER; 2.5 has a fraction. Set a number of that type.
                    """)
    void anInvalidValueIsRefused(String sql, String value, String state, String message) throws SQLException {
        try (PreparedStatement statement = report.prepareStatement(sql)) {
            assertThatThrownBy(() -> statement.setString(1, value))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
                    .hasMessage(message);
        }
    }

    private static String withValues(String sql, List<String> values) {
        Iterator<String> rest = values.iterator();
        return PARAMETER.matcher(sql).replaceAll(place -> Matcher.quoteReplacement(rest.next()));
    }

    private static void set(PreparedStatement statement, List<String> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, value(values.get(i)));
        }
    }

    /** The Java value of a literal. */
    private static @Nullable Object value(String literal) {
        String text = literal.substring(literal.indexOf('\'') + 1, Math.max(literal.lastIndexOf('\''), 0))
                .replace("''", "'");
        if (literal.contains("NULL")) {
            return null;
        }
        if (literal.equals("TRUE") || literal.equals("FALSE")) {
            return literal.equals("TRUE");
        }
        if (literal.startsWith("TIMESTAMP")) {
            return Timestamp.valueOf(text).toLocalDateTime();
        }
        if (literal.startsWith("DATE")) {
            return LocalDate.parse(text);
        }
        if (literal.startsWith("TIME")) {
            return LocalTime.parse(text);
        }
        if (literal.startsWith("'")) {
            return text;
        }
        BigDecimal number = new BigDecimal(literal);
        return number.scale() > 0 || literal.contains("E") ? number : (Object) number.longValueExact();
    }

    private static List<String> rows(Connection connection, String sql, List<String> values) throws SQLException {
        if (values.isEmpty()) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                return rows(result, sql);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return rows(statement, sql);
        }
    }

    private static List<String> rows(PreparedStatement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            return rows(result, sql);
        }
    }

    /** The rows as strings; sorted unless the query has ORDER BY. */
    private static List<String> rows(ResultSet result, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(text(result, i));
            }
            rows.add(String.join(" | ", row));
        }
        if (!sql.toUpperCase(Locale.ROOT).contains("ORDER BY")) {
            rows.sort(null);
        }
        return rows;
    }

    private static String text(ResultSet result, int column) throws SQLException {
        if (result.getObject(column) == null) {
            return "NULL";
        }
        return switch (JDBCType.valueOf(result.getMetaData().getColumnType(column))) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, NUMERIC, REAL, FLOAT, DOUBLE ->
                result.getBigDecimal(column)
                        .setScale(6, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
            case TIMESTAMP ->
                Timestamp.valueOf(result.getObject(column, LocalDateTime.class)).toString();
            case BIT, BOOLEAN -> String.valueOf(result.getBoolean(column));
            case DATE, TIME -> result.getString(column);
            default -> "'" + result.getString(column) + "'";
        };
    }
}
