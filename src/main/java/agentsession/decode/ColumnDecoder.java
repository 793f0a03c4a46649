package agentsession.decode;

import agentsession.report.ReportColumn;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the cells of one column.
 *
 * <p>Names, groups and teams occur repeatedly. A cache of recent strings makes equal strings the same object, so that
 * rows retained for sorting and joining need much less memory. Numbers and times are not cached, since parsing them is
 * faster than a lookup.
 */
final class ColumnDecoder {
    private static final int CACHE_SIZE = 256;
    private static final int MAX_CACHED_LENGTH = 64;

    private final ReportColumn column;
    private final int cell;
    private final int target;
    private final @Nullable String[] cache = new @Nullable String[CACHE_SIZE];

    /**
     * @param cell the index of the column in a record
     * @param target the index of the column in a row
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

    int target() {
        return target;
    }

    void decode(String text, @Nullable Object[] row) throws InvalidCellException {
        row[target] = switch (column.type()) {
            case INTEGER -> CellParser.integer(text);
            case BIGINT -> CellParser.bigint(text);
            case DECIMAL -> CellParser.decimal(text);
            case VARCHAR -> text.isEmpty() ? null : cached(text);
            case TIMESTAMP -> CellParser.timestamp(text);
        };
    }

    private String cached(String text) {
        if (text.length() > MAX_CACHED_LENGTH) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (CACHE_SIZE - 1);
        String cached = cache[slot];
        if (text.equals(cached)) {
            return cached;
        }
        cache[slot] = text;
        return text;
    }
}
