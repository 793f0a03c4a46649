package agentsession.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and lets each be ended in every phase.
 *
 * <p>A client's threads and connections live until it is garbage, and a JDK 17 client cannot be closed: transports are
 * few and shared, one for all connections whose settings for the way to the service are alike. HTTP/1.1, since there
 * ending an answer ends its connection.
 */
final class HttpTransport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client;

    private HttpTransport(HttpClient client) {
        this.client = client;
    }

    /** The transport for the JVM's own proxy and trust settings. */
    static HttpTransport standard() {
        return Standard.TRANSPORT;
    }

    Exchange send(HttpRequest request) {
        Exchange exchange = new Exchange();
        exchange.answer = client.sendAsync(request, head -> exchange.newBody());
        return exchange;
    }

    /** Holds the standard transport, made when first used. */
    private static final class Standard {
        static final HttpTransport TRANSPORT = new HttpTransport(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build());
    }

    /** A request on its way and its answer. */
    static final class Exchange {
        private CompletableFuture<HttpResponse<InputStream>> answer = new CompletableFuture<>();
        private @Nullable BodyStream body;
        private boolean aborted;

        private Exchange() {}

        /**
         * Waits for the head of the answer.
         *
         * @throws IOException if none comes, {@link #abort} being one of the reasons
         */
        HttpResponse<InputStream> await() throws IOException, InterruptedException {
            try {
                return answer.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
            } catch (CancellationException e) {
                throw new IOException("The request was ended", e);
            }
        }

        /** Ends connecting, waiting or the body, whichever it is at; harmless afterwards. */
        void abort() {
            answer.cancel(true);
            BodyStream opened;
            synchronized (this) {
                aborted = true;
                opened = body;
            }
            if (opened != null) {
                opened.close();
            }
        }

        private synchronized BodyStream newBody() {
            BodyStream opened = new BodyStream();
            if (aborted) {
                opened.close();
            }
            body = opened;
            return opened;
        }
    }
}
