package agentsession.cache.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some rows of a report, in its order. */
public final class RowBatch {
    private static final @Nullable Object[] NO_VALUES = {};

    private final Source source;
    private final int @Nullable [] selected;
    private final int first;
    private final int size;

    /** The rows of which the batch has some. */
    private sealed interface Source {
        @Nullable
        Object[] row(int at);

        /** The first value of a row. */
        @Nullable
        Object value(int at);
    }

    private RowBatch(Source source, int @Nullable [] selected, int first, int size) {
        this.source = source;
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
        return new RowBatch(new Columns(columns), selected, first, size);
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
        return new RowBatch(new Parts(rows, targets), selected, first, size);
    }

    /**
     * Rows that are not yet stored by column, with all their columns.
     *
     * @param selected the indexes of the rows; null for consecutive ones
     * @param first the index of the first row, if they are consecutive
     */
    static RowBatch ofWholeRows(List<@Nullable Object[]> rows, int @Nullable [] selected, int first, int size) {
        return new RowBatch(new Whole(rows), selected, first, size);
    }

    /** The number of rows. */
    public int size() {
        return size;
    }

    /** A row, which others may read too and no one may change. */
    public @Nullable Object[] row(int index) {
        return source.row(at(index));
    }

    /** The value of the first column in a row. */
    public @Nullable Object value(int index) {
        return source.value(at(index));
    }

    private int at(int index) {
        return selected == null ? first + index : selected[index];
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Columns(@Nullable Object[][] columns) implements Source {
        @Override
        public @Nullable Object[] row(int at) {
            if (columns.length == 0) {
                return NO_VALUES;
            }
            @Nullable Object[] row = new @Nullable Object[columns.length];
            for (int i = 0; i < columns.length; i++) {
                row[i] = columns[i][at];
            }
            return row;
        }

        @Override
        public @Nullable Object value(int at) {
            return columns[0][at];
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Parts(List<@Nullable Object[]> rows, int[] targets) implements Source {
        @Override
        public @Nullable Object[] row(int at) {
            if (targets.length == 0) {
                return NO_VALUES;
            }
            @Nullable Object[] whole = rows.get(at);
            @Nullable Object[] row = new @Nullable Object[targets.length];
            for (int i = 0; i < targets.length; i++) {
                row[i] = whole[targets[i]];
            }
            return row;
        }

        @Override
        public @Nullable Object value(int at) {
            return rows.get(at)[targets[0]];
        }
    }

    private record Whole(List<@Nullable Object[]> rows) implements Source {
        @Override
        public @Nullable Object[] row(int at) {
            return rows.get(at);
        }

        @Override
        public @Nullable Object value(int at) {
            return rows.get(at)[0];
        }
    }
}
