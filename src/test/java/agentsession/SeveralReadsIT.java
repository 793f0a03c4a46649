package agentsession;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import agentsession.demo.DemoOptions;
import agentsession.demo.DemoOptions.Selection;
import agentsession.demo.DemoRow;
import agentsession.report.ReportColumn;
import com.github.tomakehurst.wiremock.WireMockServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries that send several requests, or read the rows of one repeatedly. */
final class SeveralReadsIT {

    @Test
    void aSessionInTwoWindowsIsReturnedOnce() throws SQLException {
        WireMockServer service =
                new WireMockServer(wireMockConfig().dynamicPort().bindAddress("localhost"));
        service.start();
        try {
            service.stubFor(any(anyUrl()).willReturn(aResponse().withBody("""
                    Agent ID,Login DTS,Login Session ID
                    1,11/2/26 8:00 AM,100
                    2,11/3/26 8:00 AM,200
                    3,11/9/26 11:59 PM,300
                    4,11/10/26 12:00 AM,400
                    5,11/10/26 8:00 AM,500
                    5,11/10/26 8:00 AM,500
                    """)));
            try (Connection connection = DriverManager.getConnection("jdbc:agentsession://localhost:" + service.port()
                    + "/1?tls=false&accessToken=t&timeZone=UTC&now=2026-11-20T18:00:30Z")) {
                assertThat(sessions(connection, """
                        SELECT LOGIN_SESSION_ID FROM AGENT_SESSION
                        WHERE LOGIN_DTS >= TIMESTAMP '2026-11-02 00:00:00' AND LOGIN_DTS < TIMESTAMP '2026-11-03 00:00:00'
                           OR CAST(LOGIN_DTS AS DATE) = DATE '2026-11-10'
                        """)).containsExactly(100L, 400L, 500L, 500L);
            }
            service.verify(2, postRequestedFor(anyUrl()));
        } finally {
            service.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sessionsThatOverlapTwoWindowsAreReturnedOnce(Selection selection) throws Exception {
        Instant firstEnd = Instant.parse("2026-11-10T12:00:00Z");
        Instant secondStart = Instant.parse("2026-11-10T14:00:00Z");
        try (DemoHost host =
                        DemoHost.start(DemoOptions.builder().sessions(20_000).selection(selection));
                Connection connection = host.connect()) {
            List<DemoRow> expected = host.service()
                    .rows(ZoneOffset.UTC)
                    .filter(row -> !row.login().isBefore(Instant.parse("2026-11-09T00:00:00Z"))
                            && row.login().isBefore(Instant.parse("2026-11-12T00:00:00Z"))
                            && (row.login().isBefore(firstEnd) || !row.login().isBefore(secondStart)))
                    .toList();
            assertThat(sessions(connection, """
                    SELECT LOGIN_SESSION_ID FROM AGENT_SESSION
                    WHERE LOGIN_DTS >= '2026-11-09 00:00:00' AND LOGIN_DTS < '2026-11-10 12:00:00'
                       OR LOGIN_DTS >= '2026-11-10 14:00:00' AND LOGIN_DTS < '2026-11-12 00:00:00'
                    """))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(expected.stream()
                            .map(row -> (Long) row.value(ReportColumn.LOGIN_SESSION_ID))
                            .toList());
            assertThat(host.service().requests().reports()).hasSize(2);
        }
    }

    /** Calcite turns some subqueries into joins that read a side twice, but never once for each row. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SELECT COUNT(*) FROM T a JOIN T b ON a.LOGIN_SESSION_ID < b.LOGIN_SESSION_ID; 2; 44850",
                "SELECT COUNT(*) FROM T a LEFT JOIN T b ON a.LOGIN_SESSION_ID < b.LOGIN_SESSION_ID; 2; 44851",
                "SELECT COUNT(*) FROM T a CROSS JOIN T b; 2; 90000",
                "SELECT COUNT(*) FROM T a JOIN T b ON a.LOGIN_SESSION_ID = b.LOGIN_SESSION_ID; 2; 300",
                "SELECT COUNT(*) FROM T a JOIN T b ON a.LOGIN_SESSION_ID < b.LOGIN_SESSION_ID JOIN T c ON c.LOGIN_SESSION_ID < a.LOGIN_SESSION_ID AND c.LOGIN_SESSION_ID > b.LOGIN_SESSION_ID; 3; 0",
                "SELECT MAX(N) FROM (SELECT (SELECT COUNT(*) FROM T b WHERE b.LOGIN_SESSION_ID < a.LOGIN_SESSION_ID) AS N FROM T a) t; 5; 299",
                "SELECT COUNT(*) FROM T a WHERE NOT EXISTS (SELECT 1 FROM T b WHERE b.LOGIN_SESSION_ID > a.LOGIN_SESSION_ID); 3; 1",
                "SELECT COUNT(*) FROM T a WHERE a.LOGIN_SESSION_ID IN (SELECT LOGIN_SESSION_ID FROM T); 2; 300",
                "SELECT COUNT(*) FROM T a WHERE a.LOGIN_SESSION_ID > ALL (SELECT LOGIN_SESSION_ID - 1 FROM T); 3; 1",
                "SELECT COUNT(*) FROM T a WHERE a.LOGIN_SESSION_ID = (SELECT MAX(LOGIN_SESSION_ID) FROM T); 2; 1",
                "SELECT COUNT(*) FROM T a, LATERAL (SELECT b.AGENT_ID FROM T b WHERE b.LOGIN_SESSION_ID > a.LOGIN_SESSION_ID ORDER BY b.LOGIN_SESSION_ID LIMIT 1) n; 3; 299"
            })
    void noQuerySendsARequestForEachRow(String sql, int maxRequests, long expected) throws Exception {
        try (DemoHost host = DemoHost.withSessions(300);
                Connection connection = host.connect()) {
            assertThat(sessions(
                            connection,
                            sql.replace(" T ", " AGENT_SESSION ").replace("FROM T)", "FROM AGENT_SESSION)")))
                    .containsExactly(expected);
            assertThat(host.service().requests().reports()).hasSizeBetween(1, maxRequests);
        }
    }

    private static List<Long> sessions(Connection connection, String sql) throws SQLException {
        List<Long> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getLong(1));
            }
        }
        return values;
    }
}
