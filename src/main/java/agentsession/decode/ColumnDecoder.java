package agentsession.decode;

import agentsession.report.ReportColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the cells of one column.
 *
 * <p>Equal {@linkplain RecentTexts texts} are the same object, so that rows retained for sorting and joining need much less
 * memory. Numbers and times are not cached, since parsing them is faster than a lookup.
 */
final class ColumnDecoder {
    private final ReportColumn column;
    private final int cell;
    private final int target;
    private final RecentTexts texts = new RecentTexts();

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

    @Nullable
    Object value(String text) throws InvalidCellException {
        return switch (column.type()) {
            case INTEGER -> CellParser.integer(text);
            case BIGINT -> CellParser.bigint(text);
            case DECIMAL -> CellParser.decimal(text);
            case VARCHAR -> text.isEmpty() ? null : texts.get(text);
            case TIMESTAMP -> CellParser.timestamp(text);
        };
    }

    /** The value of a cell in UTF-8, of which all usual ones are decoded without a string. */
    @Nullable
    Object value(byte[] bytes, int start, int end) throws InvalidCellException {
        if (start == end) {
            return null;
        }
        switch (column.type()) {
            case INTEGER -> {
                long number = CellBytes.number(bytes, start, end);
                if (number >= 0 && number <= Integer.MAX_VALUE) {
                    return (int) number;
                }
            }
            case BIGINT -> {
                long number = CellBytes.number(bytes, start, end);
                if (number >= 0) {
                    return number;
                }
            }
            case DECIMAL -> {
                long hundredths = CellBytes.hundredths(bytes, start, end);
                if (hundredths >= 0) {
                    return BigDecimal.valueOf(hundredths, 2);
                }
            }
            case TIMESTAMP -> {
                long millis = CellBytes.timestamp(bytes, start, end);
                if (millis >= 0) {
                    return millis;
                }
            }
            case VARCHAR -> {
                return texts.get(bytes, start, end);
            }
        }
        return value(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }
}
