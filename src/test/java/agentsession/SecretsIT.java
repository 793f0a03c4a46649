package agentsession;

import static agentsession.MarkedSecrets.password;
import static agentsession.MarkedSecrets.token;
import static org.assertj.core.api.Assertions.assertThat;

import agentsession.config.ConnectionSettings;
import agentsession.config.JdbcUrl;
import agentsession.http.RawServer;
import agentsession.jdbc.AgentSessionDataSource;
import agentsession.jdbc.AgentSessionDriver;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No error, warning or log contains a secret, whatever the service sends, and nothing is printed. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SecretsIT {
    private static final String ALL = "SELECT * FROM AGENT_SESSION";
    private static final String STYLESHEET = "<xsl:stylesheet version=\"1.0\""
            + " xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"><xsl:template match=\"/\">";
    private static final String STYLESHEET_END = "</xsl:template></xsl:stylesheet>";

    @AutoClose
    private final MarkedSecrets marked = new MarkedSecrets();

    @TempDir
    Path directory;

    @AutoClose
    private EchoService service;

    @BeforeEach
    void start() throws Exception {
        service = new EchoService(marked);
    }

    /**
     * A sign-in method.
     *
     * @param paths of its requests, that of the report last
     */
    record Mode(String name, String properties, List<String> paths) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Mode> modes() {
        String report = "/reportsStreaming";
        return List.of(
                new Mode("bearer", "accessToken=" + encoded(token("access")), List.of(report)),
                new Mode("password alone", "password=" + encoded(token("access")), List.of(report)),
                new Mode("apiToken", "apiToken=" + encoded(token("api")), List.of(report)),
                new Mode(
                        "jwt",
                        "clientId=id&clientSecret=" + encoded(password("client")) + "&jwt=" + encoded(token("jwt")),
                        List.of("/oauth/token", "/accesstoken?includeRefresh=true", report)),
                new Mode(
                        "engage",
                        "user=u&platformId=1&password=" + encoded(password("engage")),
                        List.of("/login/admin", report)),
                new Mode(
                        "legacy",
                        "auth=legacy&user=u&password=" + encoded(password("legacy")),
                        List.of("/auth/login", report)));
    }

    /** Tokens are refused and renewed, so that the refresh token is sent and quoted as well. */
    @ParameterizedTest
    @MethodSource("modes")
    void secretsQuotedByTheServiceAreRedacted(Mode mode) throws Exception {
        int failures = 0;
        for (String path : mode.paths) {
            try (Connection connection = DriverManager.getConnection(url(service.port(), mode.properties));
                    Statement statement = connection.createStatement()) {
                for (int response = 0; response < EchoService.responses(); response++) {
                    service.fail(path, response);
                    failures += run(statement, ALL);
                }
                addTextsOf(connection, statement, url(service.port(), mode.properties));
            }
        }

        assertThat(failures).isGreaterThan(mode.paths.size() * EchoService.responses() * 7 / 10);
        assertThat(marked.said()).as("the service is quoted").anyMatch(text -> text.contains("***"));
        assertNothingShown();
    }

    @Test
    void secretsQuotedByAProxyAreRedacted() throws Exception {
        String properties = "proxyHost=127.0.0.1&proxyPort=" + service.port() + "&proxyUser=u&proxyPassword="
                + encoded(password("proxy")) + "&accessToken=" + encoded(token("access"));
        String url = "jdbc:agentsession://127.0.0.1:9/7?verify=false&maxRetries=0&" + properties;
        int failures = 0;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (int response = 0; response < EchoService.responses(); response++) {
                service.fail("", response);
                failures += run(statement, ALL);
            }
            addTextsOf(connection, statement, url);
        }

        assertThat(failures).isGreaterThan(EchoService.responses() * 7 / 10);
        assertThat(marked.said()).anyMatch(text -> text.contains("HTTP 407"));
        assertNothingShown();
    }

    static List<Arguments> failuresWithoutAnAnswer() {
        List<RawServer.Script> scripts = List.of(
                RawServer.Connection::reset,
                RawServer.Connection::close,
                RawServer.answering("SSH-2.0-OpenSSH_9\r\n\r\n"),
                RawServer.answering(RawReport.CHUNKED),
                RawServer.answering(RawReport.CHUNKED + "ffff\r\n" + RawReport.CSV),
                RawServer.stallingAfter(""),
                connection -> {
                    // The one that quotes everything.
                    connection.send(connection.request());
                    connection.close();
                });
        return modes().stream()
                .flatMap(mode -> scripts.stream().map(script -> Arguments.of(mode, script)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("failuresWithoutAnAnswer")
    void failuresWithoutAResponseShowNoSecrets(Mode mode, RawServer.Script script) throws Exception {
        try (RawServer server = new RawServer(script)) {
            int port = server.base().getPort();
            String url = url(port, "socketTimeout=1&" + mode.properties);
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                assertThat(run(statement, ALL)).isEqualTo(1);
                addTextsOf(connection, statement, url);
            }
        }
        assertNothingShown();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void failedHandshakesShowNoSecrets(Mode mode) throws Exception {
        try (RawServer server = RawServer.atOnce(connection -> {
            connection.awaitBytes();
            connection.close();
        })) {
            int port = server.base().getPort();
            String url =
                    url(port, mode.properties).replace("tls=false", "tls=true").replace("http:", "https:");
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                assertThat(run(statement, ALL)).isEqualTo(1);
            }
        }
        assertThat(marked.said()).anyMatch(text -> text.contains("TLS failed"));
        assertNothingShown();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accessToken=S&accessToken=S",
                "accessToken=S&apiToken=S",
                "accessToken=S&noSuchProperty=S",
                "accessToken=S&S=S",
                "accessToken=S&S",
                "accessToken=S&timeZone=Nowhere",
                "accessToken=S%zz",
                "accessToken=S%0AS",
                "accessToken=S%20S",
                "apiToken=S%0D%0AX-More:%201",
                "password=S&user=u",
                "password=S&user=u&platformId=1&jwt=S",
                "clientId=i&clientSecret=S",
                "clientSecret=S&jwt=S",
                "clientId=i&clientSecret=S&jwt=S&rcServer=http://example.com",
                "accessToken=S&proxyPassword=S",
                "accessToken=S&tls=false&proxyHost=127.0.0.1&proxyUser=u&proxyPassword=S",
                "accessToken=S&proxyUser=u&proxyPassword=S",
                "accessToken=S&trustStorePassword=S",
                "accessToken=S&trustStore=/no/such/file&trustStorePassword=S",
                "accessTokenFile=/no/such/file&apiToken=S"
            })
    void invalidPropertiesAreNotShown(String properties) {
        String secret = encoded(token("config"));
        List<String> urls = List.of(
                "jdbc:agentsession://127.0.0.1:" + service.port() + "/7?" + properties.replace("S", secret),
                "jdbc:agentsession://" + properties.replace("S", secret),
                "jdbc:agentsession:" + properties.replace("S", secret));
        for (String url : urls) {
            try (Connection connection = DriverManager.getConnection(url)) {
                assertThat(connection)
                        .as("refused, unless it is one for a host without path")
                        .isNull();
            } catch (SQLException e) {
                if (!String.valueOf(e.getMessage()).startsWith("No suitable driver")) {
                    marked.add(e);
                }
            }
            hearPropertyInfo(url);
        }

        assertThat(marked.said()).anyMatch(text -> text.contains("SQL"));
        assertNothingShown();
    }

    @Test
    void propertiesThatAreNotStringsAreNotShown() {
        Properties properties = new Properties();
        properties.put("accessToken", List.of(token("config")));

        addErrorOfConnecting("jdbc:agentsession://127.0.0.1:1/7", properties);

        assertNothingShown();
    }

    @Test
    void aWrongTrustStorePasswordIsNotShown() throws Exception {
        Path file = directory.resolve("trust.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "another".toCharArray());
        }

        addErrorOfConnecting(
                "jdbc:agentsession://127.0.0.1:1/7?accessToken=" + encoded(token("access")) + "&trustStorePassword="
                        + encoded(password("trust")),
                properties("trustStore", file));

        assertThat(marked.said()).anyMatch(text -> text.contains("trustStorePassword"));
        assertNothingShown();
    }

    @Test
    void theContentOfASecretFileIsNotShown() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), token("file") + " " + token("file"));
        try (Connection connection = DriverManager.getConnection(
                        url(service.port(), "fun=all"), properties("accessTokenFile", file));
                Statement statement = connection.createStatement()) {
            assertThat(run(statement, ALL)).isEqualTo(1);
        }

        assertThat(marked.said()).anyMatch(text -> text.contains("accessTokenFile"));
        assertNothingShown();
    }

    private static Properties properties(String name, Path file) {
        Properties properties = new Properties();
        properties.setProperty(name, file.toString());
        return properties;
    }

    /** The parsers of the JDK print errors unless they have a handler of their own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT EXTRACTVALUE('<a>S</b>', '//a')",
                "SELECT EXTRACTVALUE('<a>S</a>', '//[')",
                "SELECT \"EXTRACT\"('<!DOCTYPE a [<!ENTITY e SYSTEM \"file:/\">]><a>&e;S</a>', '//a')",
                "SELECT \"EXTRACT\"('S', '//x:a', 'x=\"http://example.com\"')",
                "SELECT EXISTSNODE('<a', '//a')",
                "SELECT EXISTSNODE('<a/><a/>', '//a', 'S')",
                "SELECT XMLTRANSFORM('<a>S</b>', '<S')",
                "SELECT XMLTRANSFORM('<a>S</b>', '" + STYLESHEET + "<xsl:message>S</xsl:message>')",
                "SELECT XMLTRANSFORM('<a/>', '" + STYLESHEET + "<xsl:message terminate=\"yes\">S</xsl:message>"
                        + STYLESHEET_END + "')",
                "SELECT XMLTRANSFORM('<a/>', '" + STYLESHEET + "<xsl:S/><xsl:value-of select=\"//[\"/>" + STYLESHEET_END
                        + "')",
                "SELECT XMLTRANSFORM('<a/>', '" + STYLESHEET + "<xsl:copy-of select=\"document(''file:/S'')\"/>"
                        + STYLESHEET_END + "')",
                "SELECT XMLTRANSFORM('<a/>', '" + STYLESHEET + "<xsl:apply-templates select=\"/\"/>" + STYLESHEET_END
                        + "')",
                "SELECT REGEXP_LIKE('S', '(S')"
            })
    void nothingIsPrintedAboutInvalidDocuments(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:agentsession:demo?fun=all");
                Statement statement = connection.createStatement()) {
            assertThat(run(statement, sql)).isEqualTo(1);
        }

        assertThat(marked.printed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "S",
                "<a>S</b>",
                "<a><row Login_DTS='11/2/26 8:00 AM'/>&S;</a>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:/'>]><a>&e;</a>",
                "<?xml version='9.9' encoding='S'?><a/>",
                "<a xmlns:S='' S:b=''/>",
                "<a b='1' b='2'/>"
            })
    void nothingIsPrintedAboutMalformedXmlOfTheService(String body) throws Exception {
        try (RawServer server = new RawServer(RawServer.answering(RawReport.withLength(body)))) {
            String url = url(server.base().getPort(), "returnType=XML&accessToken=" + encoded(token("access")));
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                assertThat(run(statement, ALL)).isEqualTo(1);
            }
        }

        assertNothingShown();
    }

    private void assertNothingShown() {
        assertThat(marked.leaks()).isEmpty();
        assertThat(marked.printed()).isEmpty();
    }

    /** Checks that the other tests can fail. */
    @Test
    void aSecretThatIsShownIsFound() {
        String secret = password("shown");
        String basic = Base64.getEncoder().encodeToString(("user:" + secret).getBytes(StandardCharsets.UTF_8));

        assertThat(List.of(secret, encoded(secret), "Basic " + basic, "xy" + basic))
                .allMatch(MarkedSecrets::shows);
        assertThat(MarkedSecrets.shows("Invalid token ***, agent-session-jdbc/0.1.0, reportsStreaming"))
                .isFalse();
        System.err.print(secret);
        assertThat(marked.leaks()).containsExactly(secret);
        assertThat(marked.printed()).isEqualTo(secret);
    }

    private static String url(int port, String properties) {
        return "jdbc:agentsession://127.0.0.1:" + port
                + "/7?tls=false&verify=false&timeZone=UTC&now=2026-11-20T18:00:30Z&maxRetries=0"
                + "&rcServer=http://127.0.0.1:" + port + "&" + properties;
    }

    private void addErrorOfConnecting(String url, Properties properties) {
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            throw new AssertionError(connection + " should not be");
        } catch (SQLException e) {
            marked.add(e);
        }
    }

    /** Runs a query that may fail; returns the number of failures. */
    private int run(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                marked.add(String.valueOf(rows.getRow()));
            }
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                marked.add(warning);
            }
            return 0;
        } catch (SQLException e) {
            for (Throwable each : e) {
                marked.add(each);
            }
            return 1;
        }
    }

    /** Collects all that a tool may show of a connection. */
    private void addTextsOf(Connection connection, Statement statement, String url) throws SQLException {
        marked.add(connection.getMetaData().getURL());
        marked.add(connection.getMetaData().getUserName());
        marked.add(connection.getClientInfo().toString());
        marked.addToStringOf(connection);
        marked.addToStringOf(statement);
        marked.add(String.valueOf(connection.getWarnings()));
        AgentSessionDataSource source = new AgentSessionDataSource();
        source.setUrl(url);
        marked.addToStringOf(source);
        marked.add(String.valueOf(source.getUrl()));
        marked.add(ConnectionSettings.of(JdbcUrl.parse(url).orElseThrow(), null).toString());
        hearPropertyInfo(url);
    }

    private void hearPropertyInfo(String url) {
        for (DriverPropertyInfo info : new AgentSessionDriver().getPropertyInfo(url, null)) {
            marked.add(info.name + " " + info.value + " " + info.description);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
