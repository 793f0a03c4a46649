package agentsession.cache.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some consecutive rows of a report. */
public final class RowBatch {
    private static final @Nullable Object[] NO_VALUES = {};
    private static final @Nullable Object[][] NO_COLUMNS = {};
    private static final int[] NO_TARGETS = {};

    private final @Nullable Object[][] columns;
    private final List<@Nullable Object[]> rows;
    private final int[] targets;
    private final int @Nullable [] selected;
    private final int first;
    private final int size;

    private RowBatch(
            @Nullable Object[][] columns,
            List<@Nullable Object[]> rows,
            int[] targets,
            int @Nullable [] selected,
            int first,
            int size) {
        this.columns = columns;
        this.rows = rows;
        this.targets = targets;
        this.selected = selected;
        this.first = first;
        this.size = size;
    }

    /**
     * Rows that are decoded by column.
     *
     * @param columns the values of each column
     * @param selected the indexes of the rows; null for consecutive ones
     * @param first the index of the first row, if they are consecutive
     */
    static RowBatch ofColumns(@Nullable Object[][] columns, int @Nullable [] selected, int first, int size) {
        return new RowBatch(columns, List.of(), NO_TARGETS, selected, first, size);
    }

    /**
     * Rows that are not yet stored by column.
     *
     * @param targets the indexes of the columns in a row
     * @param selected the indexes of the rows; null for consecutive ones
     * @param first the index of the first row, if they are consecutive
     */
    static RowBatch ofRows(
            List<@Nullable Object[]> rows, int[] targets, int @Nullable [] selected, int first, int size) {
        return new RowBatch(NO_COLUMNS, rows, targets, selected, first, size);
    }

    /** The number of rows. */
    public int size() {
        return size;
    }

    /** A row, as a new array unless it has no columns. */
    public @Nullable Object[] row(int index) {
        int width = columns.length + targets.length;
        if (width == 0) {
            return NO_VALUES;
        }
        int at = at(index);
        @Nullable Object[] row = new @Nullable Object[width];
        for (int i = 0; i < columns.length; i++) {
            row[i] = columns[i][at];
        }
        if (targets.length > 0) {
            @Nullable Object[] whole = rows.get(at);
            for (int i = 0; i < targets.length; i++) {
                row[i] = whole[targets[i]];
            }
        }
        return row;
    }

    /** The value of the first column in a row. */
    public @Nullable Object value(int index) {
        int at = at(index);
        return targets.length == 0 ? columns[0][at] : rows.get(at)[targets[0]];
    }

    private int at(int index) {
        return selected == null ? first + index : selected[index];
    }
}
