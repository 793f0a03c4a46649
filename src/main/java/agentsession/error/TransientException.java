package agentsession.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A transient failure: a retry may succeed. */
public final class TransientException extends DriverException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    public TransientException(SqlState state, String message, @Nullable Throwable cause) {
        this(state, message, cause, null);
    }

    /** @param retryAfter the delay in the response's {@code Retry-After}; null if it has none */
    public TransientException(
            SqlState state, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(state, message, cause);
        this.retryAfter = retryAfter;
    }

    /** The delay in the response's {@code Retry-After}. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** This failure with an addition to its message. */
    public TransientException saying(String more) {
        return new TransientException(state(), getMessage() + " " + more, this, retryAfter);
    }
}
