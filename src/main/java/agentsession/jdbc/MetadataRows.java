package agentsession.jdbc;

import agentsession.jdbc.ValueType.Family;
import agentsession.report.ReportColumn;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The rows of the non-empty result sets of {@link DatabaseMetaData}; their columns are in {@link MetadataShape}. */
final class MetadataRows {
    private static final String TABLE_TYPE = "TABLE";
    private static final int BYTES_PER_CHARACTER = 4;
    private static final int DECIMAL_RADIX = 10;

    private MetadataRows() {}

    /** @param types null for all */
    static List<List<@Nullable Object>> tables(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, String @Nullable [] types) {
        boolean includesTables = types == null || Arrays.stream(types).anyMatch(TABLE_TYPE::equalsIgnoreCase);
        if (!includesTables || !includesTable(catalog, schema, table)) {
            return List.of();
        }
        return List.of(row(
                null,
                ReportCatalog.SCHEMA,
                ReportCatalog.TABLE,
                TABLE_TYPE,
                ReportCatalog.TABLE_REMARKS,
                null,
                null,
                null,
                null,
                null));
    }

    static List<List<@Nullable Object>> schemas(@Nullable String catalog, @Nullable String schema) {
        return includesSchema(catalog, schema) ? List.of(row(ReportCatalog.SCHEMA, null)) : List.of();
    }

    static List<List<@Nullable Object>> tableTypes() {
        return List.of(row(TABLE_TYPE));
    }

    static List<List<@Nullable Object>> clientInfoProperties() {
        return List.of(row(
                ClientInfo.APPLICATION_NAME,
                ClientInfo.MAX_LENGTH,
                "",
                "Name of the application, put before the driver's in the User-Agent header"));
    }

    static List<List<@Nullable Object>> columns(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, @Nullable String column) {
        if (!includesTable(catalog, schema, table)) {
            return List.of();
        }
        NamePattern pattern = NamePattern.of(column);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ReportColumn candidate : ReportColumn.ALL) {
            if (pattern.matches(candidate.name())) {
                rows.add(column(candidate));
            }
        }
        return rows;
    }

    private static List<@Nullable Object> column(ReportColumn column) {
        ValueType type = ValueType.of(SqlTypeName.valueOf(column.type().name()));
        int size = type.size(column.type().precision());
        boolean digits = type.family().isNumeric() || type == ValueType.TIMESTAMP;
        return row(
                null,
                ReportCatalog.SCHEMA,
                ReportCatalog.TABLE,
                column.name(),
                type.jdbcType(),
                type.name(),
                size,
                null,
                digits ? column.type().scale() : null,
                type.family().isNumeric() ? DECIMAL_RADIX : null,
                DatabaseMetaData.columnNullable,
                column.meaning(),
                null,
                null,
                null,
                type.family() == Family.TEXT ? size * BYTES_PER_CHARACTER : null,
                ReportColumn.ALL.indexOf(column) + 1,
                "YES",
                null,
                null,
                null,
                null,
                "NO",
                "NO");
    }

    /** The types of columns and expressions, ordered by their value in {@link Types}. */
    static List<List<@Nullable Object>> typeInfo() {
        return Arrays.stream(ValueType.values())
                .filter(type -> type.family() != Family.OTHER)
                .sorted(Comparator.comparing(ValueType::jdbcType))
                .map(MetadataRows::type)
                .toList();
    }

    private static List<@Nullable Object> type(ValueType type) {
        Family family = type.family();
        return row(
                type.sqlName(),
                type.jdbcType(),
                type.maxSize(),
                type.literalPrefix(),
                type.literalSuffix(),
                createParameters(type),
                (short) DatabaseMetaData.typeNullable,
                family == Family.TEXT,
                (short) (family == Family.ARRAY ? DatabaseMetaData.typePredNone : searchable(family)),
                false,
                false,
                false,
                type.sqlName(),
                (short) 0,
                (short) type.maxFractionDigits(),
                null,
                null,
                family.isNumeric() ? DECIMAL_RADIX : null);
    }

    private static int searchable(Family family) {
        return family == Family.TEXT ? DatabaseMetaData.typeSearchable : DatabaseMetaData.typePredBasic;
    }

    private static @Nullable String createParameters(ValueType type) {
        return switch (type.family()) {
            case DECIMAL -> "precision,scale";
            case TEXT, BINARY -> "length";
            case TIME, TIMESTAMP -> "precision";
            default -> null;
        };
    }

    /** There is no catalog: null matches any catalog, an empty string matches objects without a catalog. */
    private static boolean includesSchema(@Nullable String catalog, @Nullable String schema) {
        return NamePattern.of(catalog).matches("") && NamePattern.of(schema).matches(ReportCatalog.SCHEMA);
    }

    private static boolean includesTable(@Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return includesSchema(catalog, schema) && NamePattern.of(table).matches(ReportCatalog.TABLE);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
