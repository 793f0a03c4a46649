package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions, operators and casts return the values of PostgreSQL, also for NULL. */
final class FunctionsIT {
    private static final Pattern ARGUMENT = Pattern.compile("<((?:'[^']*'|[^<>'=])+)>");
    private static final int DIGITS_COMPARED = 6;
    private static final int CASES_AT_ONCE = 20;
    private static final MathContext DIGITS_OF_DOUBLE = new MathContext(12);

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @AutoClose
    private static Connection driver;

    /** @param reference the same expression in PostgreSQL, or ! and an SQLState */
    record Case(String expression, String reference) {
        static Case of(String line) {
            String[] parts = line.split(" := ", 2);
            Case alone = new Case(parts[0], "");
            return new Case(parts[0], parts.length > 1 ? parts[1] : alone.selected());
        }

        String selected() {
            return ARGUMENT.matcher(expression).replaceAll("$1");
        }

        @Override
        public String toString() {
            return expression;
        }
    }

    @BeforeAll
    static void connect() throws SQLException {
        driver = DriverManager.getConnection("jdbc:agentsession:demo?now=2026-11-20T18:00:00Z&demoSessions=5");
    }

    static Stream<Case> functions() throws IOException {
        return cases("/agentsession/functions.txt").stream();
    }

    private static List<Case> cases(String file) throws IOException {
        try (InputStream stream = Objects.requireNonNull(FunctionsIT.class.getResourceAsStream(file));
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Case::of)
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/agentsession/functions.txt", "/agentsession/function-values.txt"})
    void theValuesAreThoseOfPostgres(String file) throws IOException {
        List<Case> cases = cases(file);
        List<String> expected = cases.stream()
                .map(c -> c.reference.startsWith("!")
                        ? c.reference.substring(1)
                        : row(POSTGRES.connection(), "SELECT " + c.reference))
                .toList();

        assertThat(expected).noneMatch(value -> value.matches("42..."));
        for (int from = 0; from < cases.size(); from += CASES_AT_ONCE) {
            int to = Math.min(from + CASES_AT_ONCE, cases.size());
            List<String> expressions =
                    cases.subList(from, to).stream().map(Case::selected).toList();
            if (!row(driver, "SELECT " + String.join(", ", expressions))
                    .equals(String.join(", ", expected.subList(from, to)))) {
                for (int i = from; i < to; i++) {
                    String selected = cases.get(i).selected();
                    assertThat(row(driver, "SELECT " + selected)).as(selected).isEqualTo(expected.get(i));
                }
            }
        }
    }

    /** As untyped and typed NULL; in the SELECT list and within other functions. */
    @ParameterizedTest
    @MethodSource("functions")
    void aNullArgumentReturnsNull(Case call) throws SQLException {
        List<String> calls = withNulls(call.expression);
        List<String> selected = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            selected.add(calls.get(i) + " AS F" + i);
            values.add(
                    "F%1$d, COALESCE(CAST(F%1$d AS VARCHAR), 'none'), F%1$d = F%1$d, CHAR_LENGTH(CAST(F%1$d AS VARCHAR))"
                            .formatted(i));
            values.add("COALESCE(CAST(%1$s AS VARCHAR), 'none'), CHAR_LENGTH(CAST(%1$s AS VARCHAR))"
                    .formatted(calls.get(i)));
        }
        String sql = "SELECT %s FROM (SELECT %s) T".formatted(String.join(", ", values), String.join(", ", selected));

        try (Statement statement = driver.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            for (int i = 0; i < calls.size(); i++) {
                int column = 1 + i * 6;
                assertThat(Stream.of(0, 1, 2, 3, 4, 5).map(offset -> text(result, column + offset)))
                        .as(calls.get(i))
                        .containsExactly(null, "none", null, null, "none", null);
                assertThat(result.getMetaData().isNullable(column)).isNotEqualTo(ResultSetMetaData.columnNoNulls);
            }
        }
    }

    private static @Nullable String text(ResultSet result, int column) {
        try {
            return result.getString(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> withNulls(String call) {
        List<String> calls = new ArrayList<>();
        Matcher argument = ARGUMENT.matcher(call);
        while (argument.find()) {
            String value = argument.group(1);
            for (String none : List.of("NULL", "NULLIF(" + value + ", " + value + ")")) {
                String changed = call.substring(0, argument.start()) + none + call.substring(argument.end());
                calls.add(ARGUMENT.matcher(changed).replaceAll("$1"));
            }
        }
        return calls;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-10 12:34:56",
                "2000-01-01 00:00:00",
                "2001-01-01 00:00:00",
                "1999-12-31 23:59:59",
                "2024-02-29 12:00:00",
                "1900-03-01 00:00:00",
                "1969-12-31 23:59:58",
                "0001-01-01 00:00:00",
                "2027-01-03 00:00:00",
                "1582-10-15 00:00:00",
                "1500-02-28 10:00:00"
            })
    void extractAndDateTruncAreThoseOfPostgres(String time) {
        List<String> units =
                List.of("SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "CENTURY", "MILLENNIUM");
        String timestamp = "TIMESTAMP '" + time + "'";
        String parts = Stream.concat(
                        units.stream(), Stream.of("DECADE", "ISOYEAR", "ISODOW", "DOY", "EPOCH", "MILLISECOND"))
                .map(unit -> "EXTRACT(%s FROM %s)".formatted(unit, timestamp))
                .collect(Collectors.joining(", "));
        String beginnings = units.stream()
                .map(unit -> "DATE_TRUNC('%s', %s)".formatted(unit, timestamp))
                .collect(Collectors.joining(", "));
        String ofDate = Stream.of("DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "CENTURY", "ISOYEAR", "DOY", "EPOCH")
                .map(unit -> "EXTRACT(%s FROM DATE '%s')".formatted(unit, time.substring(0, 10)))
                .collect(Collectors.joining(", "));
        String sql = "SELECT %s, %s, %s".formatted(parts, beginnings, ofDate);

        assertThat(row(driver, sql)).isEqualTo(row(POSTGRES.connection(), sql));
    }

    /** The values of the one row, or the SQLState of the error. */
    private static String row(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                values.add(Objects.requireNonNullElse(value(result, i), "NULL"));
                assertThat(values.get(i - 1).equals("NULL")
                                && result.getMetaData().isNullable(i) == ResultSetMetaData.columnNoNulls)
                        .as("NULL in a column without: %s", sql)
                        .isFalse();
            }
            return String.join(", ", values);
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private static @Nullable String value(ResultSet result, int column) throws SQLException {
        if (result.getObject(column) == null) {
            return null;
        }
        return switch (JDBCType.valueOf(result.getMetaData().getColumnType(column))) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, NUMERIC -> number(result.getBigDecimal(column));
            case REAL, FLOAT, DOUBLE ->
                number(BigDecimal.valueOf(result.getDouble(column)).round(DIGITS_OF_DOUBLE));
            case TIMESTAMP -> result.getObject(column, LocalDateTime.class).toString();
            case BOOLEAN, BIT -> String.valueOf(result.getBoolean(column));
            default -> result.getString(column);
        };
    }

    private static String number(BigDecimal number) {
        BigDecimal rounded = number.setScale(DIGITS_COMPARED, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
