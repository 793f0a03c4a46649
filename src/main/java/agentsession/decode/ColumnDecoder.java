package agentsession.decode;

import agentsession.report.ReportColumn;
import org.jspecify.annotations.Nullable;

/**
 * Turns the cells of one column into values.
 *
 * <p>Names, groups and teams come again and again. The recent ones are kept, so that equal texts are one string: rows
 * that are held, to be sorted or joined, then take a fraction of the memory. For numbers and times it would not pay:
 * to read them is quicker than to look them up.
 */
final class ColumnDecoder {
    private static final int KEPT = 256;
    private static final int MAX_KEPT_LENGTH = 64;

    private final ReportColumn column;
    private final int cell;
    private final int target;
    private final @Nullable String[] kept = new @Nullable String[KEPT];

    /**
     * @param cell where the column stands in a record
     * @param target where the column stands in a row
     */
    ColumnDecoder(ReportColumn column, int cell, int target) {
        this.column = column;
        this.cell = cell;
        this.target = target;
    }

    ReportColumn column() {
        return column;
    }

    int cell() {
        return cell;
    }

    void decode(String text, @Nullable Object[] row) throws BadCellException {
        row[target] = switch (column.type()) {
            case INTEGER -> Cells.integer(text);
            case BIGINT -> Cells.bigint(text);
            case DECIMAL -> Cells.decimal(text);
            case VARCHAR -> text.isEmpty() ? null : shared(text);
            case TIMESTAMP -> Cells.timestamp(text);
        };
    }

    private String shared(String text) {
        if (text.length() > MAX_KEPT_LENGTH) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (KEPT - 1);
        String recent = kept[slot];
        if (text.equals(recent)) {
            return recent;
        }
        kept[slot] = text;
        return text;
    }
}
