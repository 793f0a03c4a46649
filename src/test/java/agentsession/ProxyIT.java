package agentsession;

import static agentsession.StubbedService.ACCOUNT;
import static agentsession.StubbedService.connect;
import static agentsession.StubbedService.rows;
import static agentsession.StubbedService.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections through a proxy. Since the JDK has settings for it, some tests run in separate JVMs. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProxyIT {
    private static final String PASSWORD = "pr0xy-s3cret";
    private static final String LOGIN = "proxy-user:" + PASSWORD;
    private static final String PROXY_LOGIN = "&proxyUser=proxy-user&proxyPassword=" + PASSWORD;
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));
    private static final String TRUST_STORE = "&trustStore=";

    /** System property: the authentication schemes that are disabled for proxies of HTTPS connections. */
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    @TempDir
    static Path directory;

    private static Path trust;

    @AutoClose("stop")
    private static WireMockServer service;

    @BeforeAll
    static void start() throws Exception {
        HttpsKeys keys = HttpsKeys.create(directory, "localhost");
        trust = keys.trust("trust.p12", "PKCS12");
        service = keys.serve();
    }

    @BeforeEach
    void resetRequests() {
        service.resetRequests();
    }

    @Test
    void aConfiguredProxyIsUsed() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(null);
                Connection connection = connect(through(proxy), trusting("accessToken", "t0ken"))) {
            assertThat(rows(connection)).isEqualTo(1);
            assertThat(proxy.requestHeaders())
                    .isNotEmpty()
                    .allSatisfy(headers -> assertThat(headers)
                            .startsWith("CONNECT localhost:" + service.httpsPort() + " ")
                            .doesNotContain("t0ken")
                            .doesNotContainIgnoringCase("Proxy-Authorization"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxyPassword", "proxyPasswordFile"})
    void onlyTheProxyReceivesItsPassword(String property) throws Exception {
        Path file = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        String value = property.equals("proxyPassword") ? PASSWORD : file.toString();
        try (ForwardProxy proxy = new ForwardProxy(LOGIN)) {
            assertThat(run(
                            List.of("-D" + DISABLED_SCHEMES + "="),
                            withToken(proxy) + "&proxyUser=proxy-user&" + property + "=" + value))
                    .isEqualTo("1 rows");

            assertThat(proxy.requestHeaders())
                    .isNotEmpty()
                    .allSatisfy(headers -> assertThat(headers)
                            .startsWith("CONNECT localhost:" + service.httpsPort())
                            .contains(BASIC)
                            .doesNotContain("t0ken"));
        }
        assertThat(service.getAllServeEvents())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getRequest().getHeaders().toString())
                        .doesNotContainIgnoringCase("Proxy-Authorization")
                        .doesNotContain(BASIC));
    }

    @Test
    void aWrongPasswordOfTheProxyIsRefused() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy("another:password")) {
            assertThat(run(List.of("-D" + DISABLED_SCHEMES + "="), withToken(proxy) + PROXY_LOGIN))
                    .startsWith("28000 The proxy for localhost")
                    .contains("proxyUser", "proxyPassword")
                    .doesNotContain("s3cret");

            assertThat(proxy.requestHeaders()).isNotEmpty().allMatch(headers -> headers.contains(BASIC));
        }
        assertThat(service.getAllServeEvents()).isEmpty();
    }

    @Test
    void theErrorOfARefusedTunnelNamesTheSystemProperty() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(LOGIN)) {
            assertThat(run(List.of(), withToken(proxy) + PROXY_LOGIN))
                    .contains("28000", "proxyUser", "-D" + DISABLED_SCHEMES + "= ")
                    .doesNotContain("1 rows", "s3cret");

            assertThat(proxy.requestHeaders())
                    .isNotEmpty()
                    .allSatisfy(headers ->
                            assertThat(headers).startsWith("CONNECT ").doesNotContain(BASIC));
        }
        assertThat(service.getAllServeEvents()).isEmpty();
    }

    @Test
    void aProxyRefusesRequestsWithoutPassword() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(LOGIN)) {
            assertRefusedByProxy(catchThrowableOfType(
                    SQLException.class, () -> connect(through(proxy), trusting("accessToken", "t0ken"))));
            try (Connection connection = connect(through(proxy) + "&verify=false", trusting("accessToken", "t0ken"))) {
                assertRefusedByProxy(catchThrowableOfType(SQLException.class, () -> rows(connection)));
            }
        }
        assertThat(service.getAllServeEvents()).isEmpty();
    }

    @Test
    void theErrorOfASignInThatTheProxyRefusesNamesTheProxy() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(LOGIN)) {
            SQLException thrown = catchThrowableOfType(
                    SQLException.class,
                    () -> connect(through(proxy) + "&user=me&platformId=L1", trusting("password", "p")));

            assertThat(thrown.getSQLState()).isEqualTo("28000");
            assertThat(thrown.getMessage())
                    .contains("Could not sign in", "HTTP 407", "The proxy requires a sign-in", "proxyUser");
        }
    }

    @Test
    void aClosedProxyIsUnreachable() throws Exception {
        ForwardProxy proxy = new ForwardProxy(null);
        proxy.close();

        SQLException thrown = catchThrowableOfType(
                SQLException.class, () -> connect(through(proxy), trusting("accessToken", "t0ken")));

        assertThat(thrown.getSQLState()).isEqualTo("08001");
        assertThat(thrown.getMessage()).contains("proxy");
    }

    @Test
    void theProxyOfTheJvmIsUsed() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(null)) {
            assertThat(run(proxyOfJvm("https", proxy), https() + "&accessToken=t0ken" + TRUST_STORE + trust))
                    .isEqualTo("1 rows");

            assertThat(proxy.requestHeaders()).isNotEmpty().allMatch(headers -> headers.startsWith("CONNECT "));
        }
    }

    @Test
    void plainHttpThroughAConfiguredProxyIsRefused() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(null)) {
            SQLException thrown = catchThrowableOfType(
                    SQLException.class,
                    () -> connect(
                            url(service.port()) + "&verify=false&proxyHost=localhost&proxyPort=" + proxy.port(),
                            Map.of("accessToken", "t0ken")));

            assertThat(thrown.getSQLState()).isEqualTo("22023");
            assertThat(thrown.getMessage())
                    .contains("tls", "proxyHost", "remove")
                    .doesNotContain("t0ken");
            assertThat(proxy.requestHeaders()).isEmpty();
        }
        assertThat(service.getAllServeEvents()).isEmpty();
    }

    @Test
    void plainHttpThroughTheProxyOfTheJvmIsRefused() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(null)) {
            assertThat(run(proxyOfJvm("http", proxy), url(service.port()) + "&verify=false&accessToken=t0ken"))
                    .startsWith("22023 ")
                    .contains("tls", "http.proxyHost", "localhost:" + proxy.port(), "http.nonProxyHosts")
                    .doesNotContain("t0ken");

            assertThat(proxy.requestHeaders()).isEmpty();
        }
        assertThat(service.getAllServeEvents()).isEmpty();
    }

    /** As by default: the JVM excludes this machine from its proxy. */
    @Test
    void plainHttpIsAllowedIfTheJvmExcludesTheHostFromItsProxy() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(null)) {
            List<String> options = List.of("-Dhttp.proxyHost=localhost", "-Dhttp.proxyPort=" + proxy.port());

            assertThat(run(options, url(service.port()) + "&accessToken=t0ken")).isEqualTo("1 rows");

            assertThat(proxy.requestHeaders()).isEmpty();
        }
    }

    /** It has no credentials. */
    @Test
    void theDemoUsesNoProxy() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(null)) {
            String demo = "jdbc:agentsession:demo?demoSessions=7&now=2026-11-20T18:00:30Z";

            assertThat(run(proxyOfJvm("http", proxy), demo)).isEqualTo("7 rows");
            try (Connection connection = connect(demo + "&proxyHost=localhost&proxyPort=" + proxy.port(), Map.of())) {
                assertThat(rows(connection)).isEqualTo(7);
            }

            assertThat(proxy.requestHeaders()).isEmpty();
        }
    }

    private static void assertRefusedByProxy(SQLException thrown) {
        assertThat(thrown.getSQLState()).as(thrown.getMessage()).isEqualTo("28000");
        assertThat(thrown.getMessage())
                .contains("The proxy for localhost", "proxyUser", "proxyPassword")
                .doesNotContain("s3cret");
    }

    private static String https() {
        return "jdbc:agentsession://localhost:" + service.httpsPort() + "/voice/" + ACCOUNT
                + "?cacheMaxAge=PT0S&timeZone=UTC&now=2026-11-20T18:00:30Z&maxRetries=0&trustStorePassword="
                + HttpsKeys.PASSWORD;
    }

    private static String through(ForwardProxy proxy) {
        return https() + "&proxyHost=localhost&proxyPort=" + proxy.port();
    }

    private static String withToken(ForwardProxy proxy) {
        return through(proxy) + "&accessToken=t0ken" + TRUST_STORE + trust;
    }

    /** Properties with the trust store, which is not allowed in a URL of this JVM. */
    private static Map<String, String> trusting(String name, String value) {
        return Map.of("trustStore", trust.toString(), name, value);
    }

    /** The options of a JVM whose proxy is for this machine, too. */
    private static List<String> proxyOfJvm(String protocol, ForwardProxy proxy) {
        return List.of(
                "-D" + protocol + ".proxyHost=localhost",
                "-D" + protocol + ".proxyPort=" + proxy.port(),
                "-Dhttp.nonProxyHosts=");
    }

    /** Reads the report in a separate JVM, and returns its output. */
    private static String run(List<String> options, String url) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dagentsession.filesInUrl=true");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ProxyClient.class.getName(), url));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            return output.lines().collect(Collectors.joining("\n"));
        } finally {
            process.destroy();
        }
    }
}
