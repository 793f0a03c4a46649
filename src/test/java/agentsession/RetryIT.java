package agentsession;

import static agentsession.RawReport.COUNT;
import static agentsession.RawReport.COUNT_OF_ROWS;
import static agentsession.RawReport.CSV;
import static agentsession.RawReport.HEADER;
import static agentsession.RawReport.SQL;
import static agentsession.RawReport.read;
import static agentsession.RawReport.status;
import static agentsession.RawReport.url;
import static agentsession.RawReport.whole;
import static agentsession.RawReport.withLength;
import static agentsession.http.RawServer.inTurn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import agentsession.http.RawServer;
import agentsession.http.RawServer.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transient failures before the first row are retried, with the configured number and wait. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RetryIT {

    /**
     * A transient failure of a service.
     *
     * @param state SQLState of the error after the last retry
     */
    record Failure(String name, String state, Script script) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Failure> failures() {
        return List.of(
                new Failure("408", "58000", status(408)),
                new Failure("429", "53400", status(429, "Retry-After: 0")),
                new Failure("500", "58000", status(500)),
                new Failure("502", "58000", status(502)),
                new Failure("503", "58000", status(503)),
                new Failure("reset before the headers", "08006", RawServer.Connection::reset),
                new Failure("closed before the headers", "08006", RawServer.Connection::close),
                new Failure("stalled before the headers", "08006", RawServer.stallingAfter("")),
                new Failure("stalled before the body", "08006", RawServer.stallingAfter(RawReport.CHUNKED)),
                new Failure("stalled before the first row", "08006", connection -> {
                    connection.send(RawReport.CHUNKED);
                    connection.sendChunk(HEADER);
                    connection.awaitClient();
                }),
                new Failure(
                        "cut before the first row",
                        "08006",
                        RawServer.answering(
                                withLength(CSV).substring(0, withLength(CSV).length() - RawReport.ROWS.length()))),
                new Failure(
                        "cut within the first row", "08006", RawServer.answering(withLength(HEADER + "1,11/2/26"))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aTransientFailureIsRetriedWithoutLosingRows(Failure failure) throws Exception {
        try (RawServer server = new RawServer(inTurn(failure.script, whole(), failure.script, whole()))) {
            assertThat(read(server, "maxRetries=1&socketTimeout=1", SQL)).containsExactly(1L, 2L);
            assertThat(read(server, "maxRetries=1&socketTimeout=1", COUNT)).containsExactly((long) COUNT_OF_ROWS);
            assertThat(server.requests()).hasSize(4);
        }
    }

    /** Each costs three tries, most of whose time is for waits and timeouts. */
    static List<Failure> someFailures() {
        return Soak.oneIn(5, failures());
    }

    @ParameterizedTest
    @MethodSource("someFailures")
    void aPermanentFailureIsAnErrorAfterAllRetries(Failure failure) throws Exception {
        try (RawServer server = new RawServer(failure.script)) {
            SQLException thrown = failure(server, "maxRetries=2&socketTimeout=1");

            assertThat(thrown.getSQLState()).as(thrown.getMessage()).isEqualTo(failure.state);
            assertThat(thrown.getMessage()).matches("(?s).*Failed after 3 attempts in \\d+\\.\\d s\\.");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void withoutRetriesTheFirstFailureIsTheError() throws Exception {
        try (RawServer server = new RawServer(status(503))) {
            assertThat(failure(server, "maxRetries=0").getMessage()).doesNotContain("Given up");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void tooManyRequestsAreATransientException() throws Exception {
        try (RawServer server = new RawServer(status(429, "Retry-After: 0"))) {
            assertThat((Throwable) failure(server, "maxRetries=1")).isInstanceOf(SQLTransientException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 301})
    void aPermanentErrorIsNotRetried(int status) throws Exception {
        try (RawServer server = new RawServer(inTurn(status(status), whole()))) {
            assertThat(failure(server, "maxRetries=2").getMessage()).contains("HTTP " + status);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aCutAfterTheFirstRowIsNotRetried() throws Exception {
        String begun = withLength(CSV).substring(0, withLength(CSV).length() - 2);
        try (RawServer server = new RawServer(inTurn(RawServer.answering(begun), whole()))) {
            SQLException thrown = failure(server, "maxRetries=2");

            assertThat(thrown.getSQLState()).isEqualTo("08006");
            assertThat(thrown.getMessage()).contains("after 1 rows").doesNotContain("Given up");
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** Rows of the first window have been returned when the second fails without a row. */
    @Test
    void eachRequestIsRetriedSeparately() throws Exception {
        try (RawServer server = new RawServer(inTurn(status(500), whole(), status(500), whole()))) {
            assertThat(read(
                            server,
                            "maxRetries=1",
                            SQL + " WHERE LOGIN_DTS < TIMESTAMP '2026-11-03 00:00:00'"
                                    + " OR LOGIN_DTS >= TIMESTAMP '2026-11-09 00:00:00'"))
                    .containsExactly(1L, 2L);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void aServiceThatStartsDuringRetriesIsReached() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String url = url(port, "maxRetries=1");

        assertFailsAfterRetries(url);
        try (AfterFailure comesUp = new AfterFailure(
                () -> RawServer.accepting(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), whole()))) {
            assertThat(read(url, SQL)).containsExactly(1L, 2L);
            assertThat(comesUp.server().requests()).hasSize(1);
        }
    }

    @Test
    void aServiceThatAcceptsConnectionsDuringRetriesIsReached() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket one = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket other = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(List.of(one.isConnected(), other.isConnected())).containsOnly(true);

            assertFailsAfterRetries(url(full.getLocalPort(), "maxRetries=1&connectTimeout=1"));
            try (AfterFailure accepts = new AfterFailure(() -> RawServer.accepting(full, whole()))) {
                assertThat(read(url(full.getLocalPort(), "maxRetries=4&connectTimeout=1"), SQL))
                        .containsExactly(1L, 2L);
                assertThat(accepts.server().requests()).hasSize(1);
            }
        }
    }

    @Test
    void anUnknownHostIsRetried() {
        assertFailsAfterRetries("jdbc:agentsession://no-such-host.invalid/7?verify=false&maxRetries=1&accessToken=t");
    }

    @Test
    void aFailedHandshakeIsRetried() throws Exception {
        try (RawServer server = RawServer.atOnce(connection -> {
            connection.awaitBytes();
            connection.close();
        })) {
            SQLException thrown = assertFailsAfterRetries("jdbc:agentsession://127.0.0.1:"
                    + server.base().getPort() + "/7?verify=false&maxRetries=1&accessToken=t");

            assertThat(thrown.getMessage()).contains("TLS failed");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void retryAfterInSecondsIsRespected() throws Exception {
        assertWaited(status(429, "Retry-After: 1"));
    }

    /** Relative to the Date of the response, not to the local clock. */
    @Test
    void retryAfterAsADateIsRespected() throws Exception {
        assertWaited(status(503, "Date: Mon, 02 Nov 2026 09:00:00 GMT", "Retry-After: Mon, 02 Nov 2026 09:00:01 GMT"));
    }

    @Test
    void aWaitBeyondTheQueryTimeoutIsAnError() throws Exception {
        try (RawServer server = new RawServer(inTurn(status(429, "Retry-After: 200"), whole()));
                Connection connection = RawReport.connect(server, "maxRetries=1");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(100);

            SQLException thrown = catchThrowableOfType(SQLException.class, () -> read(statement, SQL));

            assertThat(thrown.getSQLState()).isEqualTo("53400");
            assertThat(thrown.getMessage()).contains("200 s", "the query timeout", "Failed after one attempt");
            assertThat(server.requests()).hasSize(1);
            assertThat(read(statement, SQL)).containsExactly(1L, 2L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aWaitOfMoreThanFiveMinutesIsAnError(int status) throws Exception {
        try (RawServer server = new RawServer(inTurn(status(status, "Retry-After: 301"), whole()))) {
            assertThat(failure(server, "maxRetries=1").getMessage()).contains("301 s", "Failed after one attempt");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void connectionsToOneAccountShareTheRateLimit() throws Exception {
        try (RawServer server = new RawServer(whole());
                Connection one = RawReport.connect(server, "requestsPerMinute=120");
                Connection other = RawReport.connect(server, "requestsPerMinute=120")) {
            long began = System.nanoTime();
            for (Connection connection : List.of(one, other, one)) {
                try (Statement statement = connection.createStatement()) {
                    assertThat(read(statement, SQL)).containsExactly(1L, 2L);
                }
            }
            // Measured from the start, since a late request does not delay the following ones.
            for (int i = 0; i < 3; i++) {
                assertThat(server.times().get(i) - began).isGreaterThanOrEqualTo(i * TimeUnit.MINUTES.toNanos(1) / 120);
            }
        }
    }

    private static void assertWaited(Script first) throws Exception {
        try (RawServer server = new RawServer(inTurn(first, whole()))) {
            assertThat(read(server, "maxRetries=1", SQL)).containsExactly(1L, 2L);
            assertThat(server.times()).hasSize(2);
            assertThat(server.times().get(1) - server.times().get(0))
                    .isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static SQLException failure(RawServer server, String properties) {
        return catchThrowableOfType(SQLException.class, () -> read(server, properties, SQL));
    }

    private static SQLException assertFailsAfterRetries(String url) {
        SQLException thrown = catchThrowableOfType(SQLException.class, () -> read(url, SQL));
        assertThat(thrown.getSQLState()).as(thrown.getMessage()).isEqualTo("08001");
        assertThat(thrown.getMessage()).contains("Failed after 2 attempts in ");
        return thrown;
    }

    /** Starts a server when a failed request is logged, before the wait for the next. */
    private static final class AfterFailure extends Handler implements AutoCloseable {
        private static final Logger LOG = Logger.getLogger("agentsession.service");

        private final Callable<RawServer> start;
        private final Level before = LOG.getLevel();
        private final CompletableFuture<RawServer> server = new CompletableFuture<>();

        AfterFailure(Callable<RawServer> start) {
            this.start = start;
            LOG.setLevel(Level.FINE);
            LOG.addHandler(this);
        }

        RawServer server() {
            return server.join();
        }

        @Override
        public void publish(LogRecord line) {
            if (!server.isDone() && line.getMessage().contains("no response")) {
                try {
                    server.complete(start.call());
                } catch (Exception e) {
                    server.completeExceptionally(e);
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            LOG.removeHandler(this);
            LOG.setLevel(before);
            try {
                server().close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
