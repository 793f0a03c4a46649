package agentsession.http;

import agentsession.error.SqlState;
import agentsession.error.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The status and headers of a response, and its body as it arrives. */
public final class ServiceResponse {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?\\s*([^\\s\";,]+)", Pattern.CASE_INSENSITIVE);

    private final HttpResponse<InputStream> response;
    private final HttpExchange exchange;

    ServiceResponse(HttpResponse<InputStream> response, HttpExchange exchange) {
        this.response = response;
        this.exchange = exchange;
    }

    public int status() {
        return response.statusCode();
    }

    /** A header as it came; {@link #redact} it before it is shown. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public URI uri() {
        return response.uri();
    }

    /** Where a redirect leads: scheme, host and port, and no more of it, since the rest may be secret. */
    public String target() {
        String location = header("Location").orElse("");
        try {
            URI target = uri().resolve(location);
            return location.isEmpty() || target.getHost() == null
                    ? "nowhere it names"
                    : target.getScheme() + "://" + redact(TransportFailure.host(target));
        } catch (IllegalArgumentException e) {
            return "nowhere it names";
        }
    }

    /** What to do about a proxy that refused the request (407), as sentences. */
    public String proxyAdvice() {
        String set = "Set proxyHost, proxyUser and proxyPassword.";
        return "https".equalsIgnoreCase(uri().getScheme())
                ? set + " Java sends a proxy no password on the way to HTTPS unless the JVM is started with"
                        + " -Djdk.http.auth.tunneling.disabledSchemes= (nothing after the equals sign)."
                : set;
    }

    /** Whether the service says that it failed, and not that the request was wrong. */
    public boolean isServerFailure() {
        return status() >= 500 || status() == 408;
    }

    /** The transient failure that this response is, with the time to retry after if it names one. */
    public TransientException transientFailure(SqlState state, String message) {
        return new TransientException(state, message, null, RetryAfter.of(this).orElse(null));
    }

    /** How the body is encoded, in lower case; {@code identity} if it is not. */
    public String encoding() {
        return header("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
    }

    public boolean isCompressed() {
        return encoding().equals("gzip") || encoding().equals("x-gzip");
    }

    /** A text of the response without the secrets of its request. */
    public String redact(String text) {
        return exchange.redact(text);
    }

    /** The name of the body's charset, if the headers have it. */
    public Optional<String> charset() {
        Matcher charset = CHARSET.matcher(header("Content-Type").orElse(""));
        return charset.find() ? Optional.of(charset.group(1)) : Optional.empty();
    }

    /** Whether something before the end of the connection tells where the body ends: a length, chunks, a check sum. */
    public boolean isFramed() {
        return isCompressed()
                || header("Content-Length").isPresent()
                || header("Transfer-Encoding").isPresent();
    }

    /** The body, decompressed. One cut short is an {@link IOException}, never an early end. */
    public InputStream body() {
        // The JDK gives none at all where a proxy refuses to open a tunnel.
        @Nullable InputStream body = response.body();
        if (body == null) {
            return InputStream.nullInputStream();
        }
        return isCompressed() ? new GzipBody(body) : body;
    }

    /**
     * The message in the body of an error response, as one line that may be long, without the secrets of the request.
     * What comes too slowly is left out.
     *
     * @param body as {@link #body} gave it
     */
    public String message(InputStream body) throws IOException {
        return exchange.redact(ErrorText.read(body, exchange.errorBodyTimeout(), exchange::abort));
    }
}
