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

    /** A header, unchanged; {@link #redact} it before it is shown. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public URI uri() {
        return response.uri();
    }

    /** The target of a redirect: scheme, host and port only, since the rest may be secret. */
    public String redirectTarget() {
        String location = header("Location").orElse("");
        try {
            URI target = uri().resolve(location);
            return location.isEmpty() || target.getHost() == null
                    ? "an unknown host"
                    : target.getScheme() + "://" + redact(TransportFailure.host(target));
        } catch (IllegalArgumentException e) {
            return "an unknown host";
        }
    }

    /** What to do about a proxy that refused the request (HTTP 407), as sentences. */
    public String proxyAdvice() {
        String set = "Set proxyHost, proxyUser and proxyPassword.";
        return "https".equalsIgnoreCase(uri().getScheme())
                ? set + " For HTTPS, Java sends no password to a proxy unless the JVM is started with"
                        + " -Djdk.http.auth.tunneling.disabledSchemes= (nothing after the equals sign)."
                : set;
    }

    /** Whether the status is a failure of the service, not of the request. */
    public boolean isServerFailure() {
        return status() >= 500 || status() == 408;
    }

    /** A transient failure with the wait of {@code Retry-After}, if this response has that header. */
    public TransientException transientFailure(SqlState state, String message) {
        return new TransientException(state, message, null, RetryAfter.of(this).orElse(null));
    }

    /** The content encoding in lower case; {@code identity} for none. */
    public String encoding() {
        return header("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
    }

    public boolean isCompressed() {
        return encoding().equals("gzip") || encoding().equals("x-gzip");
    }

    /** Replaces the secrets of the request in a text of the response. */
    public String redact(String text) {
        return exchange.redact(text);
    }

    /** The name of the body's charset, if a header has it. */
    public Optional<String> charset() {
        Matcher charset = CHARSET.matcher(header("Content-Type").orElse(""));
        return charset.find() ? Optional.of(charset.group(1)) : Optional.empty();
    }

    /** Whether the end of the body is known without the end of the connection: by a length, chunks or a checksum. */
    public boolean isFramed() {
        return isCompressed()
                || header("Content-Length").isPresent()
                || header("Transfer-Encoding").isPresent();
    }

    /** The body, decompressed. A truncated body is an {@link IOException}, never an early end. */
    public InputStream body() {
        // null if a proxy refuses to open a tunnel
        @Nullable InputStream body = response.body();
        if (body == null) {
            return InputStream.nullInputStream();
        }
        return isCompressed() ? new GzipBody(body) : body;
    }

    /**
     * The message in the body of an error response, as one line of any length, without the secrets of the request.
     * What arrives too late is left out.
     *
     * @param body that {@link #body} returned
     */
    public String message(InputStream body) throws IOException {
        return exchange.redact(ErrorText.read(body, exchange.errorBodyTimeout(), exchange::abort));
    }
}
