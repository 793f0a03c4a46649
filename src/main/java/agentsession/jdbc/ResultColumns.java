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

/** Finds columns by label: the exact spelling first, then any; of equal labels the first. For one thread at a time. */
final class ResultColumns {
    private final List<ResultColumn> columns;
    private final Map<String, Integer> byLabel = new HashMap<>();
    private final Map<String, Integer> byFoldedLabel = new HashMap<>();

    ResultColumns(List<ResultColumn> columns) {
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            String label = columns.get(i).label();
            byLabel.putIfAbsent(label, i + 1);
            byFoldedLabel.putIfAbsent(fold(label), i + 1);
        }
    }

    /** The number of the column, from 1. A spelling once found is found again as fast as the exact one. */
    int find(@Nullable String label) throws SQLException {
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
