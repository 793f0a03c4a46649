package agentsession.error;

import org.jspecify.annotations.Nullable;

/**
 * A failure below the JDBC surface, which turns it into the {@link java.sql.SQLException} subclass its state asks for.
 *
 * <p>The message says what failed, with which value, where, and what to do; it never holds a secret.
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
