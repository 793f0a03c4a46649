package agentsession;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The report service as a WireMock stub, and connections to it. */
final class StubbedService extends WireMockExtension {
    static final String ACCOUNT = "99990001";
    static final String ACCOUNTS = "/voice/api/v1/admin/accounts";
    static final String REPORT = ACCOUNTS + "/" + ACCOUNT + "/reportsStreaming";
    static final String LOGIN = "/api/auth/login/admin";
    static final String REFRESH = "/api/auth/token/refresh";
    static final String CSV = "Agent ID,Login DTS\r\n7,11/20/26 12:02 PM\r\n";

    StubbedService() {
        this(WireMockConfiguration.wireMockConfig());
    }

    StubbedService(WireMockConfiguration configuration) {
        super(newInstance().options(configuration.dynamicPort()));
    }

    @Override
    protected void onBeforeEach(WireMockRuntimeInfo server) {
        stub(server.getWireMock());
    }

    /** Stubs the list of accounts, and reports of one row for any credentials. */
    static void stub(WireMock service) {
        service.register(get(urlEqualTo(ACCOUNTS))
                .willReturn(okJson("[{\"accountId\":\"" + ACCOUNT + "\",\"accountName\":\"Centre\"}]")));
        service.register(post(urlEqualTo(REPORT)).willReturn(ok(CSV)));
    }

    /** The URL of a local service. */
    static String url(int port) {
        return "jdbc:agentsession://localhost:" + port + "/voice/" + ACCOUNT
                + "?tls=false&cacheMaxAge=PT0S&maxRetries=0&timeZone=UTC&now=2026-11-20T18:00:30Z";
    }

    static Connection connect(int port, Map<String, String> properties) throws SQLException {
        return connect(url(port), properties);
    }

    static Connection connect(String url, Map<String, String> properties) throws SQLException {
        Properties given = new Properties();
        given.putAll(properties);
        return DriverManager.getConnection(url, given);
    }

    /** The number of rows of the report. */
    static int rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT AGENT_ID FROM AGENT_SESSION")) {
            int rows = 0;
            while (result.next()) {
                rows++;
            }
            return rows;
        }
    }

    /** The fields of a form. */
    static Map<String, String> form(LoggedRequest request) {
        return Arrays.stream(request.getBodyAsString().split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(parts -> decoded(parts[0]), parts -> decoded(parts[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
