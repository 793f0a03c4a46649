package agentsession.service;

import static agentsession.service.ServiceFixture.CSV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import agentsession.Waiting;
import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that are truncated, stalled or cancelled. The timeout only catches a hang. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReportDownloadTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private final DriverException reason = new DriverException(SqlState.QUERY_CANCELED, "Cancelled.");

    private final CancellationToken token = new CancellationToken();
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    @Test
    void aBodyShorterThanItsLengthIsAnErrorAfterItsBytes() throws IOException {
        assertCut(RawServer.answering(OK + "Content-Length: 1000\r\n\r\n" + CSV));
    }

    @Test
    void aBodyWithoutItsLastChunkIsAnErrorAfterItsBytes() throws IOException {
        assertCut(connection -> {
            connection.send(CHUNKED);
            connection.sendChunk(CSV);
            connection.close();
        });
    }

    @Test
    void aBodyThatEndsWithinAChunkIsAnError() throws IOException {
        assertCut(RawServer.answering(CHUNKED + "1000\r\n" + CSV));
    }

    @Test
    void aResetConnectionIsAnError() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
                    connection.send(CHUNKED);
                    connection.sendChunk(CSV);
                    await(read);
                    connection.reset();
                });
                HttpReportService service = ServiceFixture.service(server.base())) {
            download(service, report -> {
                assertThat(report.readNBytes(CSV.length())).isEqualTo(CSV.getBytes(StandardCharsets.UTF_8));
                read.countDown();

                assertThatThrownBy(report::read).isInstanceOf(IOException.class).hasMessageContaining("is incomplete");
            });
        }
    }

    @Test
    void aTruncatedCompressedBodyIsAnErrorHoweverItIsFramed() throws IOException {
        String whole = gzip(CSV.repeat(10));
        String cut = whole.substring(0, whole.length() - 5);
        String head = OK + "Content-Encoding: gzip\r\n";

        for (String response : List.of(
                head + "Content-Length: " + cut.length() + "\r\n\r\n" + cut,
                head + "Content-Length: " + whole.length() + "\r\n\r\n" + cut,
                head + "\r\n" + cut)) {
            try (RawServer server = new RawServer(RawServer.answering(response));
                    HttpReportService service = ServiceFixture.service(server.base())) {
                download(service, report -> {
                    assertThatThrownBy(report::readAllBytes)
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("is incomplete");
                });
            }
        }
    }

    @Test
    void aCompressedBodyInChunksOfOneByteIsDecompressed() throws IOException {
        String text = CSV.repeat(3);
        try (RawServer server = new RawServer(connection -> {
                    connection.send(OK + "Content-Encoding: GZIP\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (char c : (gzip(text) + gzip(text)).toCharArray()) {
                        connection.sendChunk(String.valueOf(c));
                    }
                    connection.sendChunk("");
                });
                HttpReportService service = ServiceFixture.service(server.base())) {
            download(service, report -> {
                assertThat(new String(report.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(text + text);
            });
        }
    }

    @Test
    void anUnframedBodyIsCompleteOnlyIfItEndsWithALineBreak() throws IOException {
        try (RawServer server = new RawServer(RawServer.answering(OK + "\r\n" + CSV));
                HttpReportService service = ServiceFixture.service(server.base())) {
            download(service, report -> {
                assertThat(new String(report.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(CSV);
                assertThat(report.read()).isEqualTo(-1);
            });
        }
        assertCut(RawServer.answering(OK + "\r\n" + CSV + "2,4/2"));
    }

    @Test
    void aFramedBodyMayEndWithoutALineBreak() throws IOException {
        try (RawServer server = new RawServer(RawServer.answering(OK + "Content-Length: 8\r\n\r\nAgent ID"));
                HttpReportService service = ServiceFixture.service(server.base())) {
            download(service, report -> {
                assertThat(new String(report.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("Agent ID");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 O", "HTTP/1.1 200 OK\r\nContent-"})
    void aConnectionClosedBeforeTheHeadersIsAConnectionFailure(String start) throws IOException {
        DriverException failure = failure(RawServer.answering(start));

        assertThat(failure.state()).isEqualTo(SqlState.CONNECTION_FAILURE);
        assertThat(failure)
                .hasMessageMatching("The connection to 127.0.0.1:\\d+ broke before the response was complete: .+");
    }

    @Test
    void aConnectionClosedBetweenHeadersAndBodyIsAConnectionFailure() throws IOException {
        assertThat(failure(RawServer.answering(CHUNKED)).state()).isEqualTo(SqlState.CONNECTION_FAILURE);
    }

    @Test
    void aResponseThatIsNotHttpIsAnError() throws IOException {
        DriverException failure = failure(RawServer.answering("SSH-2.0-OpenSSH_9\r\n\r\n"));

        assertThat(failure.state()).isEqualTo(SqlState.SERVICE_ERROR);
        assertThat(failure).hasMessageContaining("is not HTTP");
    }

    @Test
    void aStalledErrorResponseIsQuotedAsFarAsItArrived() throws IOException {
        try (RawServer server = new RawServer(RawServer.stallingAfter(
                        "HTTP/1.1 503 Unavailable\r\nContent-Length: 1000\r\n\r\nDown for maintenance"));
                HttpReportService service = ServiceFixture.service(server.base(), Duration.ofMillis(300))) {
            assertThatThrownBy(() -> download(service, report -> {}))
                    .isInstanceOf(DriverException.class)
                    .hasMessageContaining("(HTTP 503");
        }
    }

    @Test
    void aDownloadCancelledBeforeItStartsSendsNothing() throws IOException {
        try (RawServer server = new RawServer(RawServer.answering(OK + "\r\n"));
                HttpReportService service = ServiceFixture.service(server.base())) {
            token.cancel(reason);

            assertCanceled(() -> download(service, report -> {}));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void cancellingAbortsConnecting() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> waiting = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            try (HttpReportService service =
                    ServiceFixture.service(URI.create("http://127.0.0.1:" + full.getLocalPort()))) {
                Blocked open = new Blocked("HttpExchange", () -> download(service, report -> {}));

                token.cancel(reason);

                open.assertCanceled();
            }
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void cancellingAbortsTheWaitForTheHeaders() throws Exception {
        try (RawServer server = new RawServer(RawServer.stallingAfter(""));
                HttpReportService service = ServiceFixture.service(server.base())) {
            Blocked open = new Blocked("HttpExchange", () -> download(service, report -> {}));
            server.awaitRequest();

            token.cancel(reason);
            token.cancel(reason);

            open.assertCanceled();
            server.awaitClientGone();
        }
    }

    @Test
    void cancellingAbortsTheWaitForTheBody() throws Exception {
        try (RawServer server = new RawServer(RawServer.stallingAfter(CHUNKED));
                HttpReportService service = ServiceFixture.service(server.base())) {
            Blocked open = new Blocked("BodyStream", () -> download(service, report -> {}));

            token.cancel(reason);

            open.assertCanceled();
            server.awaitClientGone();
        }
    }

    @Test
    void cancellingAbortsTheWaitForTheMessageOfAnError() throws Exception {
        try (RawServer server =
                        new RawServer(RawServer.stallingAfter("HTTP/1.1 500 No\r\nContent-Length: 1000\r\n\r\nDown"));
                HttpReportService service = ServiceFixture.service(server.base())) {
            Blocked open = new Blocked("BodyStream", () -> download(service, report -> {}));

            token.cancel(reason);

            open.assertCanceled();
            server.awaitClientGone();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cancellingAbortsABlockedRead(boolean compressed) throws Exception {
        try (RawServer server = new RawServer(RawServer.stallingAfter(stalled(compressed)));
                HttpReportService service = ServiceFixture.service(server.base())) {
            download(service, report -> {
                assertThat(report.readNBytes(CSV.length())).hasSize(CSV.length());
                Blocked read = new Blocked("BodyStream", report::read);

                token.cancel(reason);

                read.assertEnded();
                server.awaitClientGone();
                assertThatThrownBy(report::read).isInstanceOf(IOException.class).hasMessageContaining("was cancelled");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closingTheStreamAbortsABlockedRead(boolean compressed) throws Exception {
        try (RawServer server = new RawServer(RawServer.stallingAfter(stalled(compressed)));
                HttpReportService service = ServiceFixture.service(server.base())) {
            download(service, report -> {
                assertThat(report.readNBytes(CSV.length())).hasSize(CSV.length());
                Blocked read = new Blocked("BodyStream", report::read);

                report.close();

                read.assertEnded();
                server.awaitClientGone();
            });
        }
    }

    @Test
    void cancellingDiscardsBufferedBytes() throws IOException {
        try (RawServer server = new RawServer(RawServer.answering(OK + "\r\n" + CSV));
                HttpReportService service = ServiceFixture.service(server.base())) {
            download(service, report -> {
                token.cancel(reason);

                assertThatThrownBy(report::read).isInstanceOf(IOException.class);
            });
        }
    }

    @Test
    void closingTheStreamEarlyStopsTheService() throws Exception {
        String row = "1,4/27/20 12:02 PM\r\n".repeat(500);
        try (RawServer server = new RawServer(connection -> {
                    connection.send(CHUNKED);
                    while (true) {
                        connection.sendChunk(row);
                    }
                });
                HttpReportService service = ServiceFixture.service(server.base())) {
            download(service, report -> {
                assertThat(report.readNBytes(100_000)).hasSize(100_000);
            });

            server.awaitClientGone();
        }
    }

    @Test
    void theFirstBytesAreReturnedBeforeTheLastArrive() throws Exception {
        CountDownLatch firstRead = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
                    connection.send(CHUNKED);
                    connection.sendChunk(CSV);
                    await(firstRead);
                    connection.sendChunk(CSV);
                    connection.sendChunk("");
                });
                HttpReportService service = ServiceFixture.service(server.base())) {
            download(service, report -> {
                assertThat(report.readNBytes(CSV.length())).hasSize(CSV.length());
                firstRead.countDown();
                assertThat(report.readAllBytes()).hasSize(CSV.length());
            });
        }
    }

    @Test
    void theConnectionOfACompleteReportIsReused() throws IOException {
        try (RawServer server = new RawServer(connection -> {
                    connection.send(CHUNKED);
                    connection.sendChunk(CSV);
                    connection.sendChunk("");
                });
                HttpReportService service = ServiceFixture.service(server.base())) {
            for (int i = 0; i < 3; i++) {
                download(service, report -> {
                    assertThat(report.readAllBytes()).hasSize(CSV.length());
                });
            }

            assertThat(server.requests()).hasSize(3);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anInterruptAbortsTheWaitForTheHeaders() throws Exception {
        try (RawServer server = new RawServer(RawServer.stallingAfter(""));
                HttpReportService service = ServiceFixture.service(server.base())) {
            Blocked open = new Blocked("HttpExchange", () -> download(service, report -> {}));
            server.awaitRequest();

            open.thread.interrupt();

            open.assertCanceled();
            assertThat(open.interruptedAfterwards).isTrue();
            server.awaitClientGone();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CHUNKED, "HTTP/1.1 500 No\r\nContent-Length: 1000\r\n\r\nDown"})
    void anInterruptAbortsTheWaitForTheBody(String start) throws Exception {
        try (RawServer server = new RawServer(RawServer.stallingAfter(start));
                HttpReportService service = ServiceFixture.service(server.base())) {
            Blocked open = new Blocked("BodyStream", () -> download(service, report -> {}));
            server.awaitRequest();

            open.thread.interrupt();

            open.assertCanceled();
            assertThat(open.interruptedAfterwards).isTrue();
            server.awaitClientGone();
        }
    }

    @Test
    void anInterruptAbortsABlockedRead() throws Exception {
        try (RawServer server = new RawServer(RawServer.stallingAfter(stalled(false)));
                HttpReportService service = ServiceFixture.service(server.base())) {
            download(service, report -> {
                assertThat(report.readNBytes(CSV.length())).hasSize(CSV.length());
                Blocked read = new Blocked("BodyStream", report::read);

                read.thread.interrupt();

                assertThat(read.failure()).isInstanceOf(IOException.class).hasMessageContaining("interrupted");
                assertThat(read.interruptedAfterwards).isTrue();
                server.awaitClientGone();
            });
        }
    }

    @Test
    void closingTheServiceAbortsItsDownloadsAndRefusesNewOnes() throws Exception {
        try (RawServer server = new RawServer(RawServer.stallingAfter(""))) {
            HttpReportService service = ServiceFixture.service(server.base());
            Blocked open = new Blocked("HttpExchange", () -> download(service, report -> {}));
            server.awaitRequest();

            service.close();

            open.assertFailsWith(SqlState.CONNECTION_CLOSED);
            assertThat(catchThrowableOfType(DriverException.class, () -> download(service, report -> {}))
                            .state())
                    .isEqualTo(SqlState.CONNECTION_CLOSED);
        }
    }

    /** Asserts that reading fails, but only after all of {@link ServiceFixture#CSV}. */
    private void assertCut(RawServer.Script script) throws IOException {
        try (RawServer server = new RawServer(script);
                HttpReportService service = ServiceFixture.service(server.base())) {
            download(service, report -> {
                assertThat(new String(report.readNBytes(CSV.length()), StandardCharsets.UTF_8))
                        .isEqualTo(CSV);
                assertThatThrownBy(report::readAllBytes)
                        .isInstanceOf(IOException.class)
                        .hasMessageMatching("The report from 127.0.0.1:\\d+ is incomplete: .+");
            });
        }
    }

    private DriverException failure(RawServer.Script script) throws IOException {
        try (RawServer server = new RawServer(script);
                HttpReportService service = ServiceFixture.service(server.base())) {
            return catchThrowableOfType(DriverException.class, () -> download(service, report -> {}));
        }
    }

    private void download(HttpReportService service, ServiceFixture.BodyReader reader) {
        ServiceFixture.download(service, token, reader);
    }

    private static void assertCanceled(ThrowingCallable open) {
        assertThat(catchThrowableOfType(DriverException.class, open).state()).isEqualTo(SqlState.QUERY_CANCELED);
    }

    /** A response with all of {@link ServiceFixture#CSV}, but no end. */
    private static String stalled(boolean compressed) {
        String head = OK + (compressed ? "Content-Encoding: gzip\r\n" : "") + "Transfer-Encoding: chunked\r\n\r\n";
        String body = compressed ? gzip(CSV) : CSV;
        return head + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
    }

    private static String gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A thread with a blocking call that another thread aborts. */
    private static final class Blocked {
        final Thread thread;
        private final FutureTask<Throwable> outcome;
        volatile boolean interruptedAfterwards;

        /** Waits until the call blocks in a method of this class. */
        Blocked(String waitsIn, ThrowingCallable call) {
            outcome = new FutureTask<>(() -> {
                try {
                    call.call();
                    return new AssertionError("nothing ended the call");
                } catch (Throwable e) {
                    interruptedAfterwards = Thread.currentThread().isInterrupted();
                    return e;
                }
            });
            thread = new Thread(outcome, "blocked");
            thread.setDaemon(true);
            thread.start();
            Waiting.await().until(() -> waits("agentsession.http." + waitsIn) || outcome.isDone());
        }

        private boolean waits(String className) {
            return EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(thread.getState())
                    && Arrays.stream(thread.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().equals(className));
        }

        Throwable failure() throws Exception {
            return outcome.get();
        }

        void assertCanceled() throws Exception {
            assertFailsWith(SqlState.QUERY_CANCELED);
        }

        void assertFailsWith(SqlState state) throws Exception {
            assertThat(failure())
                    .isInstanceOfSatisfying(
                            DriverException.class, e -> assertThat(e.state()).isEqualTo(state));
        }

        void assertEnded() throws Exception {
            assertThat(failure()).isInstanceOf(IOException.class).hasMessageContaining("was cancelled");
        }
    }
}
