package agentsession.decode;

import org.jspecify.annotations.Nullable;

/** The cells of one record. It may change when the next record is read. */
sealed interface ReportRecord permits TextRecord, PlainRecords {

    /**
     * Decodes columns of a row. The value of a missing or blank cell is null.
     *
     * @throws InvalidCellException if a cell is invalid; the row is incomplete then
     */
    void decode(ColumnDecoder[] decoders, @Nullable Object[] row) throws InvalidCellException;

    /** The text of a cell that is not missing, for messages. */
    String text(int cell);
}
