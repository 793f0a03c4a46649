package agentsession.query.parameter;

import org.apache.calcite.rel.type.RelDataType;

/**
 * The inferred type of a {@code ?}.
 *
 * @param latitude how far the bound value may change it
 */
public record ParameterType(RelDataType type, Latitude latitude) {

    /** How far a bound value may change the type. */
    public enum Latitude {
        /** Only this type is valid, as in LIMIT. */
        NONE,
        /** A number out of range widens the type. */
        WIDER,
        /** The type is a default: that of the value replaces it. */
        ANY
    }
}
