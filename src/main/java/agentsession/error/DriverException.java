package agentsession.error;

import org.jspecify.annotations.Nullable;

/**
 * The driver's internal exception. The package {@code jdbc} converts it to the {@link java.sql.SQLException} subclass of
 * its state.
 *
 * <p>The message says what failed, with which value, where, and what to do. It never contains a secret.
 */
public sealed class DriverException extends RuntimeException permits TransientException {
    private static final long serialVersionUID = 1L;

    private final SqlState state;

    public DriverException(SqlState state, String message) {
        this(state, message, null);
    }

    public DriverException(SqlState state, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.state = state;
    }

    public final SqlState state() {
        return state;
    }
}
