package agentsession.decode;

import agentsession.report.ReportColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps cells of a record to columns by name. Both the names of the report and those in SQL match; case, and characters
 * other than letters and digits, are ignored.
 */
final class ReportHeader {
    /** A body with more columns is not a report. */
    static final int MAX_COLUMNS = 1_000;

    private static final Map<String, ReportColumn> COLUMNS = columnsByKey();
    private static final int MAX_EXCERPT = 100;

    private final ReportErrors errors;
    private final Map<ReportColumn, Integer> cells = new EnumMap<>(ReportColumn.class);
    private final List<String> pendingWarnings = new ArrayList<>();
    private final boolean endsWithColumn;

    ReportHeader(String[] names, ReportErrors errors) {
        this.errors = errors;
        boolean known = false;
        for (int cell = 0; cell < names.length; cell++) {
            known = add(names[cell], cell);
        }
        endsWithColumn = known;
    }

    private boolean add(String name, int cell) {
        ReportColumn column = column(name);
        if (column == null) {
            pendingWarnings.add("The report's column " + errors.excerpt(name, MAX_EXCERPT) + " (number " + (cell + 1)
                    + ") is unknown and ignored.");
            return false;
        }
        if (cells.putIfAbsent(column, cell) != null) {
            pendingWarnings.add(
                    "The report has the column " + column.header() + " more than once; only the first is used.");
        }
        return true;
    }

    boolean has(ReportColumn column) {
        return cells.containsKey(column);
    }

    /** Whether the last name is that of a column, so that the header is probably complete. */
    boolean endsWithColumn() {
        return endsWithColumn;
    }

    /** The decoders of the columns, except for missing ones. */
    List<ColumnDecoder> decoders(List<ReportColumn> columns) {
        List<ColumnDecoder> decoders = new ArrayList<>();
        for (int target = 0; target < columns.size(); target++) {
            Integer cell = cells.get(columns.get(target));
            if (cell != null) {
                decoders.add(new ColumnDecoder(columns.get(target), cell, target));
            }
        }
        return decoders;
    }

    void warn(Collection<ReportColumn> required, ReportWarnings warnings) {
        pendingWarnings.forEach(warnings);
        required.stream()
                .distinct()
                .filter(column -> !has(column))
                .forEach(column -> warnings.missing(
                        column, "The report has no column " + column.header() + "; " + column + " is NULL."));
    }

    /** The column with this name, null if none. */
    static @Nullable ReportColumn column(String name) {
        return COLUMNS.get(key(name));
    }

    /** The name in lower case, without spaces and punctuation. */
    static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        name.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(key::appendCodePoint);
        return key.toString();
    }

    private static Map<String, ReportColumn> columnsByKey() {
        Map<String, ReportColumn> columns = new HashMap<>();
        for (ReportColumn column : ReportColumn.ALL) {
            columns.put(key(column.header()), column);
            columns.put(key(column.name()), column);
        }
        return Map.copyOf(columns);
    }
}
