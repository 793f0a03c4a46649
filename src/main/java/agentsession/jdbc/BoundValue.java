package agentsession.jdbc;

import agentsession.query.QueryParameter;
import org.jspecify.annotations.Nullable;

/**
 * The value of a parameter.
 *
 * @param value in the engine's internal representation
 * @param type the type that the value requires; null if it fits the type of the parameter
 */
record BoundValue(@Nullable Object value, @Nullable QueryParameter type) {}
