package agentsession;

import static agentsession.StubbedService.LOGIN;
import static agentsession.StubbedService.REFRESH;
import static agentsession.StubbedService.REPORT;
import static agentsession.StubbedService.connect;
import static agentsession.StubbedService.rows;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections with equal credentials share a token, which is obtained, renewed and discarded once. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SharedTokensIT {
    private static final int MANY = 32;

    @RegisterExtension
    static final StubbedService SERVICE = new StubbedService();

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(MANY);

    @BeforeEach
    void stubService() {
        SERVICE.stubFor(post(urlEqualTo(LOGIN)).willReturn(tokens("t1", "r1").withFixedDelay(200)));
    }

    @Test
    void manyConnectionsOfManyThreadsSignInOnceForEachUser() throws Exception {
        List<Connection> connections = together(i -> open(i % 2 == 0 ? "me" : "you"));
        List<Integer> rows = together(i -> rows(connections.get(i)));
        closeAll(connections);

        assertThat(rows).hasSize(MANY).containsOnly(1);
        SERVICE.verify(2, postRequestedFor(urlEqualTo(LOGIN)));
        SERVICE.verify(1, postRequestedFor(urlEqualTo(LOGIN)).withFormParam("username", equalTo("me")));
        SERVICE.verify(MANY, postRequestedFor(urlEqualTo(REPORT)).withHeader("Authorization", equalTo("bearer t1")));
    }

    @Test
    void tokensAreDiscardedWhenTheLastConnectionCloses() throws SQLException {
        Connection first = open("me");
        Connection second = open("me");
        first.close();
        first.close();
        try (Connection third = open("me")) {
            second.close();
            assertThat(rows(third)).isEqualTo(1);
        }
        SERVICE.verify(1, postRequestedFor(urlEqualTo(LOGIN)));

        open("me").close();
        SERVICE.verify(2, postRequestedFor(urlEqualTo(LOGIN)));
        SERVICE.verify(0, postRequestedFor(urlEqualTo(REFRESH)));
    }

    @Test
    void manyThreadsRenewAnExpiredTokenOnce() throws Exception {
        expired("t1");
        refresh("r1", tokens("t2", "r2").withFixedDelay(200));
        List<Connection> connections = together(i -> open("me"));
        List<Integer> rows = together(i -> rows(connections.get(i)));
        closeAll(connections);

        assertThat(rows).hasSize(MANY).containsOnly(1);
        SERVICE.verify(1, postRequestedFor(urlEqualTo(LOGIN)));
        SERVICE.verify(1, postRequestedFor(urlEqualTo(REFRESH)));
        SERVICE.verify(MANY, postRequestedFor(urlEqualTo(REPORT)).withHeader("Authorization", equalTo("bearer t2")));
    }

    @Test
    void aReplacedRefreshTokenIsNotUsed() throws SQLException {
        try (Connection connection = open("me")) {
            expired("t1");
            refresh("r1", tokens("t2", "r2"));
            assertThat(rows(connection)).isEqualTo(1);
            expired("t2");
            refresh("r1", unauthorized());
            refresh("r2", tokens("t3", "r3"));
            assertThat(rows(connection)).isEqualTo(1);
        }
        SERVICE.verify(1, postRequestedFor(urlEqualTo(LOGIN)));
        SERVICE.verify(1, postRequestedFor(urlEqualTo(REPORT)).withHeader("Authorization", equalTo("bearer t3")));
    }

    @Test
    void aRefusedRefreshTokenCausesASignIn() throws SQLException {
        try (Connection connection = open("me")) {
            expired("t1");
            refresh("r1", unauthorized());
            SERVICE.stubFor(post(urlEqualTo(LOGIN)).willReturn(tokens("t2", "r2")));
            assertThat(rows(connection)).isEqualTo(1);
        }
        SERVICE.verify(1, postRequestedFor(urlEqualTo(REFRESH)));
        SERVICE.verify(2, postRequestedFor(urlEqualTo(LOGIN)));
        SERVICE.verify(2, postRequestedFor(urlEqualTo(REPORT)));
    }

    @Test
    void aNewTokenThatIsRefusedTooIsAnError() throws SQLException {
        try (Connection connection = open("me")) {
            expired("t1");
            expired("t2");
            refresh("r1", tokens("t2", "r2"));

            SQLException thrown = catchThrowableOfType(SQLException.class, () -> rows(connection));

            assertThat(thrown.getSQLState()).isEqualTo("28000");
            assertThat(thrown.getMessage()).contains("Jwt is expired", "obtained by signing in");
        }
        SERVICE.verify(1, postRequestedFor(urlEqualTo(REFRESH)));
        SERVICE.verify(2, postRequestedFor(urlEqualTo(REPORT)));
    }

    @Test
    void aPasswordRefusedOnRenewalIsAnError() throws SQLException {
        try (Connection connection = open("me")) {
            expired("t1");
            refresh("r1", unauthorized());
            SERVICE.stubFor(post(urlEqualTo(LOGIN))
                    .willReturn(aResponse().withStatus(401).withBody("Account locked")));

            SQLException thrown = catchThrowableOfType(SQLException.class, () -> rows(connection));

            assertThat(thrown.getSQLState()).isEqualTo("28000");
            assertThat(thrown.getMessage()).contains("Account locked", "Check user, password and platformId");
        }
    }

    @Test
    void aLegacyTokenThatIsRefusedIsReplacedByAnother() throws SQLException {
        String login = "/voice/api/v1/auth/login";
        SERVICE.stubFor(post(urlEqualTo(login)).willReturn(okJson("{\"authToken\":\"a1\"}")));
        SERVICE.stubFor(post(urlEqualTo(REPORT))
                .withHeader("X-Auth-Token", equalTo("a1"))
                .willReturn(unauthorized()));
        try (Connection connection =
                connect(SERVICE.getPort(), Map.of("auth", "legacy", "user", "me", "password", "p"))) {
            SERVICE.stubFor(post(urlEqualTo(login)).willReturn(okJson("{\"authToken\":\"a2\"}")));
            assertThat(rows(connection)).isEqualTo(1);
        }
        SERVICE.verify(2, postRequestedFor(urlEqualTo(login)));
        SERVICE.verify(1, postRequestedFor(urlEqualTo(REPORT)).withHeader("X-Auth-Token", equalTo("a2")));
    }

    @Test
    void cancellingAQueryThatWaitsForATokenDoesNotAffectOthers() throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        CountDownLatch renewed = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                LOGIN, exchange -> send(exchange, 200, "{\"accessToken\":\"t1\",\"refreshToken\":\"r1\"}"));
        server.createContext(REFRESH, exchange -> {
            requested.countDown();
            await(renewed);
            send(exchange, 200, "{\"accessToken\":\"t2\"}");
        });
        server.createContext(REPORT, exchange -> {
            boolean isNew = "bearer t2".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            send(exchange, isNew ? 200 : 401, isNew ? StubbedService.CSV : "Jwt is expired");
        });
        server.start();
        try (Connection one = open(server.getAddress().getPort(), "me");
                Connection other = open(server.getAddress().getPort(), "me");
                Statement canceled = one.createStatement()) {
            Future<ResultSet> first = threads.submit(() -> canceled.executeQuery("SELECT AGENT_ID FROM AGENT_SESSION"));
            requested.await();
            Future<Integer> second = threads.submit(() -> rows(other));

            canceled.cancel();
            assertThat(catchThrowableOfType(ExecutionException.class, first::get)
                            .getCause())
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            assertThat(second.isDone()).isFalse();
            renewed.countDown();

            assertThat(second.get()).isEqualTo(1);
            assertThat(rows(one)).isEqualTo(1);
        } finally {
            renewed.countDown();
            server.stop(0);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ResponseDefinitionBuilder tokens(String access, String refresh) {
        return okJson("{\"accessToken\":\"" + access + "\",\"refreshToken\":\"" + refresh + "\"}");
    }

    private static void expired(String token) {
        SERVICE.stubFor(post(urlEqualTo(REPORT))
                .withHeader("Authorization", equalTo("bearer " + token))
                .willReturn(unauthorized().withBody("Jwt is expired")));
    }

    private static void refresh(String token, ResponseDefinitionBuilder response) {
        SERVICE.stubFor(post(urlEqualTo(REFRESH))
                .withFormParam("refresh_token", equalTo(token))
                .willReturn(response));
    }

    private static Connection open(String user) throws SQLException {
        return open(SERVICE.getPort(), user);
    }

    private static Connection open(int port, String user) throws SQLException {
        return connect(port, Map.of("user", user, "password", "p", "platformId", "L1"));
    }

    private interface Work<T> {
        T of(int thread) throws Exception;
    }

    /** Runs code in many threads that start together. */
    private <T> List<T> together(Work<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(MANY);
        List<Callable<T>> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            int thread = i;
            all.add(() -> {
                start.await();
                return work.of(thread);
            });
        }
        List<T> results = new ArrayList<>();
        for (Future<T> result : threads.invokeAll(all)) {
            results.add(result.get());
        }
        return results;
    }

    private static void closeAll(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
