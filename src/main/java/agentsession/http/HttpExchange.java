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

/** A request that has been sent, and its response. Closing it or cancelling its token closes the connection. */
final class HttpExchange implements AutoCloseable {
    /** For the body of an error response. */
    private static final Duration ERROR_BODY_TIMEOUT = Duration.ofSeconds(5);

    /** How often to look whether the client is alive; if it is not, nothing else happens. */
    private static final Duration CLIENT_CHECK = Duration.ofSeconds(1);

    private final long start = System.nanoTime();
    private final Duration readTimeout;
    private final List<Secret> secrets;
    private CompletableFuture<HttpResponse<InputStream>> response = new CompletableFuture<>();
    private String outcome = "no response";
    private @Nullable BodyStream body;
    private boolean aborted;
    private CancellationToken.@Nullable Registration cancellation;
    private @Nullable Timeout timeout;
    private @Nullable Timeout clientCheck;
    private @Nullable IOException clientDeath;

    /**
     * @param readTimeout the maximum wait for the next byte; zero for none
     * @param secrets to redact in all texts of the response
     */
    HttpExchange(Duration readTimeout, List<Secret> secrets) {
        this.readTimeout = readTimeout;
        this.secrets = secrets;
    }

    /**
     * @param client that sends the request
     * @param total timeout of the whole exchange; zero for none
     */
    void started(
            RunningClient client,
            CompletableFuture<HttpResponse<InputStream>> sent,
            Duration total,
            CancellationToken token) {
        response = sent;
        checkLater(client);
        timeout = Timeout.after(total, this::abort);
        cancellation = token.onCancel(this::abort);
    }

    /**
     * Waits for the status line and headers of the response.
     *
     * @throws IOException if they do not arrive, also because of a cancellation or a timeout
     */
    ServiceResponse await() throws IOException, InterruptedException {
        try {
            HttpResponse<InputStream> received =
                    readTimeout.isZero() ? response.get() : response.get(readTimeout.toNanos(), TimeUnit.NANOSECONDS);
            outcome = "HTTP " + received.statusCode();
            return new ServiceResponse(received, this);
        } catch (TimeoutException e) {
            abort();
            throw readTimedOut(readTimeout);
        } catch (ExecutionException e) {
            throwIfClientDied();
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (CancellationException e) {
            throwIfClientDied();
            throw new IOException("The request was cancelled", e);
        }
    }

    private synchronized void throwIfClientDied() throws IOException {
        if (clientDeath != null) {
            throw clientDeath;
        }
    }

    private void checkLater(RunningClient client) {
        Timeout check = Timeout.after(CLIENT_CHECK, () -> {
            if (client.isAlive()) {
                checkLater(client);
            } else {
                endWithClient();
            }
        });
        synchronized (this) {
            clientCheck = check;
            if (aborted) {
                check.close();
            }
        }
    }

    private void endWithClient() {
        IOException death = RunningClient.death();
        BodyStream opened;
        synchronized (this) {
            clientDeath = death;
            opened = body;
        }
        response.cancel(true);
        if (opened != null) {
            opened.onError(death);
        }
    }

    static HttpTimeoutException readTimedOut(Duration readTimeout) {
        return new HttpTimeoutException("no data for " + readTimeout.toSeconds() + " s (socketTimeout)");
    }

    /** Aborts the exchange in any phase and from any thread: connecting, waiting or reading the body. */
    void abort() {
        response.cancel(true);
        BodyStream opened;
        synchronized (this) {
            aborted = true;
            opened = body;
            if (clientCheck != null) {
                clientCheck.close();
            }
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
                outcome, bytes, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), retries);
    }

    Duration errorBodyTimeout() {
        return readTimeout.isZero() || readTimeout.compareTo(ERROR_BODY_TIMEOUT) > 0 ? ERROR_BODY_TIMEOUT : readTimeout;
    }

    /** Replaces the secrets of the request in a text of the response. */
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
