package agentsession.query.parameter;

import org.apache.calcite.rel.type.RelDataType;

/**
 * The type that a query gives to a {@code ?}.
 *
 * @param latitude when a value makes it another
 */
public record ParameterType(RelDataType type, Latitude latitude) {

    /** How far a value may ask for another type. */
    public enum Latitude {
        /** The place takes this type alone, as LIMIT does. */
        NONE,
        /** A number that does not fit makes the type wider. */
        WIDER,
        /** The type is for want of a better one: that of the value counts. */
        ANY
    }
}
