package agentsession.http;

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

/** A request on its way and its answer. */
public final class HttpExchange {
    /** How long the words of an error are waited for, once its status is known. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration silence;
    private final List<Secret> secrets;
    private CompletableFuture<HttpResponse<InputStream>> answer = new CompletableFuture<>();
    private @Nullable BodyStream body;
    private boolean aborted;

    /**
     * @param silence after which the answer is given up; zero for never
     * @param secrets that the request carries besides those of its query
     */
    HttpExchange(Duration silence, List<Secret> secrets) {
        this.silence = silence;
        this.secrets = secrets;
    }

    void started(CompletableFuture<HttpResponse<InputStream>> sent) {
        answer = sent;
    }

    /**
     * Waits for the head of the answer.
     *
     * @throws IOException if none comes, {@link #abort} being one of the reasons
     */
    public ServiceResponse await() throws IOException, InterruptedException {
        try {
            HttpResponse<InputStream> response =
                    silence.isZero() ? answer.get() : answer.get(silence.toNanos(), TimeUnit.NANOSECONDS);
            return new ServiceResponse(response, this);
        } catch (TimeoutException e) {
            abort();
            throw silent(silence);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (CancellationException e) {
            throw new IOException("The request was ended", e);
        }
    }

    static HttpTimeoutException silent(Duration silence) {
        return new HttpTimeoutException(
                "nothing came for " + silence.toSeconds() + " s, which is what socketTimeout allows");
    }

    /** Ends connecting, waiting or the body, whichever it is at; harmless afterwards. */
    public void abort() {
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

    /** How many bytes of the body have come, as they came. */
    public synchronized long bytes() {
        return body == null ? 0 : body.bytes();
    }

    /** How long all of an answer is waited for that is no report. */
    Duration patience() {
        return silence.isZero() || silence.compareTo(PATIENCE) > 0 ? PATIENCE : silence;
    }

    /** A text of the answer without the secrets that the request carries besides those of its query. */
    public String redact(String text) {
        return Secret.redact(text, secrets);
    }

    synchronized BodyStream newBody() {
        BodyStream opened = new BodyStream(silence);
        if (aborted) {
            opened.close();
        }
        body = opened;
        return opened;
    }
}
