package agentsession.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Push-down loses no row at the end of a month, where sums of times and months are not monotone. */
final class MonthEndsIT {
    private static final String DEMO =
            "jdbc:agentsession:demo?now=2026-11-30T19:00:30Z&demoSessions=2000&timeZone=US/Arizona";
    private static final String LEAP_YEAR =
            "jdbc:agentsession:demo?now=2024-03-31T19:00:30Z&demoSessions=2000&timeZone=US/Arizona";

    @AutoClose
    private static @Nullable Connection pushing;

    @AutoClose
    private static @Nullable Connection plain;

    @AutoClose
    private static @Nullable Connection pushingInALeapYear;

    @AutoClose
    private static @Nullable Connection plainInALeapYear;

    @BeforeAll
    static void connect() throws SQLException {
        pushing = DriverManager.getConnection(DEMO);
        plain = DriverManager.getConnection(DEMO + "&pushDown=none");
        pushingInALeapYear = DriverManager.getConnection(LEAP_YEAR);
        plainInALeapYear = DriverManager.getConnection(LEAP_YEAR + "&pushDown=none");
    }

    @Test
    void theSessionsOfTheLastDaysOfOctoberAreRequested() throws SQLException {
        assertThat(sessions("LOGIN_DTS + INTERVAL '1' MONTH > TIMESTAMP '2026-11-30 12:00:00'", pushing))
                .hasSize(664);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOGIN_DTS + INTERVAL '1' MONTH > TIMESTAMP '2026-11-30 12:00:00'",
                "LOGIN_DTS + INTERVAL '1' MONTH <= TIMESTAMP '2026-11-30 12:00:00'",
                "TIMESTAMP '2026-11-30 12:00:00' < LOGIN_DTS + INTERVAL '1' MONTH",
                "NOT (LOGIN_DTS + INTERVAL '1' MONTH <= TIMESTAMP '2026-11-30 12:00:00')",
                "LOGOUT_DTS + INTERVAL '1' MONTH < TIMESTAMP '2026-11-30 12:00:00'",
                "DATEADD(MONTH, 1, LOGIN_DTS) > TIMESTAMP '2026-11-30 12:00:00'",
                "DATEADD(MONTH, 1, LOGIN_DTS) < TIMESTAMP '2026-11-30 12:00:00'",
                "TIMESTAMPADD(MONTH, 1, LOGIN_DTS) > TIMESTAMP '2026-11-30 12:00:00'",
                "TIMESTAMPADD(QUARTER, 2, LOGIN_DTS) > TIMESTAMP '2027-02-28 12:00:00'",
                "DATE_ADD(LOGIN_DTS, INTERVAL 1 MONTH) > TIMESTAMP '2026-11-30 12:00:00'",
                "DATE_SUB(LOGIN_DTS, INTERVAL 1 MONTH) > TIMESTAMP '2026-09-30 12:00:00'",
                "LOGIN_DTS - INTERVAL '1' MONTH > TIMESTAMP '2026-09-30 12:00:00'",
                "LOGIN_DTS - INTERVAL '1' MONTH < TIMESTAMP '2026-09-30 12:00:00'",
                "LOGIN_DTS + INTERVAL '1' MONTH - INTERVAL '1' MONTH >= TIMESTAMP '2026-10-30 12:00:00'",
                "LOGIN_DTS + INTERVAL '1' MONTH BETWEEN TIMESTAMP '2026-11-30 08:00:00' AND TIMESTAMP '2026-11-30 12:00:00'",
                "FLOOR(LOGIN_DTS + INTERVAL '1' MONTH TO HOUR) > TIMESTAMP '2026-11-30 12:00:00'",
                "FLOOR(LOGIN_DTS + INTERVAL '1' MONTH TO DAY) = TIMESTAMP '2026-11-30 00:00:00'",
                "CEIL(LOGIN_DTS + INTERVAL '1' MONTH TO DAY) = TIMESTAMP '2026-11-30 00:00:00'",
                "TIMESTAMPDIFF(MONTH, LOGIN_DTS, TIMESTAMP '2026-09-28 12:00:00') <= -2",
                "TIMESTAMPDIFF(MONTH, LOGIN_DTS, TIMESTAMP '2026-11-30 12:00:00') < 1",
                "TIMESTAMPDIFF(MONTH, TIMESTAMP '2026-11-30 12:00:00', LOGIN_DTS) = -1"
            })
    void theRowsAreThoseWithoutPushDown(String condition) throws SQLException {
        assertThat(sessions(condition, pushing)).isNotEmpty().isEqualTo(sessions(condition, plain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOGIN_DTS + INTERVAL '1' YEAR > TIMESTAMP '2025-02-28 12:00:00'",
                "LOGIN_DTS + INTERVAL '1' YEAR <= TIMESTAMP '2025-02-28 12:00:00'",
                "DATEADD(YEAR, -1, LOGIN_DTS) > TIMESTAMP '2023-02-28 12:00:00'",
                "TIMESTAMPADD(MONTH, 12, LOGIN_DTS) BETWEEN TIMESTAMP '2025-02-28 08:00:00' AND TIMESTAMP '2025-02-28 12:00:00'",
                "LOGIN_DTS + INTERVAL '1-1' YEAR TO MONTH > TIMESTAMP '2025-02-28 12:00:00'"
            })
    void theRowsOfALeapYearAreThoseWithoutPushDown(String condition) throws SQLException {
        assertThat(sessions(condition, pushingInALeapYear))
                .isNotEmpty()
                .isEqualTo(sessions(condition, plainInALeapYear));
    }

    private static List<Long> sessions(String condition, @Nullable Connection connection) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows = Objects.requireNonNull(connection)
                .createStatement()
                .executeQuery("SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE " + condition + " ORDER BY 1")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
