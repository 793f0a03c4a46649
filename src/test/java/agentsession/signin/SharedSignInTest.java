package agentsession.signin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import agentsession.Waiting;
import agentsession.concurrent.CancellationToken;
import agentsession.config.Credentials;
import agentsession.config.Secret;
import agentsession.config.SecretSource;
import agentsession.config.TransportSettings;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.Authorization;
import agentsession.http.HttpTransport;
import agentsession.http.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens with a manual clock. Each token contains the number of the response that it was in. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SharedSignInTest {
    private static final String REFRESH = "POST /api/auth/token/refresh ";
    private static final String LOGIN = "POST /api/auth/login/admin ";
    private static final TransportSettings TRANSPORT =
            new TransportSettings(Duration.ofSeconds(10), Duration.ofMinutes(1), Optional.empty(), Optional.empty());

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @ParameterizedTest
    @CsvSource({
        // a fifth of its lifetime before it expires, or half a minute
        "'\"expires_in\":100', 79, 80",
        "'\"expiresIn\":3600', 3569, 3570",
        "'\"expires_in\":1e30', 31535969, 31535970",
        // no or an invalid lifetime: five minutes
        "'\"expires_in\":null', 269, 270",
        "'\"expires_in\":0', 269, 270",
        "'\"expires_in\":-5', 269, 270"
    })
    void aTokenIsRenewedBeforeItExpiresByTheResponse(String lifetime, long fresh, long stale) throws IOException {
        assertRenewed(n -> "{\"accessToken\":\"t" + n + "\"," + lifetime + "}", "t1", "t2", fresh, stale);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"iat\":1000,\"exp\":1100}', 79, 80",
        "'{\"exp\":1100}', 269, 270",
        "'{\"iat\":1100,\"exp\":1000}', 269, 270",
        "'not json', 269, 270"
    })
    void aJwtIsRenewedBeforeItExpiresByItsClaims(String claims, long fresh, long stale) throws IOException {
        String body = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        assertRenewed(
                n -> "{\"accessToken\":\"t" + n + "." + body + ".s\"}",
                "t1." + body + ".s",
                "t2." + body + ".s",
                fresh,
                stale);
    }

    private void assertRenewed(Response response, String first, String second, long fresh, long stale)
            throws IOException {
        long start = clock.get();
        try (RawServer server = server(response)) {
            SharedSignIn signIn = join(server);
            assertThat(token(signIn)).isEqualTo(first);
            clock.set(start + TimeUnit.SECONDS.toNanos(fresh));
            assertThat(token(signIn)).isEqualTo(first);
            clock.set(start + TimeUnit.SECONDS.toNanos(stale));
            assertThat(token(signIn)).isEqualTo(second);
            assertThat(token(signIn)).isEqualTo(second);
            signIn.release();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void theLatestRefreshTokenIsUsed() throws IOException {
        try (RawServer server = server(n -> n == 3
                ? "{\"accessToken\":\"t3\",\"expires_in\":100}"
                : "{\"accessToken\":\"t" + n + "\",\"refreshToken\":\"r" + n + "\",\"expires_in\":100}")) {
            SharedSignIn signIn = join(server);
            List<String> tokens = new ArrayList<>();
            for (int renewal = 0; renewal < 4; renewal++) {
                tokens.add(token(signIn));
                clock.addAndGet(TimeUnit.SECONDS.toNanos(80));
            }
            signIn.release();

            assertThat(tokens).containsExactly("t1", "t2", "t3", "t4");
            assertThat(server.requests().get(0)).startsWith(LOGIN);
            assertThat(server.requests().subList(1, 4))
                    .allMatch(request -> request.startsWith(REFRESH))
                    .extracting(request -> request.substring(request.indexOf("\r\n\r\n") + 4))
                    // the third response had none, so that the previous one is used
                    .containsExactly("refresh_token=r1", "refresh_token=r2", "refresh_token=r2");
        }
    }

    @Test
    void afterAFailedRefreshTheUserSignsInAgain() throws IOException {
        List<String> requests = new ArrayList<>();
        try (RawServer server = scripted((connection, n, request) -> {
            requests.add(request);
            connection.send(
                    request.startsWith(REFRESH)
                            ? "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"
                            : json("{\"accessToken\":\"t" + n + "\",\"refreshToken\":\"r\",\"expires_in\":100}"));
        })) {
            SharedSignIn signIn = join(server);
            assertThat(token(signIn)).isEqualTo("t1");
            clock.addAndGet(TimeUnit.SECONDS.toNanos(80));
            assertThat(token(signIn)).isEqualTo("t3");
            signIn.release();

            assertThat(requests)
                    .extracting(request -> request.substring(0, request.indexOf("HTTP/")))
                    .containsExactly(LOGIN, REFRESH, LOGIN);
        }
    }

    @Test
    void aRefusedTokenIsRenewedOnlyOnce() throws IOException {
        try (RawServer server = server(n -> "{\"accessToken\":\"t" + n + "\"}")) {
            SharedSignIn signIn = join(server);
            Authorization first = signIn.authorization(new CancellationToken());

            Authorization second = signIn.renew(first, new CancellationToken());
            assertThat(signIn.renew(first, new CancellationToken()))
                    .isEqualTo(second)
                    .isNotEqualTo(first);
            assertThat(signIn.renew(second, new CancellationToken())).isNotEqualTo(second);
            signIn.release();

            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void aFailedRenewalFailsAllWaitingThreadsAndIsRetriedByTheNext() throws Exception {
        CountDownLatch response = new CountDownLatch(1);
        try (RawServer server = scripted((connection, n, request) -> {
            await(response);
            connection.send(
                    n == 1 ? "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n" : json("{\"accessToken\":\"t" + n + "\"}"));
        })) {
            SharedSignIn signIn = join(server);
            List<Future<Authorization>> waiting = new ArrayList<>();
            List<Thread> asking = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 8; i++) {
                waiting.add(threads.submit(() -> {
                    asking.add(Thread.currentThread());
                    return signIn.authorization(new CancellationToken());
                }));
            }
            Waiting.await().until(() -> asking.size() == 8 && asking.stream().allMatch(SharedSignInTest::isWaiting));
            server.awaitRequest();
            response.countDown();

            for (Future<Authorization> one : waiting) {
                assertThat(failure(one).state()).isEqualTo(SqlState.INVALID_AUTHORIZATION);
            }
            assertThat(token(signIn)).isEqualTo("t2");
            signIn.release();
        }
    }

    @Test
    void cancellingAWaitDoesNotAbortTheSignInOfOthers() throws Exception {
        CountDownLatch response = new CountDownLatch(1);
        try (RawServer server = scripted((connection, n, request) -> {
            await(response);
            connection.send(json("{\"accessToken\":\"t" + n + "\"}"));
        })) {
            SharedSignIn signIn = join(server);
            CancellationToken canceled = new CancellationToken();
            Future<Authorization> one = waiting(signIn, canceled);
            server.awaitRequest();
            Future<Authorization> other = waiting(signIn, new CancellationToken());

            canceled.cancel(new DriverException(SqlState.QUERY_CANCELED, "enough"));
            assertThat(failure(one).state()).isEqualTo(SqlState.QUERY_CANCELED);
            response.countDown();
            assertThat(other.get()).isEqualTo(signIn.authorization(new CancellationToken()));
            signIn.release();

            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void theLastReleaseAbortsARunningSignIn() throws Exception {
        try (RawServer server = new RawServer(RawServer.stallingAfter(""))) {
            SharedSignIn signIn = join(server);
            assertThat(join(server)).isSameAs(signIn);
            Future<Authorization> waiting = waiting(signIn, new CancellationToken());
            server.awaitRequest();

            signIn.release();
            assertThat(waiting.isDone()).isFalse();
            signIn.release();

            assertThat(failure(waiting).state()).isEqualTo(SqlState.CONNECTION_CLOSED);
            server.awaitClientGone();
            assertThatExceptionOfType(DriverException.class)
                    .isThrownBy(() -> signIn.authorization(new CancellationToken()))
                    .matches(thrown -> thrown.state() == SqlState.CONNECTION_CLOSED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void differentCredentialsAreNotShared() throws IOException {
        try (RawServer server = server(n -> "{\"accessToken\":\"t" + n + "\"}")) {
            SharedSignIn one = join(server);
            SharedSignIn other = join(server, login("you", "p"));
            SharedSignIn otherPassword = join(server, login("me", "q"));
            SharedSignIn alike = join(server);

            assertThat(List.of(token(one), token(other), token(otherPassword), token(alike)))
                    .containsExactly("t1", "t2", "t3", "t1");
            List.of(one, other, otherPassword, alike).forEach(SharedSignIn::release);
            SharedSignIn again = join(server);
            assertThat(token(again)).isEqualTo("t4");
            again.release();
        }
    }

    @Test
    void connectionsWithDifferentTimeoutsShareTheSignIn() throws IOException {
        try (RawServer server = server(n -> "{\"accessToken\":\"t" + n + "\"}")) {
            TransportSettings hasty = new TransportSettings(
                    Duration.ofSeconds(1), Duration.ofSeconds(9), Optional.empty(), Optional.empty());
            SharedSignIn one = join(server);
            SharedSignIn other =
                    SharedSignIn.acquire(login("me", "p"), server.base(), HttpTransport.of(hasty), 3, clock::get);

            assertThat(List.of(token(one), token(other))).containsExactly("t1", "t1");
            List.of(one, other).forEach(SharedSignIn::release);
        }
    }

    @Test
    void toStringContainsNoSecret() throws IOException {
        try (RawServer server = server(n -> "{\"accessToken\":\"s3cret\",\"refreshToken\":\"s3cret\"}")) {
            SharedSignIn signIn = join(server, login("me", "s3cret"));
            assertThat(signIn.authorization(new CancellationToken()) + " " + login("me", "s3cret"))
                    .doesNotContain("s3cret");
            signIn.release();
        }
    }

    /** The body of the n-th response, from 1. */
    private interface Response {
        String body(int n);
    }

    private interface Script {
        void play(RawServer.Connection connection, int n, String request) throws IOException;
    }

    private static RawServer server(Response response) throws IOException {
        return scripted((connection, n, request) -> connection.send(json(response.body(n))));
    }

    private static RawServer scripted(Script script) throws IOException {
        CompletableFuture<RawServer> self = new CompletableFuture<>();
        RawServer server = new RawServer(connection -> {
            List<String> requests = self.join().requests();
            script.play(connection, requests.size(), requests.get(requests.size() - 1));
        });
        self.complete(server);
        return server;
    }

    private static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private SharedSignIn join(RawServer server) {
        return join(server, login("me", "p"));
    }

    private SharedSignIn join(RawServer server, Credentials credentials) {
        return SharedSignIn.acquire(credentials, server.base(), HttpTransport.of(TRANSPORT), 0, clock::get);
    }

    private static Credentials login(String user, String password) {
        return new Credentials.EngageLogin(user, new SecretSource.Given(new Secret(password)), "L1");
    }

    private static String token(SharedSignIn signIn) {
        return ((Authorization.Token) signIn.authorization(new CancellationToken()))
                .secret()
                .reveal();
    }

    private Future<Authorization> waiting(SharedSignIn signIn, CancellationToken token) {
        return threads.submit(() -> signIn.authorization(token));
    }

    private static DriverException failure(Future<Authorization> waiting) {
        return (DriverException) requireNonNull(
                catchThrowableOfType(ExecutionException.class, waiting::get).getCause());
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
