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
 * Finds columns by label: the exact spelling first, then any; of equal labels the first. For one thread at a time.
 *
 * <p>Programs ask for the same columns in the same order in each row, with the same constants: which label came after
 * which is kept, so that nearly all are found without looking.
 */
final class ResultColumns {
    private final List<ResultColumn> columns;
    private final Map<String, Integer> byLabel = new HashMap<>();
    private final Map<String, Integer> byFoldedLabel = new HashMap<>();
    /** What was asked for after a column, by its number; after nothing yet, in place 0. */
    private final @Nullable String[] labelAfter;

    private final int[] numberAfter;
    private int last;

    ResultColumns(List<ResultColumn> columns) {
        this.columns = columns;
        this.labelAfter = new @Nullable String[columns.size() + 1];
        this.numberAfter = new int[columns.size() + 1];
        for (int i = 0; i < columns.size(); i++) {
            String label = columns.get(i).label();
            byLabel.putIfAbsent(label, i + 1);
            byFoldedLabel.putIfAbsent(fold(label), i + 1);
        }
    }

    /** The number of the column, from 1. */
    @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // another text that is equal is looked up
    int find(@Nullable String label) throws SQLException {
        if (label == null || label != labelAfter[last]) {
            numberAfter[last] = lookUp(label);
            labelAfter[last] = label;
        }
        last = numberAfter[last];
        return last;
    }

    /** A spelling once found is found again as fast as the exact one. */
    private int lookUp(@Nullable String label) throws SQLException {
        Integer number = byLabel.get(label);
        if (number == null) {
            number = label == null ? null : byFoldedLabel.get(fold(label));
            if (label == null || number == null) {
                throw SqlExceptions.of(
                        SqlState.INVALID_DESCRIPTOR_INDEX,
                        "The result has no column labelled '" + label + "'; it has "
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
