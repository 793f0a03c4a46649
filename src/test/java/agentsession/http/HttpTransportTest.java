package agentsession.http;

import static agentsession.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.concurrent.CancellationToken;
import agentsession.config.TransportSettings;
import agentsession.error.SqlState;
import agentsession.error.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HttpTransportTest {
    private static final RawServer.Script OK =
            RawServer.answering("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");

    /** The timeout differs from those of other tests, so that the transport is not shared with them. */
    private final HttpTransport transport = HttpTransport.of(
            new TransportSettings(Duration.ofSeconds(41), Duration.ZERO, Optional.empty(), Optional.empty()));

    private RunningClient client() {
        return transport.client(URI.create("http://localhost/"));
    }

    @Test
    void aClientHasOneThreadBeforeItsFirstRequest() {
        assertThat(client().threads()).hasSize(1);
        assertThat(client().isAlive()).isTrue();
        assertThat(client()).isSameAs(client());
    }

    /** Without that, they would wait forever, since there is no read timeout. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"})
    void requestsInProgressEndWithTheirClient(String sent) throws Exception {
        try (RawServer server = new RawServer(RawServer.stallingAfter(sent));
                CancellationToken token = new CancellationToken();
                HttpExchange exchange = transport.send(ServiceRequest.get(server.base()), token)) {
            if (sent.isEmpty()) {
                await().until(() -> !server.requests().isEmpty());
                kill(client());
                assertThatThrownBy(exchange::await).satisfies(HttpTransportTest::assertTransient);
            } else {
                InputStream body = exchange.await().body();
                assertThat(body.readNBytes(4)).hasSize(4);
                kill(client());
                assertThatThrownBy(body::read)
                        .hasMessageContaining("The thread of the HTTP client has died")
                        .satisfies(HttpTransportTest::assertTransient);
            }
        }
    }

    private static void assertTransient(Throwable thrown) {
        assertThat(TransportFailure.of((IOException) thrown, URI.create("https://example.com/voice")))
                .isInstanceOfSatisfying(TransientException.class, failure -> {
                    assertThat(failure.state()).isEqualTo(SqlState.CONNECTION_FAILURE);
                    assertThat(failure.getMessage())
                            .contains("example.com:443", "again")
                            .doesNotContain("Exception");
                });
    }

    private static void kill(RunningClient client) throws InterruptedException {
        for (Thread thread : client.threads()) {
            thread.interrupt();
            thread.join();
        }
    }

    /** The thread of the JDK's client ends when it is interrupted, and the client with it. */
    @Test
    void aClientWhoseThreadHasDiedIsReplaced() throws Exception {
        try (RawServer server = new RawServer(OK)) {
            assertThat(status(server)).isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                RunningClient dead = client();
                kill(dead);

                assertThat(status(server)).isEqualTo(200);
                assertThat(client()).isNotSameAs(dead);
            }
        }
    }

    @Test
    void aClientThatAcceptsNoMoreWorkIsATransientFailure() {
        assertTransient(new IOException(new RejectedExecutionException("Task rejected from an executor [Terminated]")));
    }

    @Test
    void plainHttpUsesNoProxyWhateverTheSelectorSays() {
        Proxy proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example.com", 8080));
        ProxySelector selector = PlainHttp.direct(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(proxy);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });

        assertThat(selector.select(URI.create("http://localhost:8080/"))).containsExactly(Proxy.NO_PROXY);
        assertThat(selector.select(URI.create("https://localhost:8443/"))).containsExactly(proxy);
    }

    private int status(RawServer server) throws IOException, InterruptedException {
        try (CancellationToken token = new CancellationToken();
                HttpExchange exchange = transport.send(ServiceRequest.get(server.base()), token)) {
            return exchange.await().status();
        }
    }
}
