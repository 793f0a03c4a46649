package agentsession.query;

import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A {@code ?} of a query, with the type inferred from the query.
 *
 * @param precision the precision of the type; -1 if it has none
 * @param scale the number of fractional digits; 0 if the type has none
 * @param widens whether a number that does not fit widens the type
 * @param open whether the value determines the type, since the query does not
 */
public record QueryParameter(
        SqlTypeName type, int precision, int scale, boolean nullable, boolean widens, boolean open) {

    /** Creates a parameter with a fixed type. */
    public QueryParameter(SqlTypeName type, int precision, int scale, boolean nullable) {
        this(type, precision, scale, nullable, false, false);
    }

    /** The same parameter with another, fixed type. */
    public QueryParameter ofType(SqlTypeName other, int otherPrecision, int otherScale) {
        return new QueryParameter(other, otherPrecision, otherScale, nullable);
    }
}
