package agentsession.jdbc;

import agentsession.error.SqlState;
import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** A {@link Wrapper} of itself. */
interface Unwrappable extends Wrapper {
    @Override
    default <T> T unwrap(@Nullable Class<T> iface) throws SQLException {
        if (iface != null && iface.isInstance(this)) {
            return iface.cast(this);
        }
        throw SqlExceptions.of(
                SqlState.INVALID_PARAMETER_VALUE,
                getClass().getSimpleName() + " is not a wrapper for " + (iface == null ? "null" : iface.getName()));
    }

    @Override
    default boolean isWrapperFor(@Nullable Class<?> iface) {
        return iface != null && iface.isInstance(this);
    }
}
