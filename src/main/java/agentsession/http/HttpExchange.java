package agentsession.http;

import agentsession.concurrent.CancellationToken;
import agentsession.concurrent.Timeout;
import agentsession.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A request that has been sent, and its response. Closing it, or cancelling its token, closes the connection. */
final class HttpExchange implements AutoCloseable {
    /** For the message in an error response, once its status is known. */
    private static final Duration ERROR_BODY_TIMEOUT = Duration.ofSeconds(5);

    private final long began = System.nanoTime();
    private final Duration readTimeout;
    private final List<Secret> secrets;
    private CompletableFuture<HttpResponse<InputStream>> response = new CompletableFuture<>();
    private String outcome = "no answer";
    private @Nullable BodyStream body;
    private boolean aborted;
    private CancellationToken.@Nullable Registration cancellation;
    private @Nullable Timeout timeout;

    /**
     * @param readTimeout the longest wait for the next byte; zero for any
     * @param secrets that no text of the response may show
     */
    HttpExchange(Duration readTimeout, List<Secret> secrets) {
        this.readTimeout = readTimeout;
        this.secrets = secrets;
    }

    /** @param total the longest that all of it may take; zero for any */
    void started(CompletableFuture<HttpResponse<InputStream>> sent, Duration total, CancellationToken token) {
        response = sent;
        timeout = Timeout.after(total, this::abort);
        cancellation = token.onCancel(this::abort);
    }

    /**
     * Waits for the status line and headers of the response.
     *
     * @throws IOException if they do not come, a cancellation or a timeout being some of the reasons
     */
    ServiceResponse await() throws IOException, InterruptedException {
        try {
            HttpResponse<InputStream> arrived =
                    readTimeout.isZero() ? response.get() : response.get(readTimeout.toNanos(), TimeUnit.NANOSECONDS);
            outcome = "HTTP " + arrived.statusCode();
            return new ServiceResponse(arrived, this);
        } catch (TimeoutException e) {
            abort();
            throw readTimedOut(readTimeout);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (CancellationException e) {
            throw new IOException("The request was cancelled", e);
        }
    }

    static HttpTimeoutException readTimedOut(Duration readTimeout) {
        return new HttpTimeoutException(
                "nothing came for " + readTimeout.toSeconds() + " s, which is what socketTimeout allows");
    }

    /** Aborts the exchange in any phase and from any thread: connecting, waiting or reading the body. */
    void abort() {
        response.cancel(true);
        BodyStream opened;
        synchronized (this) {
            aborted = true;
            opened = body;
        }
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    public void close() {
        if (timeout != null) {
            timeout.close();
        }
        if (cancellation != null) {
            cancellation.close();
        }
        abort();
    }

    ResponseHandler.Attempt attempt(int retries) {
        long bytes;
        synchronized (this) {
            bytes = body == null ? 0 : body.bytes();
        }
        return new ResponseHandler.Attempt(
                outcome, bytes, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began), retries);
    }

    Duration errorBodyTimeout() {
        return readTimeout.isZero() || readTimeout.compareTo(ERROR_BODY_TIMEOUT) > 0 ? ERROR_BODY_TIMEOUT : readTimeout;
    }

    /** A text of the response without the secrets that the request carries. */
    String redact(String text) {
        return Secret.redact(text, secrets);
    }

    synchronized BodyStream newBody() {
        BodyStream opened = new BodyStream(readTimeout);
        if (aborted) {
            opened.close();
        }
        body = opened;
        return opened;
    }
}
