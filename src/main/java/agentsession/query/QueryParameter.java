package agentsession.query;

import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A {@code ?} of a query, with the type that the query gives it.
 *
 * @param precision as the type has it; -1 where it has none
 * @param scale digits after the point; 0 where the type has none
 * @param widens whether a number that does not fit the type asks for a wider one
 * @param open whether the kind of a value decides on the type, since nothing in the query does
 */
public record QueryParameter(
        SqlTypeName type, int precision, int scale, boolean nullable, boolean widens, boolean open) {

    /** A parameter that takes what its type takes. */
    public QueryParameter(SqlTypeName type, int precision, int scale, boolean nullable) {
        this(type, precision, scale, nullable, false, false);
    }

    /** The same place, for values of another type. */
    public QueryParameter ofType(SqlTypeName other, int otherPrecision, int otherScale) {
        return new QueryParameter(other, otherPrecision, otherScale, nullable);
    }
}
