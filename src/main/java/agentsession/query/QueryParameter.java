package agentsession.query;

import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A {@code ?} of a query, with the type that the query gives it.
 *
 * @param precision as the type has it; -1 where it has none
 * @param scale digits after the point; 0 where the type has none
 */
public record QueryParameter(SqlTypeName type, int precision, int scale, boolean nullable) {}
