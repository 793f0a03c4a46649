package agentsession;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure is an SQLException with its SQLState and a helpful message without secrets. */
final class ErrorsIT {
    private static final String SECRET = "s3cr3t-t0ken";
    private static final String NOW = "2026-11-20T18:00:30Z";

    private static final Map<String, Class<? extends SQLException>> CLASSES = Map.of(
            "08001", SQLNonTransientConnectionException.class,
            "08004", SQLNonTransientConnectionException.class,
            "08006", SQLTransientConnectionException.class,
            "22", SQLDataException.class,
            "25006", SQLNonTransientException.class,
            "28000", SQLInvalidAuthorizationSpecException.class,
            "42", SQLSyntaxErrorException.class,
            "53400", SQLTransientException.class,
            "58000", SQLException.class);

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    record RefusedSql(String sql, String state, String parts) {
        @Override
        public String toString() {
            return sql;
        }
    }

    record Response(int status, String contentType, String body, String state, List<String> parts) {
        ResponseDefinitionBuilder response() {
            return aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", contentType)
                    .withBody(body);
        }

        @Override
        public String toString() {
            return status + " " + body.substring(0, Math.min(body.length(), 200));
        }
    }

    static List<RefusedSql> refusedSql() throws IOException {
        try (InputStream file = ErrorsIT.class.getResourceAsStream("/agentsession/refused-sql.txt")) {
            List<RefusedSql> cases = new ArrayList<>();
            StringBuilder sql = new StringBuilder();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("    => ")) {
                    String[] expected = line.substring("    => ".length()).split(", ", 2);
                    cases.add(new RefusedSql(sql.toString().strip(), expected[0], expected[1]));
                    sql.setLength(0);
                } else if (!line.startsWith("#")) {
                    sql.append(line).append('\n');
                }
            }
            return cases;
        }
    }

    static List<Response> responses() {
        String json = "application/json";
        return List.of(
                new Response(401, "text/plain", "Jwt is expired", "28000", List.of("Jwt is expired", "accessToken")),
                new Response(
                        403,
                        json,
                        "{\"generalMessage\":\"Access denied\",\"details\":\"No rights to account 7\"}",
                        "28000",
                        List.of("Access denied", "No rights to account 7")),
                new Response(
                        404, "text/html", "<html><title>Not Found</title></html>", "08004", List.of("Not Found", "7")),
                new Response(
                        400,
                        json,
                        "{\"generalMessage\":\"Bad criteria\",\"details\":\"timezoneName\"}",
                        "58000",
                        List.of("Bad criteria", "timezoneName")),
                new Response(429, "text/plain", "Too Many Requests", "53400", List.of("429")),
                new Response(
                        500, json, "{\"generalMessage\":\"Out of order\"}", "58000", List.of("500", "Out of order")),
                new Response(200, json, "{\"generalMessage\":\"Try later\"}", "58000", List.of("Try later")),
                new Response(
                        200,
                        "text/html",
                        "<html><body>Please sign in</body></html>",
                        "58000",
                        List.of("Please sign in")),
                new Response(200, "text/csv", "", "58000", List.of("The response is empty")),
                new Response(200, "text/csv", "Name,Age\nx,1\n", "58000", List.of("Name,Age")),
                new Response(200, "text/plain", "Bad token " + SECRET, "58000", List.of("Bad token ***")),
                new Response(200, "text/csv", "Agent ID,Login DTS\n1," + SECRET + "\n", "22007", List.of("***")),
                new Response(
                        200,
                        "text/csv",
                        "Agent ID,Login DTS\n7,11/10/26 12:02 PM\nseven,11/10/26 12:02 PM\n",
                        "22000",
                        List.of("seven", "AGENT_ID", "2")),
                new Response(
                        200,
                        "text/csv",
                        "Agent ID,Login DTS\n7,yesterday\n",
                        "22007",
                        List.of("yesterday", "LOGIN_DTS", "1")),
                new Response(
                        200,
                        "text/csv",
                        "Agent ID,Login DTS\n7,4/27/20 12:02 PM\n8",
                        "08006",
                        List.of("inside record 2", "after 1 complete rows")),
                new Response(
                        200,
                        "text/csv",
                        "Agent ID,Login DTS\n7,4/27/20 12:02 PM\n8,\"4/27",
                        "08006",
                        List.of("inside a quoted cell of record 2", "after 1 complete rows")),
                new Response(200, "text/csv", "Agent ID,Login DTS,Last Na", "08006", List.of("inside the header")),
                new Response(
                        200,
                        "text/csv",
                        "Agent ID,Login DTS,Last Name\n7,4/27/20 12:02 PM," + "x".repeat(1_100_000) + "\n",
                        "58000",
                        List.of("Record 1", "longer than the limit of 1048576 characters")),
                new Response(
                        200,
                        "text/csv",
                        "Agent ID,Login DTS" + ",x".repeat(1_000) + "\n",
                        "58000",
                        List.of("its header has 1002 columns, over the limit of 1000")));
    }

    static List<Response> xmlResponses() {
        String type = "text/xml";
        String row = "<row Agent_ID='7' Login_DTS='4/27/20 12:02 PM'/>";
        return List.of(
                new Response(200, "application/json", "{\"generalMessage\":\"No\"}", "58000", List.of("No")),
                new Response(200, "text/html", "<html><body>Please sign in", "58000", List.of("Please sign in")),
                new Response(
                        200, "text/html", "<!DOCTYPE html><p>Sign in", "58000", List.of("<!DOCTYPE html><p>Sign in")),
                new Response(200, type, "", "58000", List.of("The response is empty")),
                new Response(200, type, "<error>Try later</error>", "58000", List.of("<error>Try later</error>")),
                new Response(200, "text/csv", "Agent ID,Login DTS\n", "58000", List.of("Agent ID,Login DTS")),
                new Response(
                        200,
                        type,
                        "<report>" + row + row,
                        "08006",
                        List.of("inside the element <report>", "after 2 complete rows")),
                new Response(
                        200,
                        type,
                        "<report>" + row + "<row Agent_ID='8'",
                        "08006",
                        List.of("inside the element <report>", "after 1 complete rows")),
                new Response(
                        200,
                        type,
                        "<report>" + row + row.replace("7", "seven") + "</report>",
                        "22000",
                        List.of("Record 2", "seven", "AGENT_ID")),
                new Response(
                        200,
                        type,
                        "<report>" + row + "<row Agent_ID='8' Last_Name='x'/></report>",
                        "22000",
                        List.of("Record 2", "<row>", "Login DTS")),
                new Response(
                        200,
                        type,
                        "<report>" + row.replace("7", "7".repeat(1_100_000)) + "</report>",
                        "58000",
                        List.of("Record 1", "longer than the limit of 1048576 characters")));
    }

    @ParameterizedTest
    @MethodSource("refusedSql")
    void invalidSqlIsRefused(RefusedSql refused) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:agentsession:demo?demoSessions=50&now=" + NOW);
                Statement statement = connection.createStatement()) {
            SQLException thrown = catchThrowableOfType(SQLException.class, () -> drain(statement, refused.sql()));

            assertIs(thrown, refused.state(), List.of(refused.parts()));
            assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("responses")
    void aResponseThatIsNotAReportIsAnErrorWithTheServicesMessage(Response response) throws SQLException {
        respond(response.response());
        try (Connection connection = DriverManager.getConnection(url(SERVICE.getPort()));
                Statement statement = connection.createStatement()) {
            SQLException thrown = catchThrowableOfType(
                    SQLException.class, () -> drain(statement, "SELECT AGENT_ID FROM AGENT_SESSION"));

            assertIs(thrown, response.state(), response.parts());
        }
    }

    @ParameterizedTest
    @MethodSource("xmlResponses")
    void anXmlResponseThatIsNotAReportIsAnErrorWithTheServicesMessage(Response response) throws SQLException {
        respond(response.response());
        try (Connection connection = DriverManager.getConnection(url(SERVICE.getPort()) + "&returnType=XML");
                Statement statement = connection.createStatement()) {
            SQLException thrown = catchThrowableOfType(
                    SQLException.class, () -> drain(statement, "SELECT AGENT_ID FROM AGENT_SESSION"));

            assertIs(thrown, response.state(), response.parts());
        }
    }

    @Test
    void anEmptyDocumentIsAnEmptyReport() throws SQLException {
        respond(aResponse().withBody("<?xml version='1.0'?><report/>"));
        try (Connection connection = DriverManager.getConnection(url(SERVICE.getPort()) + "&returnType=XML");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT AGENT_ID FROM AGENT_SESSION")) {
            assertThat(rows.next()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CSV | Last Name,Login DTS;M?ller,11/19/26 12:02 PM;",
                "XML | <report><row Last_Name='M?ller' Login_DTS='11/19/26 12:02 PM'/></report>"
            })
    void bytesThatAreNotUtf8AreReplacedWithAWarning(String returnType, String body) throws SQLException {
        respond(aResponse()
                .withBody(body.replace(';', '\n').replace('?', '\u00fc').getBytes(StandardCharsets.ISO_8859_1)));
        try (Connection connection = DriverManager.getConnection(url(SERVICE.getPort()) + "&returnType=" + returnType);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT LAST_NAME FROM AGENT_SESSION WHERE LOGIN_DTS >= TIMESTAMP '2026-11-01 00:00:00'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("M\ufffdller");
            assertThat(rows.next()).isFalse();
            assertThat((Throwable) rows.getWarnings())
                    .hasMessage("The report contains malformed UTF-8, which is replaced by U+FFFD.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CSV | Agent ID,Team,Login DTS,team,TEAM;7,first,11/19/26 12:02 PM,second,third;",
                "XML | <r><row Agent_ID='7' Team='first' Login_DTS='11/19/26 12:02 PM'><team>second</team></row></r>"
            })
    void ofARepeatedColumnTheFirstIsUsedWithOneWarning(String returnType, String body) throws SQLException {
        respond(aResponse().withBody(body.replace(';', '\n')));
        try (Connection connection = DriverManager.getConnection(url(SERVICE.getPort()) + "&returnType=" + returnType);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT TEAM FROM AGENT_SESSION" + " WHERE LOGIN_DTS >= TIMESTAMP '2026-11-01 00:00:00'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("first");
            assertThat(rows.next()).isFalse();
            SQLWarning warning = rows.getWarnings();
            assertThat(warning.getMessage())
                    .isEqualTo("The report has the column Team more than once; only the first is used.");
            assertThat(warning.getSQLState()).isEqualTo("01000");
            assertThat((Throwable) warning.getNextWarning()).isNull();
        }
    }

    @Test
    void aHeaderAloneIsAnEmptyReport() throws SQLException {
        respond(aResponse().withBody("Agent ID,Login DTS\r\n"));
        try (Connection connection = DriverManager.getConnection(url(SERVICE.getPort()));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT AGENT_ID FROM AGENT_SESSION")) {
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void aClosedPortIsUnreachable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertIs(connecting(url(port)), "08001", List.of("localhost:" + port));
        assertUnreachableWhenAsked(url(port), "localhost:" + port);
    }

    @Test
    void aHostWithoutAddressIsUnreachable() throws SQLException {
        String url = "jdbc:agentsession://no-such-host.invalid/7?maxRetries=0&accessToken=" + SECRET;
        assertIs(connecting(url), "08001", List.of("no-such-host.invalid"));
        assertUnreachableWhenAsked(url, "no-such-host.invalid");
    }

    /** Without verification. */
    private static void assertUnreachableWhenAsked(String url, String host) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url + "&verify=false");
                Statement statement = connection.createStatement()) {
            SQLException thrown = catchThrowableOfType(
                    SQLException.class, () -> drain(statement, "SELECT AGENT_ID FROM AGENT_SESSION"));

            assertIs(thrown, "08001", List.of(host));
        }
    }

    @Test
    void anInvalidUrlOrPropertyIsRefusedBeforeAnyRequest() {
        assertIs(connecting("jdbc:agentsession://?accessToken=" + SECRET), "08001", List.of("jdbc:agentsession://"));
        assertIs(
                connecting("jdbc:agentsession://localhost/7?tls=false&timeZone=Arizona&accessToken=" + SECRET),
                "22023",
                List.of("timeZone", "US/Arizona"));
        assertIs(connecting("jdbc:agentsession://localhost/7?acessToken=" + SECRET), "22023", List.of("accessToken"));
        assertIs(
                connecting("jdbc:agentsession://example.com/7?tls=false&accessToken=" + SECRET),
                "22023",
                List.of("tls"));
        assertIs(connecting("jdbc:agentsession://localhost/7"), "28000", List.of("accessToken", "apiToken"));
    }

    @Test
    void aPropertyThatIsNotAStringIsRefused() {
        Properties properties = new Properties();
        properties.put("timeZone", 5);

        assertIs(
                catchThrowableOfType(
                        SQLException.class, () -> DriverManager.getConnection("jdbc:agentsession:demo", properties)),
                "22023",
                List.of("timeZone"));
    }

    private static void respond(ResponseDefinitionBuilder response) {
        SERVICE.resetAll();
        SERVICE.stubFor(post(anyUrl()).willReturn(response));
    }

    private static String url(int port) {
        return "jdbc:agentsession://localhost:" + port + "/7?tls=false&maxRetries=0&accessToken=" + SECRET + "&now="
                + NOW;
    }

    private static SQLException connecting(String url) {
        return catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url));
    }

    private static void drain(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    private static void assertIs(SQLException thrown, String state, List<String> parts) {
        assertThat((Throwable) thrown).isNotNull();
        assertThat(thrown.getSQLState()).as(thrown.getMessage()).isEqualTo(state);
        assertThat(thrown.getMessage()).contains(parts);
        assertThat((Throwable) thrown)
                .isInstanceOf(
                        CLASSES.getOrDefault(state, CLASSES.getOrDefault(state.substring(0, 2), SQLException.class)));
        StringWriter all = new StringWriter();
        thrown.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain(SECRET);
    }
}
