package agentsession.query.parameter;

import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** The types of the parameters of a query, by index. */
public final class ParameterTypes {
    private static final int FRACTIONAL_DIGITS = 3;

    private final RelDataTypeFactory types;
    private final Map<Integer, RelDataType> valueTypes;
    private final Map<Integer, ParameterType> inferred = new TreeMap<>();

    /** @param valueTypes the types of those parameters whose values do not fit the inferred type */
    public ParameterTypes(RelDataTypeFactory types, Map<Integer, RelDataType> valueTypes) {
        this.types = types;
        this.valueTypes = Map.copyOf(valueTypes);
    }

    public boolean isKnown(SqlDynamicParam parameter) {
        return inferred.containsKey(parameter.getIndex());
    }

    public @Nullable ParameterType of(SqlDynamicParam parameter) {
        return inferred.get(parameter.getIndex());
    }

    /** Sets the type of a parameter unless it has one, and returns its type. */
    public ParameterType setIfAbsent(SqlDynamicParam parameter, RelDataType type, ParameterType.Latitude latitude) {
        return inferred.computeIfAbsent(
                parameter.getIndex(),
                index -> valueTypes.containsKey(index)
                        ? new ParameterType(nullable(wide(valueTypes.get(index))), ParameterType.Latitude.NONE)
                        : new ParameterType(nullable(wide(type)), latitude));
    }

    RelDataType text() {
        return types.createSqlType(SqlTypeName.VARCHAR);
    }

    RelDataType of(SqlTypeName name) {
        return types.createSqlType(name);
    }

    /** The type without the limits of length and size that the compared column has. */
    private RelDataType wide(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT -> of(SqlTypeName.INTEGER);
            case BINARY, VARBINARY -> of(SqlTypeName.VARBINARY);
            case TIME, TIMESTAMP -> types.createSqlType(type.getSqlTypeName(), FRACTIONAL_DIGITS);
            case CHAR, VARCHAR, NULL, ANY, UNKNOWN, SYMBOL -> text();
            default -> type;
        };
    }

    private RelDataType nullable(RelDataType type) {
        RelDataType nullable = types.createTypeWithNullability(type, true);
        return SqlTypeUtil.inCharFamily(nullable) ? SqlTypeUtil.addCharsetAndCollation(nullable, types) : nullable;
    }
}
