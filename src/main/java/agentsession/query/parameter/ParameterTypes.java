package agentsession.query.parameter;

import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** What is known of the types of the parameters of a query, by their index. */
public final class ParameterTypes {
    private static final int DIGITS_OF_SECOND = 3;

    private final RelDataTypeFactory types;
    private final Map<Integer, RelDataType> given;
    private final Map<Integer, ParameterType> known = new TreeMap<>();

    /** @param given the types of those whose values have asked for another than the query would give them */
    public ParameterTypes(RelDataTypeFactory types, Map<Integer, RelDataType> given) {
        this.types = types;
        this.given = Map.copyOf(given);
    }

    public boolean isKnown(SqlDynamicParam parameter) {
        return known.containsKey(parameter.getIndex());
    }

    public @Nullable ParameterType of(SqlDynamicParam parameter) {
        return known.get(parameter.getIndex());
    }

    /** Gives a parameter a type, unless it has one. */
    public ParameterType settle(SqlDynamicParam parameter, RelDataType type, ParameterType.Latitude latitude) {
        return known.computeIfAbsent(
                parameter.getIndex(),
                index -> given.containsKey(index)
                        ? new ParameterType(nullable(wide(given.get(index))), ParameterType.Latitude.NONE)
                        : new ParameterType(nullable(wide(type)), latitude));
    }

    RelDataType text() {
        return types.createSqlType(SqlTypeName.VARCHAR);
    }

    RelDataType of(SqlTypeName name) {
        return types.createSqlType(name);
    }

    /** The type for values of any length, as texts are, and of any size that the column beside it happens not to have. */
    private RelDataType wide(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT -> of(SqlTypeName.INTEGER);
            case BINARY, VARBINARY -> of(SqlTypeName.VARBINARY);
            case TIME, TIMESTAMP -> types.createSqlType(type.getSqlTypeName(), DIGITS_OF_SECOND);
            case CHAR, VARCHAR, NULL, ANY, UNKNOWN, SYMBOL -> text();
            default -> type;
        };
    }

    private RelDataType nullable(RelDataType type) {
        RelDataType nullable = types.createTypeWithNullability(type, true);
        return SqlTypeUtil.inCharFamily(nullable) ? SqlTypeUtil.addCharsetAndCollation(nullable, types) : nullable;
    }
}
