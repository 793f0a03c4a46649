package agentsession.query;

import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result.
 *
 * @param label what the query calls it
 * @param origin the column of AGENT_SESSION whose values it shows unchanged, or null
 * @param precision as the type has it: digits, characters, fractional digits of the second; -1 where it has none
 * @param scale digits after the point; 0 where the type has none
 * @param componentType the type of the elements of an ARRAY or MULTISET, else null
 */
public record ResultColumn(
        String label,
        @Nullable String origin,
        SqlTypeName type,
        int precision,
        int scale,
        boolean nullable,
        @Nullable SqlTypeName componentType) {

    ResultColumn labelled(String newLabel) {
        return new ResultColumn(newLabel, origin, type, precision, scale, nullable, componentType);
    }
}
