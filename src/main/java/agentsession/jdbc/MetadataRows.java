package agentsession.jdbc;

import agentsession.jdbc.ValueType.Family;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the non-empty result sets of {@link DatabaseMetaData}; their columns are in {@link MetadataShape}. */
final class MetadataRows {
    private static final int BYTES_PER_CHARACTER = 4;
    private static final int DECIMAL_RADIX = 10;

    private MetadataRows() {}

    /** @param types null for all */
    static List<List<@Nullable Object>> tables(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, String @Nullable [] types) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ReportCatalog.Table candidate : ReportCatalog.TABLES_BY_TYPE) {
            if (includesTable(candidate, catalog, schema, table)
                    && (types == null || Arrays.stream(types).anyMatch(candidate.type()::equalsIgnoreCase))) {
                rows.add(row(
                        null,
                        candidate.schema(),
                        candidate.name(),
                        candidate.type(),
                        candidate.remarks(),
                        null,
                        null,
                        null,
                        null,
                        null));
            }
        }
        return rows;
    }

    static List<List<@Nullable Object>> schemas(@Nullable String catalog, @Nullable String schema) {
        return ReportCatalog.SCHEMAS.stream()
                .filter(candidate -> includesSchema(candidate, catalog, schema))
                .map(candidate -> row(candidate, null))
                .toList();
    }

    static List<List<@Nullable Object>> tableTypes() {
        return ReportCatalog.TABLE_TYPES.stream().map(MetadataRows::row).toList();
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
        NamePattern pattern = NamePattern.of(column);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ReportCatalog.Table candidate : ReportCatalog.TABLES_BY_SCHEMA) {
            if (includesTable(candidate, catalog, schema, table)) {
                for (int i = 0; i < candidate.columns().size(); i++) {
                    if (pattern.matches(candidate.columns().get(i).name())) {
                        rows.add(column(candidate, i));
                    }
                }
            }
        }
        return rows;
    }

    private static List<@Nullable Object> column(ReportCatalog.Table table, int index) {
        ReportCatalog.Column column = table.columns().get(index);
        ValueType type = ValueType.of(column.type());
        int size = type.size(column.precision());
        boolean digits = type.family().isNumeric() || type == ValueType.TIMESTAMP;
        return row(
                null,
                table.schema(),
                table.name(),
                column.name(),
                type.jdbcType(),
                type.name(),
                size,
                null,
                digits ? type.fractionDigits(column.precision(), column.scale()) : null,
                type.family().isNumeric() ? DECIMAL_RADIX : null,
                DatabaseMetaData.columnNullable,
                column.remarks(),
                null,
                null,
                null,
                type.family() == Family.TEXT ? size * BYTES_PER_CHARACTER : null,
                index + 1,
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
    private static boolean includesSchema(String candidate, @Nullable String catalog, @Nullable String schema) {
        return NamePattern.of(catalog).matches("") && NamePattern.of(schema).matches(candidate);
    }

    private static boolean includesTable(
            ReportCatalog.Table candidate, @Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return includesSchema(candidate.schema(), catalog, schema)
                && NamePattern.of(table).matches(candidate.name());
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
