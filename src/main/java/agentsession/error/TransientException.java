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

    /** The same failure, no longer transient, with a sentence more. */
    public DriverException permanent(String sentence) {
        return new DriverException(state(), getMessage() + " " + sentence, this);
    }
}
