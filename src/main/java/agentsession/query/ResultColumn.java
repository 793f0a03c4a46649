package agentsession.query;

import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result.
 *
 * @param label the label, which is the alias or the column name
 * @param origin the column of a table that it selects, or null for an expression
 * @param precision the precision of the type: digits, characters, fractional digits of seconds; -1 if it has none
 * @param scale the number of fractional digits; 0 if the type has none
 * @param componentType the element type of an ARRAY or MULTISET, otherwise null
 */
public record ResultColumn(
        String label,
        @Nullable Origin origin,
        SqlTypeName type,
        int precision,
        int scale,
        boolean nullable,
        @Nullable SqlTypeName componentType) {

    /** A column of a table. */
    public record Origin(String schema, String table, String column) {
        static Origin of(List<String> qualifiedName) {
            return new Origin(qualifiedName.get(0), qualifiedName.get(1), qualifiedName.get(2));
        }
    }

    ResultColumn labelled(String newLabel) {
        return new ResultColumn(newLabel, origin, type, precision, scale, nullable, componentType);
    }
}
