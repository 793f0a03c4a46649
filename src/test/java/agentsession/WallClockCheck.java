package agentsession;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import agentsession.http.RawServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;

/**
 * Checks that the driver does not change local times of the report, in the time zone and locale of this JVM. Fails with an
 * exception.
 */
final class WallClockCheck {
    static final String PASSED = "The digits are the report's.";

    private static final Instant NOW = Instant.parse("2027-01-10T23:30:15Z");
    private static final DateTimeFormatter CELL = DateTimeFormatter.ofPattern("M/d/yy h:mm a", Locale.US);
    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** Local times; some time zones skip or repeat some of them. */
    private static final List<LocalDateTime> DIGITS = List.of(
            LocalDateTime.parse("2026-01-15T00:00"),
            LocalDateTime.parse("2026-07-15T00:59"),
            LocalDateTime.parse("2026-07-15T12:00"),
            LocalDateTime.parse("2026-12-31T23:59"),
            LocalDateTime.parse("2026-03-08T02:30"), // skipped in New York
            LocalDateTime.parse("2026-11-01T01:30"), // repeated in New York
            LocalDateTime.parse("2026-09-27T02:30"), // skipped in Auckland
            LocalDateTime.parse("2026-04-05T02:30"), // repeated in Auckland
            LocalDateTime.parse("2026-03-29T02:30"), // skipped in Berlin
            LocalDateTime.parse("2026-10-25T02:30")); // repeated in Berlin

    private final RawServer server;
    private final SoftAssertions softly = new SoftAssertions();

    private WallClockCheck(RawServer server) {
        this.server = server;
    }

    /**
     * Runs all checks.
     *
     * @param args the expected time zone and locale of this JVM
     */
    public static void main(String[] args) throws IOException, SQLException {
        assertThat(ZoneId.systemDefault()).isEqualTo(ZoneId.of(args[0]));
        assertThat(Locale.getDefault().toLanguageTag()).isEqualTo(args[1]);
        String report = "Agent ID,Login DTS\r\n"
                + DIGITS.stream()
                        .map(digits -> DIGITS.indexOf(digits) + "," + CELL.format(digits) + "\r\n")
                        .collect(joining());
        try (RawServer server = new RawServer(connection ->
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + report.length() + "\r\n\r\n" + report))) {
            WallClockCheck check = new WallClockCheck(server);
            for (String zone : List.of("US/Arizona", "Europe/Berlin")) {
                try (Connection connection = check.connect("&TIMEZONE=" + zone)) {
                    check.whatIsReadIsWhatTheReportShows(connection);
                    check.whatIsSetFindsWhatTheReportShows(connection);
                    check.nowIsNowInTheZone(connection, ZoneId.of(zone));
                    check.namesAreFoundInAnyCase(connection);
                }
            }
            try (Connection connection = check.connect("")) {
                check.nowIsNowInTheZone(connection, ZoneId.systemDefault());
            }
            check.whatIsAskedForIsWrittenTheSameEverywhere();
            check.softly.assertAll();
        }
        System.out.print(PASSED);
    }

    private Connection connect(String more) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:agentsession://" + server.base().getAuthority()
                        + "/99990001?TLS=false&cacheMaxAge=PT0S&ACCESSTOKEN=x&now=" + NOW + more);
    }

    private void whatIsReadIsWhatTheReportShows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT AGENT_ID, LOGIN_DTS, CAST(LOGIN_DTS AS VARCHAR), CAST(LOGIN_DTS AS DATE),
                            EXTRACT(HOUR FROM LOGIN_DTS), CAST(LOGIN_DTS AS TIME)
                        FROM AGENT_SESSION WHERE LOGIN_DTS >= TIMESTAMP '2026-01-01 00:00:00' ORDER BY AGENT_ID
                        """)) {
            for (LocalDateTime digits : DIGITS) {
                assertThat(rows.next()).isTrue();
                softly.assertThat(rows.getInt(1)).isEqualTo(DIGITS.indexOf(digits));
                softly.assertThat(rows.getString(2)).isEqualTo(SQL.format(digits));
                softly.assertThat(rows.getObject(2, LocalDateTime.class)).isEqualTo(digits);
                softly.assertThat(rows.getTimestamp(2).toLocalDateTime()).isEqualTo(asATimestampShows(digits));
                softly.assertThat(rows.getDate(2).toLocalDate()).isEqualTo(digits.toLocalDate());
                softly.assertThat(rows.getTime(2).toLocalTime()).isEqualTo(digits.toLocalTime());
                softly.assertThat(rows.getString(3)).isEqualTo(SQL.format(digits));
                softly.assertThat(rows.getDate(4).toLocalDate()).isEqualTo(digits.toLocalDate());
                softly.assertThat(rows.getString(4))
                        .isEqualTo(digits.toLocalDate().toString());
                softly.assertThat(rows.getInt(5)).isEqualTo(digits.getHour());
                softly.assertThat(rows.getTime(6).toLocalTime()).isEqualTo(digits.toLocalTime());
            }
            softly.assertThat(rows.next()).isFalse();
        }
    }

    /** A java.sql.Timestamp cannot represent an hour that the JVM's time zone skips; it represents the next one. */
    private static LocalDateTime asATimestampShows(LocalDateTime digits) {
        return digits.atZone(ZoneId.systemDefault()).toLocalDateTime();
    }

    @FunctionalInterface
    private interface Setter {
        void set(PreparedStatement statement, LocalDateTime digits) throws SQLException;
    }

    private void whatIsSetFindsWhatTheReportShows(Connection connection) throws SQLException {
        List<Setter> setters = List.of(
                (statement, digits) -> statement.setTimestamp(1, Timestamp.valueOf(digits)),
                (statement, digits) -> statement.setObject(1, digits),
                (statement, digits) -> statement.setString(1, SQL.format(digits)),
                (statement, digits) -> statement.setString(1, digits.toString()));
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT LOGIN_DTS FROM AGENT_SESSION WHERE LOGIN_DTS = ?")) {
            for (LocalDateTime digits : DIGITS) {
                for (Setter setter : setters) {
                    boolean canShow = setters.indexOf(setter) > 0
                            || asATimestampShows(digits).equals(digits);
                    setter.set(statement, digits);
                    softly.assertThat(strings(statement))
                            .as("%s set in way %d", digits, setters.indexOf(setter))
                            .isEqualTo(canShow ? List.of(SQL.format(digits)) : List.of());
                }
            }
        }
    }

    private static List<String> strings(PreparedStatement statement) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    private void nowIsNowInTheZone(Connection connection, ZoneId zone) throws SQLException {
        LocalDateTime now = LocalDateTime.ofInstant(NOW, zone);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "VALUES (CURRENT_TIMESTAMP, LOCALTIMESTAMP, CURRENT_DATE, CURRENT_TIME)")) {
            assertThat(rows.next()).isTrue();
            softly.assertThat(rows.getString(1)).isEqualTo(SQL.format(now));
            softly.assertThat(rows.getObject(1, LocalDateTime.class)).isEqualTo(now);
            softly.assertThat(rows.getTimestamp(2).toLocalDateTime()).isEqualTo(now);
            softly.assertThat(rows.getDate(3).toLocalDate()).isEqualTo(now.toLocalDate());
            softly.assertThat(rows.getTime(4).toLocalTime()).isEqualTo(now.toLocalTime());
        }
    }

    /** In Turkish, the upper case of i is not I. */
    private void namesAreFoundInAnyCase(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select agent_id, min(login_dts) first_login, timestampdiff(minute, min(login_dts), max(login_dts))
                        from reports.agent_session where login_dts >= '2026-01-01' and agent_id in (2)
                        group by agent_id limit 1
                        """)) {
            assertThat(rows.next()).isTrue();
            softly.assertThat(rows.getInt("Agent_Id")).isEqualTo(2);
            softly.assertThat(rows.getObject("first_login", LocalDateTime.class))
                    .isEqualTo(DIGITS.get(2));
            softly.assertThat(rows.getString(3)).isEqualTo("0");
        }
    }

    private void whatIsAskedForIsWrittenTheSameEverywhere() {
        softly.assertThat(server.requests())
                .anySatisfy(request -> assertThat(request)
                        .contains(
                                "\"startTimestamp\":\"2026-03-08 02:30:00.0000\"",
                                "\"endTimestamp\":\"2026-03-08 02:30:59.9999\"",
                                "\"timezoneName\":\"US/Arizona\""))
                .anySatisfy(request -> assertThat(request)
                        .contains(
                                "\"startTimestamp\":\"2026-01-01 00:00:00.0000\"",
                                "\"endTimestamp\":\"2027-01-11 00:30:59.9999\"",
                                "\"agentIds\":[2]",
                                "\"timezoneName\":\"Europe/Berlin\""));
    }
}
