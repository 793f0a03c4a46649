package agentsession.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.Soak;
import agentsession.demo.DemoOptions;
import agentsession.demo.DemoOptions.RowOrder;
import agentsession.demo.DemoOptions.Selection;
import agentsession.demo.ObservedDemo;
import agentsession.report.ReportColumn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The rows do not depend on push-down. */
final class PushDownSameRowsIT {
    private static final Instant NOW = Instant.parse("2026-11-20T18:00:30Z");
    private static final int SESSIONS = Soak.size(400, 1_500);

    /** The night in which Berlin repeats an hour; New York does a week later. */
    private static final LocalDateTime AROUND = LocalDateTime.of(2026, 10, 25, 2, 0);

    private static final Map<Selection, ObservedDemo> SERVICES = new HashMap<>();
    private static final Map<String, Connection> CONNECTIONS = new HashMap<>();
    private static List<Integer> agents = List.of();

    @BeforeContainer
    static void start() {
        for (Selection selection : Selection.values()) {
            SERVICES.put(
                    selection,
                    ObservedDemo.start(DemoOptions.builder()
                            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                            .sessions(SESSIONS)
                            .selection(selection)
                            .rowOrder(selection == Selection.BY_LOGIN ? RowOrder.BY_LOGIN : RowOrder.SHUFFLED)
                            .build()));
        }
        agents = service(Selection.BY_LOGIN)
                .rows(ZoneOffset.UTC)
                .map(row -> (Integer) row.value(ReportColumn.AGENT_ID))
                .distinct()
                .limit(20)
                .toList();
    }

    @AfterContainer
    static void stop() throws SQLException {
        for (Connection connection : CONNECTIONS.values()) {
            connection.close();
        }
        SERVICES.values().forEach(ObservedDemo::close);
    }

    @Property(tries = 250, shrinking = ShrinkingMode.BOUNDED)
    void theRowsAreTheSameWhateverIsPushedDown(
            @ForAll("filters") SqlFilter filter,
            @ForAll("zones") String zone,
            @ForAll Selection selection,
            @ForAll("partsPushed") String pushed)
            throws SQLException {
        List<Long> expected = sessions(filter, zone, selection, "none");

        assertThat(sessions(filter, zone, selection, pushed)).isEqualTo(expected);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void aBoundOnTheLogInIsExactToTheMinute(
            @ForAll("zones") String zone, @ForAll Selection selection, @ForAll("minutes") int minutes)
            throws SQLException {
        LocalDateTime from = AROUND.plusMinutes(minutes);
        LocalDateTime to = from.plusDays(2);
        long first = from.toInstant(ZoneOffset.UTC).toEpochMilli();
        long last = to.toInstant(ZoneOffset.UTC).toEpochMilli();
        List<Long> expected = service(selection)
                .rows(ZoneId.of(zone))
                .filter(row ->
                        row.value(ReportColumn.LOGIN_DTS) instanceof Long login && login >= first && login < last)
                .map(row -> (Long) row.value(ReportColumn.LOGIN_SESSION_ID))
                .sorted()
                .toList();

        SqlFilter filter = SqlFilter.of("LOGIN_DTS >= ? AND LOGIN_DTS < ?", from, to);
        assertThat(sessions(filter, zone, selection, "timestamps,agents,teams")).isEqualTo(expected);
    }

    @Provide
    static Arbitrary<SqlFilter> filters() {
        return SqlFilter.any(AROUND, agents);
    }

    @Provide
    static Arbitrary<String> zones() {
        return Arbitraries.of("US/Arizona", "Europe/Berlin", "America/New_York");
    }

    @Provide
    static Arbitrary<String> partsPushed() {
        return Arbitraries.of(
                "timestamps,agents,teams", "timestamps,agents,teams", "timestamps", "agents", "teams,timestamps");
    }

    @Provide
    static Arbitrary<Integer> minutes() {
        return Arbitraries.integers().between(-4 * 24 * 60, 10 * 24 * 60);
    }

    private static List<Long> sessions(SqlFilter filter, String zone, Selection selection, String pushed)
            throws SQLException {
        String sql = "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE " + filter.sql();
        try (PreparedStatement statement = connection(zone, selection, pushed).prepareStatement(sql)) {
            for (int i = 0; i < filter.values().size(); i++) {
                statement.setObject(i + 1, filter.values().get(i));
            }
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            ids.sort(null);
            return ids;
        }
    }

    private static Connection connection(String zone, Selection selection, String pushed) throws SQLException {
        ObservedDemo service = service(selection);
        String url = "jdbc:agentsession://localhost:" + service.baseUri().getPort() + "/" + service.accountId()
                + "?tls=false&accessToken=t&timeZone=" + zone + "&pushDown=" + pushed + "&now=" + NOW;
        Connection known = CONNECTIONS.get(url);
        if (known == null) {
            known = DriverManager.getConnection(url);
            CONNECTIONS.put(url, known);
        }
        return known;
    }

    private static ObservedDemo service(Selection selection) {
        return Objects.requireNonNull(SERVICES.get(selection), "not started");
    }
}
