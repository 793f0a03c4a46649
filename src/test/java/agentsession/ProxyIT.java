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

/** Connections through a proxy. Since the JDK has settings for it, some tests run in separate JVMs. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProxyIT {
    private static final String LOGIN = "proxy-user:pr0xy-s3cret";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));
    private static final Map<String, String> TOKEN = Map.of("accessToken", "t0ken");

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
                Connection connection = connect(through(proxy), TOKEN)) {
            assertThat(rows(connection)).isEqualTo(1);
            assertThat(proxy.requestHeaders())
                    .hasSize(2)
                    .allSatisfy(headers -> assertThat(headers)
                            .contains("http://localhost:" + service.port() + "/voice/")
                            .doesNotContainIgnoringCase("Proxy-Authorization"));
        }
    }

    @Test
    void onlyTheProxyReceivesItsPassword() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "pr0xy-s3cret\n");
        try (ForwardProxy proxy = new ForwardProxy(LOGIN)) {
            for (Map.Entry<String, String> password : Map.of(
                            "proxyPassword", "pr0xy-s3cret", "proxyPasswordFile", file.toString())
                    .entrySet()) {
                Map<String, String> properties = Map.of("accessToken", "t0ken", password.getKey(), password.getValue());
                try (Connection connection = connect(through(proxy) + "&proxyUser=proxy-user", properties)) {
                    assertThat(rows(connection)).isEqualTo(1);
                }
            }
            assertThat(proxy.requestHeaders()).hasSize(4).allMatch(headers -> headers.contains(BASIC));
        }
        assertServiceDoesNotKnow();
    }

    @Test
    void aWrongPasswordOfTheProxyIsRefused() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy("another:password")) {
            assertRefusedByProxy(catchThrowableOfType(
                    SQLException.class,
                    () -> connect(through(proxy) + "&proxyUser=proxy-user&proxyPassword=pr0xy-s3cret", TOKEN)));
        }
    }

    @Test
    void aProxyRefusesRequestsWithoutPassword() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(LOGIN)) {
            assertRefusedByProxy(catchThrowableOfType(SQLException.class, () -> connect(through(proxy), TOKEN)));
            String https = "jdbc:agentsession://localhost:" + service.httpsPort() + "/voice/" + ACCOUNT
                    + "?maxRetries=0&proxyHost=localhost&proxyPort=" + proxy.port();
            assertRefusedByProxy(catchThrowableOfType(SQLException.class, () -> connect(https, TOKEN)));
            try (Connection connection = connect(through(proxy) + "&verify=false", TOKEN)) {
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
                    () -> connect(through(proxy), Map.of("user", "me", "password", "p", "platformId", "L1")));

            assertThat(thrown.getSQLState()).isEqualTo("28000");
            assertThat(thrown.getMessage())
                    .contains("Could not sign in", "HTTP 407", "The proxy requires a sign-in", "proxyUser");
            assertThat(thrown.getMessage()).doesNotContain(DISABLED_SCHEMES);
        }
    }

    @Test
    void aClosedProxyIsUnreachable() throws Exception {
        ForwardProxy proxy = new ForwardProxy(null);
        proxy.close();

        SQLException thrown = catchThrowableOfType(SQLException.class, () -> connect(through(proxy), TOKEN));

        assertThat(thrown.getSQLState()).isEqualTo("08001");
        assertThat(thrown.getMessage()).contains("proxy");
    }

    @Test
    void aProxyOfHttpsReceivesItsPasswordIfTheJvmAllowsIt() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(LOGIN)) {
            assertThat(run(List.of("-D" + DISABLED_SCHEMES + "="), throughTunnel(proxy)))
                    .isEqualTo("1 rows");

            assertThat(proxy.requestHeaders())
                    .isNotEmpty()
                    .allSatisfy(headers -> assertThat(headers)
                            .startsWith("CONNECT localhost:" + service.httpsPort())
                            .contains(BASIC)
                            .doesNotContain("t0ken"));
        }
        assertServiceDoesNotKnow();
    }

    @Test
    void theErrorOfARefusedTunnelNamesTheSystemProperty() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(LOGIN)) {
            assertThat(run(List.of(), throughTunnel(proxy)))
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
    void theProxyOfTheJvmIsUsed() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(null)) {
            List<String> options =
                    List.of("-Dhttp.proxyHost=localhost", "-Dhttp.proxyPort=" + proxy.port(), "-Dhttp.nonProxyHosts=");

            assertThat(run(options, url(service.port()) + "&accessToken=t0ken")).isEqualTo("1 rows");

            assertThat(proxy.requestHeaders()).hasSize(2);
        }
    }

    private static void assertRefusedByProxy(SQLException thrown) {
        assertThat(thrown.getSQLState()).as(thrown.getMessage()).isEqualTo("28000");
        assertThat(thrown.getMessage())
                .contains("The proxy for localhost", "proxyUser", "proxyPassword")
                .doesNotContain("s3cret");
    }

    private static void assertServiceDoesNotKnow() {
        assertThat(service.getAllServeEvents())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getRequest().getHeaders().toString())
                        .doesNotContainIgnoringCase("Proxy-Authorization")
                        .doesNotContain(BASIC));
    }

    private static String through(ForwardProxy proxy) {
        return url(service.port()) + "&proxyHost=localhost&proxyPort=" + proxy.port();
    }

    private static String throughTunnel(ForwardProxy proxy) {
        return "jdbc:agentsession://localhost:" + service.httpsPort() + "/voice/" + ACCOUNT
                + "?timeZone=UTC&accessToken=t0ken&now=2026-11-20T18:00:30Z&maxRetries=0&trustStore=" + trust
                + "&trustStorePassword=" + HttpsKeys.PASSWORD
                + "&proxyHost=localhost&proxyPort=" + proxy.port()
                + "&proxyUser=proxy-user&proxyPassword=pr0xy-s3cret";
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
