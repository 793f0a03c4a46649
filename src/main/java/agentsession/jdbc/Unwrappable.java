package agentsession.jdbc;

import agentsession.error.SqlState;
import java.sql.SQLException;
import java.sql.Wrapper;

/** A {@link Wrapper} that wraps nothing: it is what it can be unwrapped to. */
interface Unwrappable extends Wrapper {
    @Override
    default <T> T unwrap(Class<T> iface) throws SQLException {
        if (iface.isInstance(this)) {
            return iface.cast(this);
        }
        throw SqlExceptions.of(
                SqlState.INVALID_PARAMETER_VALUE, getClass().getSimpleName() + " is no wrapper for " + iface.getName());
    }

    @Override
    default boolean isWrapperFor(Class<?> iface) {
        return iface.isInstance(this);
    }
}
