package agentsession.jdbc;

import agentsession.error.DriverException;
import agentsession.error.OutOfMemory;
import agentsession.error.SqlState;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Converts all exceptions of the other packages to an {@link SQLException} with an SQLState. */
final class SqlExceptions {
    private SqlExceptions() {}

    /** Calls another package. */
    static <T> T call(Supplier<T> work) throws SQLException {
        try {
            return work.get();
        } catch (Throwable failure) {
            throw of(failure);
        }
    }

    /** Calls another package. */
    static void run(Runnable work) throws SQLException {
        try {
            work.run();
        } catch (Throwable failure) {
            throw of(failure);
        }
    }

    /** Converts an exception; rethrows errors of the virtual machine, except for a stack overflow. */
    static SQLException of(Throwable failure) {
        if (OutOfMemory.isReasonOf(failure)) {
            return of(
                    SqlState.OUT_OF_MEMORY,
                    String.valueOf(OutOfMemory.exception(failure).getMessage()),
                    failure);
        }
        if (failure instanceof DriverException driver) {
            return of(driver.state(), String.valueOf(driver.getMessage()), driver);
        }
        if (failure instanceof StackOverflowError) {
            return of(
                    SqlState.GENERAL_ERROR,
                    "The statement is nested too deeply for this thread's stack; split it,"
                            + " or run it in a thread with a larger one (-Xss)",
                    failure);
        }
        if (failure instanceof VirtualMachineError error) {
            throw error;
        }
        return of(
                SqlState.GENERAL_ERROR, "The driver failed unexpectedly. Please report this with its cause.", failure);
    }

    static SQLException of(SqlState state, String message) {
        return of(state, message, null);
    }

    static SQLFeatureNotSupportedException unsupported(String message) {
        return new SQLFeatureNotSupportedException(message, SqlState.FEATURE_NOT_SUPPORTED.code());
    }

    static SQLException of(SqlState state, String message, @Nullable Throwable cause) {
        String code = state.code();
        return switch (state) {
            case FEATURE_NOT_SUPPORTED -> new SQLFeatureNotSupportedException(message, code, cause);
            case CONNECTION_FAILURE -> new SQLTransientConnectionException(message, code, cause);
            case INVALID_AUTHORIZATION -> new SQLInvalidAuthorizationSpecException(message, code, cause);
            case READ_ONLY -> new SQLNonTransientException(message, code, cause);
            case RATE_LIMITED -> new SQLTransientException(message, code, cause);
            case TIMEOUT -> new SQLTimeoutException(message, code, cause);
            default ->
                switch (code.substring(0, 2)) {
                    case "08" -> new SQLNonTransientConnectionException(message, code, cause);
                    case "22" -> new SQLDataException(message, code, cause);
                    case "42" -> new SQLSyntaxErrorException(message, code, cause);
                    default -> new SQLException(message, code, cause);
                };
        };
    }
}
