package agentsession;

import static agentsession.StubbedService.ACCOUNT;
import static agentsession.StubbedService.ACCOUNTS;
import static agentsession.StubbedService.LOGIN;
import static agentsession.StubbedService.REFRESH;
import static agentsession.StubbedService.connect;
import static agentsession.StubbedService.rows;
import static agentsession.StubbedService.url;
import static agentsession.Waiting.await;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import agentsession.http.RawServer;
import agentsession.jdbc.AgentSessionDataSource;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Verification and timeouts of connecting. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConnectIT {
    private static final Map<String, String> TOKEN = Map.of("accessToken", "t0ken.s3cret");
    private static final Map<String, String> LOGIN_OF_ME = Map.of("user", "me", "password", "p", "platformId", "L1");

    @RegisterExtension
    static final StubbedService SERVICE = new StubbedService();

    static Stream<ResponseDefinitionBuilder> ambiguousResponses() {
        return Stream.of(
                okJson("[{\"accountId\":\"1\"},{\"accountId\":\"" + ACCOUNT + "\"}]"),
                okJson("[{\"accountId\":" + ACCOUNT + ",\"mainAccountId\":7}]"),
                okJson("[]"),
                okJson("[{}]"),
                okJson("[{\"accountId\":\"1\"}"),
                okJson("{\"generalMessage\":\"Try later\"}"),
                okJson("\"1\""),
                okJson(""),
                aResponse().withStatus(200).withBody("<html>Please sign in</html>"),
                aResponse().withStatus(404),
                aResponse().withStatus(405),
                aResponse().withStatus(429),
                aResponse().withStatus(500),
                aResponse().withStatus(302).withHeader("Location", "http://localhost:1/"),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
    }

    @ParameterizedTest
    @MethodSource("ambiguousResponses")
    void anAmbiguousResponseIsAccepted(ResponseDefinitionBuilder response) throws SQLException {
        SERVICE.stubFor(get(urlEqualTo(ACCOUNTS)).willReturn(response));
        try (Connection connection = connect(SERVICE.getPort(), TOKEN)) {
            assertThat(rows(connection)).isEqualTo(1);
        }
        // The JDK's client itself retries a GET whose connection is reset.
        SERVICE.verify(
                moreThanOrExactly(1),
                getRequestedFor(urlEqualTo(ACCOUNTS))
                        .withHeader("Authorization", equalTo("bearer t0ken.s3cret"))
                        .withHeader("Accept", equalTo("application/json")));
    }

    static Stream<Arguments> refusing() {
        return Stream.of(
                Arguments.of(unauthorized().withBody("Jwt is expired"), "28000", "Jwt is expired"),
                Arguments.of(aResponse().withStatus(403).withBody("t0ken.s3cret has no rights"), "28000", "*** has no"),
                Arguments.of(
                        okJson("[{\"accountId\":\"1\",\"accountName\":\"East\"},{\"accountId\":2}]"),
                        "08004",
                        "may not access account " + ACCOUNT + " at localhost:" + SERVICE.getPort()
                                + ", but 1 (East), 2."),
                Arguments.of(
                        okJson(IntStream.rangeClosed(1, 12)
                                .mapToObj(id -> "{\"accountId\":\"" + id + "\"}")
                                .toList()
                                .toString()),
                        "08004",
                        "but 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more."));
    }

    @ParameterizedTest
    @MethodSource("refusing")
    void aRefusalFailsTheConnection(ResponseDefinitionBuilder response, String state, String message)
            throws SQLException {
        SERVICE.stubFor(get(urlEqualTo(ACCOUNTS)).willReturn(response));

        SQLException thrown = catchThrowableOfType(SQLException.class, () -> connect(SERVICE.getPort(), TOKEN));

        assertThat(thrown.getSQLState()).as(thrown.getMessage()).isEqualTo(state);
        assertThat(thrown.getMessage()).contains(message).doesNotContain("s3cret");

        connect(url(SERVICE.getPort()) + "&verify=false", TOKEN).close();
        SERVICE.verify(1, getRequestedFor(urlEqualTo(ACCOUNTS)));
    }

    @Test
    void anExpiredTokenIsRenewed() throws SQLException {
        SERVICE.stubFor(post(urlEqualTo(LOGIN)).willReturn(okJson("{\"accessToken\":\"t1\",\"refreshToken\":\"r1\"}")));
        SERVICE.stubFor(post(urlEqualTo(REFRESH)).willReturn(okJson("{\"accessToken\":\"t2\"}")));
        SERVICE.stubFor(get(urlEqualTo(ACCOUNTS))
                .withHeader("Authorization", equalTo("bearer t1"))
                .willReturn(unauthorized()));
        try (Connection connection = connect(SERVICE.getPort(), LOGIN_OF_ME)) {
            assertThat(rows(connection)).isEqualTo(1);
        }
        SERVICE.verify(2, getRequestedFor(urlEqualTo(ACCOUNTS)));
    }

    @Test
    void withoutVerifyNoRequestIsSentBeforeTheFirstQuery() throws SQLException {
        SERVICE.stubFor(post(urlEqualTo(LOGIN)).willReturn(okJson("{\"accessToken\":\"t1\"}")));
        try (Connection connection = connect(url(SERVICE.getPort()) + "&verify=false", LOGIN_OF_ME)) {
            assertThat(SERVICE.getAllServeEvents()).isEmpty();
            assertThat(rows(connection)).isEqualTo(1);
        }
    }

    @Test
    void aServiceThatOnlySendsReportsIsAccepted() throws Exception {
        try (RawServer service = new RawServer(connection -> {
                    connection.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                });
                Connection connection = connect(service.base().getPort(), TOKEN)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void theDemoIgnoresThePropertiesOfTools() throws SQLException {
        try (Connection connection = connect("jdbc:agentsession:demo?demoSessions=5", Map.of("user", "me"))) {
            assertThat(rows(connection)).isPositive();
        }
    }

    @Test
    void anUnreachableHostFailsTheConnection() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (Map<String, String> credentials : List.of(TOKEN, LOGIN_OF_ME)) {
            SQLException thrown = catchThrowableOfType(SQLException.class, () -> connect(port, credentials));
            assertThat(thrown.getSQLState()).isEqualTo("08001");
            assertThat(thrown.getMessage()).contains("localhost:" + port);
        }
    }

    @Test
    void aStalledSignInTimesOutByThePropertyLoginTimeout() throws Exception {
        assertTimesOut(LOGIN_OF_ME, port -> () -> connect(url(port) + "&loginTimeout=1", LOGIN_OF_ME));
    }

    @Test
    void aStalledListOfAccountsTimesOutByThePropertyLoginTimeout() throws Exception {
        assertTimesOut(TOKEN, port -> () -> connect(url(port) + "&loginTimeout=1", TOKEN));
    }

    @Test
    void aStalledSignInTimesOutByTheLoginTimeoutOfTheDriverManager() throws Exception {
        int before = DriverManager.getLoginTimeout();
        DriverManager.setLoginTimeout(1);
        try {
            assertTimesOut(LOGIN_OF_ME, port -> () -> connect(port, LOGIN_OF_ME));
        } finally {
            DriverManager.setLoginTimeout(before);
        }
    }

    @Test
    void aStalledSignInTimesOutByTheLoginTimeoutOfTheDataSource() throws Exception {
        assertTimesOut(LOGIN_OF_ME, port -> () -> {
            AgentSessionDataSource source = new AgentSessionDataSource();
            source.setUrl(url(port));
            source.setPlatformId("L1");
            source.setLoginTimeout(1);
            return source.getConnection("me", "p");
        });
    }

    private interface Connecting {
        Callable<Connection> to(int port);
    }

    private static void assertTimesOut(Map<String, String> credentials, Connecting connecting) throws Exception {
        try (RawServer stalled = new RawServer(RawServer.stallingAfter(""))) {
            SQLException thrown = catchThrowableOfType(
                    SQLException.class, connecting.to(stalled.base().getPort())::call);

            assertThat((Throwable) thrown).isInstanceOf(SQLTimeoutException.class);
            assertThat(thrown.getSQLState()).isEqualTo("HYT00");
            assertThat(thrown.getMessage()).contains("1 s (loginTimeout)");
            stalled.awaitClientGone();
            awaitNoSignIn();
            assertThat(stalled.requests()).singleElement().asString().contains(credentials == TOKEN ? ACCOUNTS : LOGIN);
        }
    }

    private static void awaitNoSignIn() {
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("agent-session-sign-in")));
    }
}
