package agentsession.jdbc;

import agentsession.query.QueryParameter;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter has been set to.
 *
 * @param value in the engine's form
 * @param type that the value asks for; null where it is content with that of the parameter
 */
record BoundValue(@Nullable Object value, @Nullable QueryParameter type) {}
