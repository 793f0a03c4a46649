package agentsession.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure that may have passed when the same is tried again a little later. */
public final class TransientException extends DriverException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    public TransientException(SqlState state, String message, @Nullable Throwable cause) {
        this(state, message, cause, null);
    }

    /** @param retryAfter how long the other side asks to wait; null if it does not say */
    public TransientException(
            SqlState state, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(state, message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long the other side asks to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The same failure, with more said about it. */
    public TransientException saying(String more) {
        return new TransientException(state(), getMessage() + " " + more, this, retryAfter);
    }
}
