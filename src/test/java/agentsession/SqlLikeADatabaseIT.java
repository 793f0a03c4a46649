package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.demo.DemoOptions;
import agentsession.demo.ObservedDemo;
import agentsession.demo.RequestedCriteria;
import java.io.IOException;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements return the expected rows of their file, or else those that H2 returns over the same report.
 * {@code tool-sql.txt} contains statements that tools send, {@code database-sql.txt} those of SQL in general.
 */
final class SqlLikeADatabaseIT {
    private static final ZoneId ZONE = ZoneId.of("US/Arizona");
    private static final Instant NOW = Instant.parse("2026-11-20T18:00:30Z");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Pattern ORDERED = Pattern.compile("(?is).*\\bORDER BY [^()]*(\\([^()]*\\)[^()]*)*");

    /** Averages and deviations have 6 digits, in H2 others. */
    private static final int DIGITS_COMPARED = 4;

    @AutoClose
    private static ObservedDemo service;

    @AutoClose
    private static Connection report;

    @AutoClose
    private static Connection database;

    @BeforeAll
    static void connect() throws SQLException {
        service = ObservedDemo.start(DemoOptions.builder()
                .clock(Clock.fixed(NOW, ZONE))
                .sessions(400)
                .build());
        report = DriverManager.getConnection("jdbc:agentsession://localhost:"
                + service.baseUri().getPort() + "/" + service.accountId()
                + "?tls=false&cacheMaxAge=PT0S&accessToken=t&timeZone=" + ZONE
                + "&now=" + NOW);
        database = ReportInH2.of(service.rows(ZONE).toList());
    }

    static Stream<SqlCase> statements() throws IOException {
        return Stream.concat(
                SqlCase.read("/agentsession/tool-sql.txt").stream(),
                SqlCase.read("/agentsession/database-sql.txt").stream());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aStatementReturnsWhatADatabaseReturns(SqlCase statement) throws SQLException {
        service.requests().clear();
        List<String> rows = rows(report, statement.sql(), statement.values());
        String requests = requests();

        if (statement.rows().isEmpty()) {
            String sql = statement.reference().orElse(statement.sql());
            assertThat(rows).isEqualTo(rows(database, atThatTime(sql), statement.values()));
        } else {
            assertThat(rows).isEqualTo(statement.rows());
        }
        statement.requests().ifPresent(expected -> assertThat(requests).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE LOGIN_SESSION_ID IN (%s)",
                "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE LOGIN_SESSION_ID NOT IN (%s)",
                "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE LOGIN_SESSION_ID IN (%s, NULL) OR PRESENTED > 40",
                "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE NOT (LOGIN_SESSION_ID IN (%s, NULL)) OR PRESENTED > 40"
            })
    void anInListMayContainTenThousandNumbers(String sql) throws SQLException {
        assertSameRows(sql.formatted(everyThird(10_000).collect(Collectors.joining(", "))), List.of());
    }

    @Test
    void anInListMayContainTenThousandStrings() throws SQLException {
        String groups = everyThird(10_000).map(text -> "'E-" + text + "'").collect(Collectors.joining(", "));

        assertSameRows(
                "SELECT DIAL_GROUP FROM AGENT_SESSION WHERE DIAL_GROUP IN ('Overflow', " + groups + ")", List.of());
        assertSameRows(
                "SELECT DIAL_GROUP FROM AGENT_SESSION WHERE DIAL_GROUP NOT IN ('Overflow', " + groups + ")", List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN", "NOT IN"})
    void anInListMayContainTwoThousandParameters(String operator) throws SQLException {
        List<String> values = everyThird(2_000).toList();
        String places = "?, ".repeat(values.size() - 1) + "?";

        assertSameRows(
                "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE LOGIN_SESSION_ID " + operator + " (" + places + ")",
                values);
    }

    /** Numbers that include a third of the sessions' ids. */
    private static Stream<String> everyThird(int count) {
        return LongStream.range(0, count).mapToObj(i -> String.valueOf(3_999_999_000L + 3 * i));
    }

    private static void assertSameRows(String sql, List<String> values) throws SQLException {
        assertThat(rows(report, sql, values)).isNotEmpty().isEqualTo(rows(database, sql, values));
    }

    /** Replaces the current time, since H2's clock cannot be fixed. */
    private static String atThatTime(String sql) {
        LocalDateTime now = LocalDateTime.ofInstant(NOW, ZONE);
        return sql.replace("CURRENT_TIMESTAMP", "TIMESTAMP '" + TIME.format(now) + "'")
                .replace("CURRENT_DATE", "DATE '" + now.toLocalDate() + "'");
    }

    /** The rows as strings; sorted unless the query has ORDER BY. */
    private static List<String> rows(Connection connection, String sql, List<String> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(value(result, i));
                    }
                    rows.add(String.join(" | ", row));
                }
            }
            if (!ORDERED.matcher(sql).matches()) {
                rows.sort(null);
            }
            return rows;
        }
    }

    private static String value(ResultSet result, int column) throws SQLException {
        if (result.getObject(column) == null) {
            return "NULL";
        }
        return switch (JDBCType.valueOf(result.getMetaData().getColumnType(column))) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, NUMERIC, REAL, FLOAT, DOUBLE ->
                result.getBigDecimal(column)
                        .setScale(DIGITS_COMPARED, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
            case TIMESTAMP -> TIME.format(result.getObject(column, LocalDateTime.class));
            case DATE, TIME, BOOLEAN -> result.getString(column).toUpperCase(Locale.ROOT);
            default -> "'" + result.getString(column) + "'";
        };
    }

    private static String requests() {
        String requests = service.requests().all().stream()
                .flatMap(request -> Stream.ofNullable(request.criteria()))
                .map(SqlLikeADatabaseIT::text)
                .collect(Collectors.joining(" + "));
        return requests.isEmpty() ? "no request" : requests;
    }

    private static String text(RequestedCriteria criteria) {
        return Stream.of(
                        criteria.startTimestamp() + " .. " + criteria.endTimestamp(),
                        criteria.agentIds().isEmpty() ? "" : "agents " + criteria.agentIds(),
                        criteria.agentTeams().isEmpty() ? "" : "teams " + criteria.agentTeams())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
