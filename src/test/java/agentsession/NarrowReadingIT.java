package agentsession;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import agentsession.report.ReportColumn;
import com.github.tomakehurst.wiremock.WireMockServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the cells that a query needs are decoded. Invalid cells show which these are. */
final class NarrowReadingIT {
    private static final String HEADER = "Agent ID,Login DTS,Team,Talk Time (min),Accepted,Login Session ID";

    /** The second row's talk time and accepted calls, and the third row's session, are not numbers. */
    private static final String BODY = HEADER + "\r\n"
            + "1,11/20/26 8:00 AM,Sales,1.50,10,100\r\n"
            + "2,11/20/26 9:00 AM,Sales,abc,ten,200\r\n"
            + "3,11/20/26 9:30 AM,Support,2.50,30,x\r\n";

    @AutoClose("stop")
    private static final WireMockServer SERVICE =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("localhost"));

    @BeforeAll
    static void start() {
        SERVICE.start();
        SERVICE.stubFor(any(anyUrl())
                .willReturn(aResponse().withHeader("Content-Type", "text/csv").withBody(BODY)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM AGENT_SESSION -- 3",
                "SELECT COUNT(*) FROM (SELECT * FROM AGENT_SESSION) dbvrcnt -- 3",
                "SELECT COUNT(*) FROM (SELECT * FROM AGENT_SESSION ORDER BY TALK_TIME_MIN) t -- 3",
                "SELECT 'x' FROM AGENT_SESSION -- x;x;x",
                "SELECT AGENT_ID FROM AGENT_SESSION -- 1;2;3",
                "SELECT AGENT_ID FROM AGENT_SESSION ORDER BY LOGIN_DTS DESC -- 3;2;1",
                "SELECT TEAM || ' ' || COUNT(*) FROM AGENT_SESSION GROUP BY TEAM ORDER BY TEAM -- Sales 2;Support 1",
                "SELECT t.TEAM FROM (SELECT * FROM AGENT_SESSION) t WHERE t.AGENT_ID > 1 -- Sales;Support",
                "WITH t AS (SELECT * FROM AGENT_SESSION) SELECT AGENT_ID FROM t -- 1;2;3",
                "SELECT SUM(a.AGENT_ID) FROM AGENT_SESSION a JOIN AGENT_SESSION b ON a.TEAM = b.TEAM -- 9",
                "SELECT AGENT_ID FROM AGENT_SESSION a WHERE EXISTS (SELECT * FROM AGENT_SESSION b WHERE b.TEAM = a.TEAM AND b.AGENT_ID <> a.AGENT_ID) -- 1;2",
                "SELECT AGENT_ID FROM AGENT_SESSION UNION ALL SELECT AGENT_ID + 10 FROM AGENT_SESSION -- 1;2;3;11;12;13",
                "SELECT ROW_NUMBER() OVER (PARTITION BY TEAM ORDER BY AGENT_ID) FROM AGENT_SESSION -- 1;2;1",
                "SELECT TALK_TIME_MIN FROM AGENT_SESSION LIMIT 1 -- 1.50"
            })
    void invalidCellsThatAreNotNeededAreIgnored(String example) throws SQLException {
        String[] parts = example.split(" -- ", 2);
        assertThat(String.join(";", read(parts[0]))).isEqualTo(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM AGENT_SESSION -- 2",
                "SELECT TALK_TIME_MIN FROM AGENT_SESSION -- 2",
                "SELECT COUNT(TALK_TIME_MIN) FROM AGENT_SESSION -- 2",
                "SELECT AGENT_ID FROM AGENT_SESSION WHERE TALK_TIME_MIN > 1 -- 2",
                "SELECT AGENT_ID FROM AGENT_SESSION ORDER BY TALK_TIME_MIN -- 2",
                "SELECT AGENT_ID FROM AGENT_SESSION ORDER BY LOGIN_SESSION_ID LIMIT 1 -- 3",
                "SELECT TEAM, MAX(LOGIN_SESSION_ID) FROM AGENT_SESSION GROUP BY TEAM -- 3",
                "SELECT a.AGENT_ID FROM AGENT_SESSION a JOIN AGENT_SESSION b ON a.LOGIN_SESSION_ID = b.AGENT_ID -- 3"
            })
    void invalidCellsThatAreNeededAreErrors(String example) {
        String[] parts = example.split(" -- ", 2);
        assertThatExceptionOfType(SQLDataException.class)
                .isThrownBy(() -> read(parts[0]))
                .withMessageContaining("Record " + parts[1])
                .returns("22000", SQLException::getSQLState);
    }

    /** Independent of how the body is split into reads. */
    @Test
    void rowsBeforeTheInvalidOneAreReturned() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM AGENT_SESSION")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("AGENT_ID")).isEqualTo(1);
            assertThatExceptionOfType(SQLDataException.class).isThrownBy(rows::next);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 39})
    void anySubsetOfColumnsHasTheSameValuesAsAllColumns(int step) throws SQLException {
        List<ReportColumn> some = ReportColumn.ALL.stream()
                .filter(column -> column.index() % step == 0)
                .toList();
        String columns = some.stream().map(ReportColumn::name).collect(joining(", "));
        try (DemoHost host = DemoHost.withSessions(500);
                Connection connection = host.connect();
                Statement narrow = connection.createStatement();
                Statement wide = connection.createStatement();
                ResultSet few = narrow.executeQuery("SELECT " + columns + " FROM AGENT_SESSION");
                ResultSet all = wide.executeQuery("SELECT * FROM AGENT_SESSION")) {
            while (all.next()) {
                assertThat(few.next()).isTrue();
                for (ReportColumn column : some) {
                    assertThat(few.getString(column.name())).isEqualTo(all.getString(column.name()));
                }
            }
            assertThat(few.next()).isFalse();
        }
    }

    private static List<String> read(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:agentsession://localhost:" + SERVICE.port()
                + "/1?tls=false&accessToken=t&timeZone=UTC&now=2026-11-20T18:00:30Z");
    }
}
