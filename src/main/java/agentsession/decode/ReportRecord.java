package agentsession.decode;

import org.jspecify.annotations.Nullable;

/** The cells of one record. It may change when the next record is read. */
sealed interface ReportRecord permits TextRecord, PlainRecords {

    /** The value of a column, null if the cell is missing or blank. */
    @Nullable
    Object value(ColumnDecoder decoder) throws InvalidCellException;

    /** The text of a cell that is not missing, for messages. */
    String text(int cell);
}
