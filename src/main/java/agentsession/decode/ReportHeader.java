package agentsession.decode;

import agentsession.report.ReportColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which cell of a record holds which column. Names are matched by their letters and digits alone, whatever their case;
 * the report's own names count and so do the SQL names.
 */
final class ReportHeader {
    /** More columns than this are no report. */
    static final int MAX_COLUMNS = 1_000;

    private static final Map<String, ReportColumn> COLUMNS = columnsByKey();
    private static final int SHOWN = 100;

    private final ReportErrors errors;
    private final Map<ReportColumn, Integer> cells = new EnumMap<>(ReportColumn.class);
    private final List<String> oddities = new ArrayList<>();
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
            oddities.add("The report's column " + errors.excerpt(name, SHOWN) + " (number " + (cell + 1)
                    + ") is unknown and skipped.");
            return false;
        }
        if (cells.putIfAbsent(column, cell) != null) {
            oddities.add("The report has the column " + column.header() + " more than once; the first is read.");
        }
        return true;
    }

    boolean has(ReportColumn column) {
        return cells.containsKey(column);
    }

    /** Whether the last name is a column's: a header that was cut off seldom ends so. */
    boolean endsWithColumn() {
        return endsWithColumn;
    }

    /** Decoders of those of the columns that the report has. */
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

    void warn(Collection<ReportColumn> wanted, Consumer<String> warnings) {
        oddities.forEach(warnings);
        wanted.stream()
                .distinct()
                .filter(column -> !has(column))
                .forEach(column -> warnings.accept(
                        "The report has no column " + column.header() + "; " + column + " reads NULL."));
    }

    /** The column that a name stands for, null if none. */
    static @Nullable ReportColumn column(String name) {
        return COLUMNS.get(key(name));
    }

    /** What is left of a name when case, blanks and punctuation are ignored. */
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
