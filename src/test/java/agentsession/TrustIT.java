package agentsession;

import static agentsession.StubbedService.ACCOUNT;
import static agentsession.StubbedService.connect;
import static agentsession.StubbedService.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS with a self-signed certificate. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TrustIT {
    private static final String STORE_PASSWORD = HttpsKeys.PASSWORD;

    @TempDir
    static Path directory;

    @AutoClose("stop")
    private static WireMockServer localhost;

    @AutoClose("stop")
    private static WireMockServer elsewhere;

    @BeforeAll
    static void start() throws Exception {
        HttpsKeys keys = HttpsKeys.create(directory, "localhost");
        localhost = keys.serve();
        keys.trust("trust.p12", "PKCS12");
        keys.trust("trust.jks", "JKS");
        HttpsKeys others = HttpsKeys.create(directory, "elsewhere.example.com");
        elsewhere = others.serve();
        others.trust("elsewhere.p12", "PKCS12");
        HttpsKeys.empty(directory.resolve("empty.p12"));
        Files.writeString(directory.resolve("nonsense"), "-----BEGIN CERTIFICATE-----");
        Files.writeString(directory.resolve("password"), STORE_PASSWORD + "\n");
        Files.writeString(directory.resolve("wrong-password"), "wr0ng-s3cret");
    }

    static Stream<Map<String, String>> stores() {
        return Stream.of(
                Map.of("trustStore", "trust.p12", "trustStorePassword", STORE_PASSWORD),
                Map.of("trustStore", "trust.jks", "trustStorePassword", STORE_PASSWORD),
                Map.of("trustStore", "trust.p12", "trustStorePasswordFile", "password"),
                Map.of("trustStore", "trust.p12", "trustStorePassword", STORE_PASSWORD, "trustStoreType", "PKCS12"),
                Map.of("trustStore", "trust.jks", "trustStorePasswordFile", "password", "trustStoreType", "jks"),
                // JKS does not encrypt certificates: the password only protects their integrity
                Map.of("trustStore", "trust.jks"));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aCertificateOfTheTrustStoreIsTrusted(Map<String, String> store) throws SQLException {
        try (Connection connection = connect(url(localhost), given(store))) {
            assertThat(rows(connection)).isEqualTo(1);
        }
    }

    static Stream<Arguments> untrusted() {
        return Stream.of(
                Arguments.of(localhost, Map.of()),
                Arguments.of(localhost, Map.of("trustStore", "elsewhere.p12", "trustStorePassword", STORE_PASSWORD)),
                Arguments.of(elsewhere, Map.of("trustStore", "elsewhere.p12", "trustStorePassword", STORE_PASSWORD)));
    }

    @ParameterizedTest
    @MethodSource("untrusted")
    void anyOtherCertificateOrHostIsRefusedWithoutRetry(WireMockServer server, Map<String, String> store)
            throws SQLException {
        server.resetRequests();
        String url = url(server);
        SQLException connecting = catchThrowableOfType(SQLException.class, () -> connect(url, given(store)));
        assertUntrusted(connecting, server);
        Map<String, String> login = given(store);
        login.remove("accessToken");
        login.putAll(Map.of("user", "me", "password", "p", "platformId", "L1"));
        assertUntrusted(catchThrowableOfType(SQLException.class, () -> connect(url, login)), server);
        try (Connection connection = connect(url + "&verify=false", given(store))) {
            assertUntrusted(catchThrowableOfType(SQLException.class, () -> rows(connection)), server);
        }
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    private static void assertUntrusted(SQLException thrown, WireMockServer server) {
        assertThat(thrown.getSQLState()).isEqualTo("08001");
        assertThat(thrown.getMessage())
                .contains("localhost:" + server.httpsPort(), "certificate is not trusted", "trustStore")
                .doesNotContain("Given up");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of(
                        Map.of("trustStore", "trust.p12", "trustStorePassword", "wr0ng-s3cret"),
                        "22023",
                        "trustStorePassword"),
                Arguments.of(
                        Map.of("trustStore", "trust.p12", "trustStorePasswordFile", "wrong-password"),
                        "22023",
                        "trustStorePassword"),
                Arguments.of(Map.of("trustStore", "trust.p12"), "22023", "trustStorePassword"),
                Arguments.of(Map.of("trustStore", "missing.p12"), "22023", "does not exist"),
                Arguments.of(Map.of("trustStore", "."), "22023", "cannot be read"),
                Arguments.of(Map.of("trustStore", "nonsense"), "22023", "cannot be read"),
                Arguments.of(
                        Map.of(
                                "trustStore",
                                "trust.p12",
                                "trustStorePassword",
                                STORE_PASSWORD,
                                "trustStoreType",
                                "PEM"),
                        "22023",
                        "trustStoreType"),
                Arguments.of(
                        Map.of("trustStore", "empty.p12", "trustStorePassword", STORE_PASSWORD),
                        "22023",
                        "contains no readable certificate"),
                Arguments.of(
                        Map.of("trustStore", "trust.p12", "trustStorePasswordFile", "missing"),
                        "28000",
                        "trustStorePasswordFile"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void theErrorOfAnInvalidTrustStoreHasItsPath(Map<String, String> store, String state, String message) {
        SQLException thrown = catchThrowableOfType(SQLException.class, () -> connect(url(localhost), given(store)));

        assertThat(thrown.getSQLState()).isEqualTo(state);
        assertThat(thrown.getMessage()).contains("trustStore", message).doesNotContain("s3cret");
    }

    @Test
    void aPlainHttpPortIsATlsError() {
        SQLException thrown =
                connecting("jdbc:agentsession://localhost:" + localhost.port() + "/" + ACCOUNT + "?maxRetries=0");

        assertThat(thrown.getSQLState()).isEqualTo("08001");
        assertThat(thrown.getMessage()).contains("TLS failed", "Check that the port is that of HTTPS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "10.0.0.1", "localhost.example.com", "[2001:db8::1]"})
    void plainHttpIsRefusedForRemoteHosts(String host) {
        SQLException thrown = connecting("jdbc:agentsession://" + host + "/" + ACCOUNT + "?tls=false");

        assertThat(thrown.getSQLState()).isEqualTo("22023");
        assertThat(thrown.getMessage()).contains("tls");
    }

    private static SQLException connecting(String url) {
        return catchThrowableOfType(SQLException.class, () -> connect(url, Map.of("accessToken", "t0ken")));
    }

    private static String url(WireMockServer server) {
        return "jdbc:agentsession://localhost:" + server.httpsPort() + "/voice/" + ACCOUNT
                + "?cacheMaxAge=PT0S&timeZone=UTC&now=2026-11-20T18:00:30Z";
    }

    /** Replaces file names by paths in the directory. */
    private static Map<String, String> given(Map<String, String> store) {
        Map<String, String> given = new HashMap<>(store);
        for (String property : List.of("trustStore", "trustStorePasswordFile")) {
            given.computeIfPresent(
                    property, (name, file) -> directory.resolve(file).toString());
        }
        given.put("accessToken", "t0ken");
        return given;
    }
}
