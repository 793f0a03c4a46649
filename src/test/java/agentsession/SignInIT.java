package agentsession;

import static agentsession.StubbedService.ACCOUNTS;
import static agentsession.StubbedService.LOGIN;
import static agentsession.StubbedService.REPORT;
import static agentsession.StubbedService.connect;
import static agentsession.StubbedService.form;
import static agentsession.StubbedService.rows;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import agentsession.http.RawServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sign-in methods, by the requests that the service and RingCentral receive. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SignInIT {
    private static final String EXCHANGE = "/api/auth/login/rc/accesstoken?includeRefresh=true";
    private static final String LEGACY_LOGIN = "/voice/api/v1/auth/login";
    private static final String RC_TOKEN = "/restapi/oauth/token";
    private static final String GIVEN = "t0ken.given.s3cret";
    private static final String PASSWORD = "p&ss=w%rd ü s3cret";
    private static final Map<String, String> ENGAGE =
            Map.of("user", "me@example.com", "password", PASSWORD, "platformId", "L1");

    @RegisterExtension
    static final StubbedService SERVICE = new StubbedService();

    @RegisterExtension
    static final WireMockExtension RINGCENTRAL = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    /** @param method value of {@code auth} */
    record Case(String method, Map<String, String> properties, String header, String value, List<String> requests) {
        @Override
        public String toString() {
            return method + " by " + properties.keySet().stream().sorted().toList();
        }

        Case with(String name, String value) {
            Map<String, String> more = new HashMap<>(properties);
            more.put(name, value);
            return new Case(method, more, header, this.value, requests);
        }
    }

    static Stream<Case> inferred() {
        return Stream.of(
                bearer("accessToken"),
                bearer("password"),
                apiToken("apiToken"),
                jwt("jwt"),
                jwt("password"),
                new Case("engage", ENGAGE, "Authorization", "bearer engage.token", List.of(LOGIN)));
    }

    static Stream<Case> named() {
        return Stream.concat(
                        inferred(),
                        Stream.of(
                                apiToken("password"),
                                new Case(
                                        "legacy",
                                        Map.of("user", "me", "password", PASSWORD),
                                        "X-Auth-Token",
                                        "legacy.token",
                                        List.of(LEGACY_LOGIN))))
                .map(method -> method.with("auth", method.method));
    }

    private static Case bearer(String property) {
        return new Case("bearer", Map.of(property, GIVEN), "Authorization", "bearer " + GIVEN, List.of());
    }

    private static Case apiToken(String property) {
        return new Case("apiToken", Map.of(property, GIVEN), "X-Auth-Token", GIVEN, List.of());
    }

    private static Case jwt(String property) {
        return new Case(
                "jwt",
                Map.of("clientId", "app", "clientSecret", "app-s3cret", property, GIVEN),
                "Authorization",
                "bearer exchanged.token",
                List.of(EXCHANGE));
    }

    @BeforeEach
    void stubServices() {
        SERVICE.stubFor(post(urlEqualTo(EXCHANGE))
                .willReturn(okJson("{\"accessToken\":\"exchanged.token\",\"refreshToken\":\"r1\"}")));
        SERVICE.stubFor(post(urlEqualTo(LOGIN))
                .willReturn(okJson("{\"accessToken\":\"engage.token\",\"refreshToken\":\"r1\"}")));
        SERVICE.stubFor(post(urlEqualTo(LEGACY_LOGIN)).willReturn(okJson("{\"authToken\":\"legacy.token\"}")));
        RINGCENTRAL.stubFor(post(urlEqualTo(RC_TOKEN))
                .willReturn(okJson("{\"access_token\":\"rc.token\",\"expires_in\":3600,\"refresh_token\":\"rc.r\"}")));
    }

    @ParameterizedTest
    @MethodSource("named")
    void theMethodOfAuthIsUsed(Case method) throws SQLException {
        assertSignsIn(method);
    }

    @ParameterizedTest
    @MethodSource("inferred")
    void theMethodFollowsFromTheProperties(Case method) throws SQLException {
        assertSignsIn(method);
    }

    private static void assertSignsIn(Case method) throws SQLException {
        try (Connection connection = open(method.properties)) {
            assertThat(rows(connection)).isEqualTo(1);
        }
        assertThat(requests(SERVICE))
                .isEqualTo(Stream.concat(method.requests.stream(), Stream.of(ACCOUNTS, REPORT))
                        .toList());
        boolean bearer = method.header.equals("Authorization");
        SERVICE.verify(
                1,
                postRequestedFor(urlEqualTo(REPORT))
                        .withHeader(method.header, equalTo(method.value))
                        .withHeader(bearer ? "X-Auth-Token" : "Authorization", absent()));
        RINGCENTRAL.verify(method.method.equals("jwt") ? 1 : 0, postRequestedFor(anyUrl()));
    }

    @Test
    void aJwtIsSentOnlyToRingCentralAndItsTokenToTheService() throws SQLException {
        try (Connection connection = open(jwt("jwt").properties)) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo("app");
        }
        LoggedRequest first = only(RINGCENTRAL, RC_TOKEN);
        assertThat(form(first))
                .isEqualTo(Map.of("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", GIVEN));
        assertThat(first.getHeader("Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString("app:app-s3cret".getBytes(StandardCharsets.UTF_8)));
        assertThat(first.getHeader("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        LoggedRequest second = only(SERVICE, EXCHANGE);
        assertThat(form(second)).isEqualTo(Map.of("rcAccessToken", "rc.token", "rcTokenType", "Bearer"));
        assertThat(second.containsHeader("Authorization")).isFalse();
        assertThat(SERVICE.getAllServeEvents())
                .allSatisfy(event -> assertThat(event.getRequest().getBodyAsString()
                                + event.getRequest().getHeaders())
                        .doesNotContain(GIVEN, "app-s3cret"));
        assertThat(RINGCENTRAL.getAllServeEvents()).hasSize(1);
    }

    @Test
    void theEngageLoginSendsUserAndPasswordInTheBody() throws SQLException {
        try (Connection connection = open(ENGAGE)) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo("me@example.com");
        }
        assertThat(form(only(SERVICE, LOGIN)))
                .isEqualTo(Map.of("username", "me@example.com", "password", PASSWORD, "platformId", "L1"));
    }

    @Test
    void theLegacyLoginSendsUserAndPasswordInTheBody() throws SQLException {
        try (Connection connection = open(Map.of("auth", "legacy", "user", "me", "password", PASSWORD))) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo("me");
        }
        assertThat(form(only(SERVICE, LEGACY_LOGIN))).isEqualTo(Map.of("username", "me", "password", PASSWORD));
    }

    /** Properties of files, further properties, and where the content is sent. */
    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("accessTokenFile", Map.of()),
                Arguments.of("passwordFile", Map.of()),
                Arguments.of("apiTokenFile", Map.of()),
                Arguments.of("jwtFile", Map.of("clientId", "app", "clientSecret", "app-s3cret")),
                Arguments.of("passwordFile", Map.of("clientId", "app", "clientSecret", "app-s3cret")),
                Arguments.of("clientSecretFile", Map.of("clientId", "app", "jwt", "j.w.t")),
                Arguments.of("passwordFile", Map.of("user", "me", "platformId", "L1")),
                Arguments.of("passwordFile", Map.of("auth", "legacy", "user", "me")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aSecretMayBeInAFile(String property, Map<String, String> others, @TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), GIVEN + "\r\n");
        try (Connection connection = open(with(others, property, file.toString()))) {
            assertThat(rows(connection)).isEqualTo(1);
        }
        assertThat(Stream.of(SERVICE, RINGCENTRAL)
                        .flatMap(server -> server.getAllServeEvents().stream())
                        .filter(event -> carries(LoggedRequest.createFrom(event.getRequest()), GIVEN)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void anInvalidSecretFileIsAnErrorWithItsPathAndProperty(
            String property, Map<String, String> others, @TempDir Path directory) throws Exception {
        Map<Path, String> reasons = Map.of(
                directory.resolve("missing"),
                "NoSuchFileException",
                Files.writeString(directory.resolve("empty"), " \n"),
                "empty",
                Files.writeString(directory.resolve("long"), GIVEN.repeat(5_000)),
                "larger than",
                Files.write(directory.resolve("binary"), new byte[] {(byte) 0xc3, 0x28}),
                "MalformedInputException",
                directory,
                "not a regular file");
        for (Map.Entry<Path, String> reason : reasons.entrySet()) {
            SQLException thrown = refused(with(others, property, reason.getKey().toString()));

            assertThat(thrown.getSQLState()).isEqualTo("28000");
            assertThat(thrown.getMessage())
                    .contains(property, reason.getKey().toString(), reason.getValue())
                    .doesNotContain(GIVEN);
        }
        assertThat(SERVICE.getAllServeEvents()).isEmpty();
    }

    @Test
    void aFileWithTwoTokensIsRefusedWithoutShowingThem(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), GIVEN + "\n" + GIVEN + "\n");

        SQLException thrown = refused(Map.of("accessTokenFile", file.toString()));

        assertThat(thrown.getSQLState()).isEqualTo("22023");
        assertThat(thrown.getMessage()).contains("accessTokenFile", "line breaks");
    }

    @Test
    void aTokenInAFileIsReadAgainWhenTheServiceRefusesIt(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "old.token");
        SERVICE.stubFor(post(urlEqualTo(REPORT))
                .withHeader("Authorization", equalTo("bearer old.token"))
                .willReturn(unauthorized().withBody("Jwt is expired")));
        try (Connection connection = open(Map.of("accessTokenFile", file.toString()))) {
            SQLException thrown = catchThrowableOfType(SQLException.class, () -> rows(connection));
            assertThat(thrown.getSQLState()).isEqualTo("28000");
            assertThat(thrown.getMessage()).contains("Jwt is expired");
            SERVICE.verify(1, postRequestedFor(urlEqualTo(REPORT)));

            Files.writeString(file, "new.token");
            assertThat(rows(connection)).isEqualTo(1);
            SERVICE.verify(3, postRequestedFor(urlEqualTo(REPORT)));
            assertThat(rows(connection)).isEqualTo(1);
            SERVICE.verify(4, postRequestedFor(urlEqualTo(REPORT)));
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                // A service may quote the request, raw or form-encoded.
                Arguments.of(
                        response(401, "{\"generalMessage\":\"Bad login\",\"details\":\"me/" + PASSWORD + "\"}"),
                        "28000",
                        "HTTP 401 (Bad login: me/***). Check user, password and platformId."),
                Arguments.of(
                        response(403, "password=p%26ss%3Dw%25rd+%C3%BC+s3cret is wrong"),
                        "28000",
                        "(password=*** is wrong)"),
                Arguments.of(response(400, ""), "28000", "HTTP 400. Check user, password and platformId."),
                Arguments.of(response(404, "<title>Not Found</title>"), "28000", "(Not Found). Check the host and"),
                Arguments.of(
                        response(302, "").withHeader("Location", "http://localhost:1/"),
                        "28000",
                        "HTTP 302. It redirects to http://localhost:1, which the driver does not follow"),
                Arguments.of(response(200, "<html>Please sign in</html>"), "28000", "is not a JSON object"),
                Arguments.of(response(200, ""), "28000", "is not a JSON object"),
                Arguments.of(response(200, "[]"), "28000", "is not a JSON object"),
                Arguments.of(response(200, "{\"accessToken\":\"s3cret"), "28000", "is not a JSON object"),
                Arguments.of(response(200, "{\"token\":\"s3cret\"}"), "28000", "has no accessToken"),
                Arguments.of(response(200, "{\"accessToken\":null}"), "28000", "has no accessToken"),
                Arguments.of(response(200, "{\"accessToken\":\" \"}"), "28000", "has no accessToken"),
                Arguments.of(response(200, "{\"accessToken\":{\"a\":1}}"), "28000", "has no accessToken"),
                Arguments.of(
                        response(200, "{\"accessToken\":\"s3cret\\r\\nX-Other: s3cret\"}"),
                        "28000",
                        "The token from the sign-in is empty, or contains a space, a line break"),
                Arguments.of(response(429, "Too many"), "53400", "(Too many). It allows only a few sign-ins a minute"),
                Arguments.of(response(500, "Out of order"), "58000", "HTTP 500 (Out of order)"),
                Arguments.of(response(408, ""), "58000", "HTTP 408"));
    }

    private static ResponseDefinitionBuilder response(int status, String body) {
        return aResponse().withStatus(status).withBody(body);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theErrorOfAFailedSignInHasTheReasonWithoutSecrets(
            ResponseDefinitionBuilder response, String state, String message) {
        SERVICE.stubFor(post(urlEqualTo(LOGIN)).willReturn(response));

        SQLException thrown = refused(ENGAGE);

        assertThat(thrown.getSQLState()).as(thrown.getMessage()).isEqualTo(state);
        assertThat(thrown.getMessage()).contains(message);
        assertThat(state.equals("53400")).isEqualTo(thrown instanceof SQLTransientException);
        StringWriter all = new StringWriter();
        thrown.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain("s3cret");
        assertThat(requests(SERVICE)).containsExactly(LOGIN);
    }

    @Test
    void aJwtThatRingCentralRefusesIsNotSentToTheService() {
        RINGCENTRAL.stubFor(post(urlEqualTo(RC_TOKEN))
                .willReturn(response(
                        400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + GIVEN + " was revoked\"}")));

        SQLException thrown = refused(jwt("jwt").properties);

        assertThat(thrown.getSQLState()).isEqualTo("28000");
        assertThat(thrown.getMessage())
                .contains("sign in at RingCentral", "invalid_grant: *** was revoked", "clientId, clientSecret and jwt");
        assertThat(SERVICE.getAllServeEvents()).isEmpty();
    }

    @Test
    void aTransientFailureOfASignInIsRetried() throws SQLException {
        SERVICE.stubFor(post(urlEqualTo(LOGIN))
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("idle")
                .willReturn(response(429, "").withHeader("Retry-After", "0")));
        SERVICE.stubFor(post(urlEqualTo(LOGIN))
                .inScenario("busy")
                .whenScenarioStateIs("idle")
                .willReturn(okJson("{\"accessToken\":\"t\"}")));
        try (Connection connection = open(with(ENGAGE, "maxRetries", "1"))) {
            assertThat(rows(connection)).isEqualTo(1);
        }
        assertThat(requests(SERVICE)).containsExactly(LOGIN, LOGIN, ACCOUNTS, REPORT);
    }

    @Test
    void aStalledSignInTimesOutAfterTheSocketTimeout() throws IOException {
        try (RawServer stalled =
                new RawServer(RawServer.stallingAfter("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"))) {
            SQLException thrown = catchThrowableOfType(
                    SQLException.class, () -> connect(stalled.base().getPort(), with(ENGAGE, "socketTimeout", "1")));

            assertThat(thrown.getSQLState()).isEqualTo("08006");
            assertThat(thrown.getMessage()).contains("socketTimeout");
        }
    }

    @Test
    void aRedirectedSignInIsNotFollowed() {
        SERVICE.stubFor(post(urlEqualTo(LOGIN))
                .willReturn(response(307, "").withHeader("Location", RINGCENTRAL.baseUrl() + "/elsewhere")));

        assertThat(refused(ENGAGE).getMessage()).contains("HTTP 307");
        assertThat(RINGCENTRAL.getAllServeEvents()).isEmpty();
    }

    private static Connection open(Map<String, String> properties) throws SQLException {
        return connect(SERVICE.getPort(), with(properties, "rcServer", RINGCENTRAL.baseUrl()));
    }

    private static SQLException refused(Map<String, String> properties) {
        return catchThrowableOfType(SQLException.class, () -> open(properties));
    }

    private static Map<String, String> with(Map<String, String> properties, String name, String value) {
        Map<String, String> more = new HashMap<>(properties);
        more.put(name, value);
        return more;
    }

    private static List<String> requests(WireMockExtension server) {
        List<String> latestFirst = server.getAllServeEvents().stream()
                .map(event -> event.getRequest().getUrl())
                .toList();
        return Stream.iterate(latestFirst.size() - 1, i -> i >= 0, i -> i - 1)
                .map(latestFirst::get)
                .toList();
    }

    private static LoggedRequest only(WireMockExtension server, String url) {
        List<LoggedRequest> all = server.findAll(postRequestedFor(urlEqualTo(url)));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** Whether a request has a secret in a header or a field of its form. */
    private static boolean carries(LoggedRequest request, String secret) {
        @Nullable String authorization = request.getHeader("Authorization");
        String basic = authorization != null && authorization.startsWith("Basic ")
                ? new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8)
                : "";
        return (request.getHeaders() + request.getBodyAsString() + basic).contains(secret);
    }
}
