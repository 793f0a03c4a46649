package agentsession.jdbc;

import agentsession.error.SqlState;
import agentsession.query.ResultColumn;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds columns by label: an exact match first, then one that ignores case; of equal labels the first. Not thread-safe.
 *
 * <p>Programs read the same columns in the same order in each row, with the same label constants. So the label that
 * followed each column is cached, and nearly all are found without a lookup.
 */
final class ResultColumns {
    private final List<ResultColumn> columns;
    private final Map<String, Integer> byLabel = new HashMap<>();
    private final Map<String, Integer> byFoldedLabel = new HashMap<>();
    /** The label found after a column, by its number; index 0 is for the first label of all. */
    private final @Nullable String[] nextLabels;

    private final int[] nextNumbers;
    private int last;

    ResultColumns(List<ResultColumn> columns) {
        this.columns = columns;
        this.nextLabels = new @Nullable String[columns.size() + 1];
        this.nextNumbers = new int[columns.size() + 1];
        for (int i = 0; i < columns.size(); i++) {
            String label = columns.get(i).label();
            byLabel.putIfAbsent(label, i + 1);
            byFoldedLabel.putIfAbsent(fold(label), i + 1);
        }
    }

    /** The number of the column, from 1. */
    @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // other equal strings are looked up
    int find(@Nullable String label) throws SQLException {
        if (label == null || label != nextLabels[last]) {
            nextNumbers[last] = lookUp(label);
            nextLabels[last] = label;
        }
        last = nextNumbers[last];
        return last;
    }

    /** Caches a label that was found by ignoring case. */
    private int lookUp(@Nullable String label) throws SQLException {
        Integer number = byLabel.get(label);
        if (number == null) {
            number = label == null ? null : byFoldedLabel.get(fold(label));
            if (label == null || number == null) {
                throw SqlExceptions.of(
                        SqlState.INVALID_DESCRIPTOR_INDEX,
                        "The result has no column with the label '" + label + "'; it has "
                                + columns.stream().map(ResultColumn::label).collect(Collectors.joining(", ")));
            }
            byLabel.put(label, number);
        }
        return number;
    }

    private static String fold(String label) {
        return label.toUpperCase(Locale.ROOT);
    }
}
