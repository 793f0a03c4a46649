package agentsession.decode;

import static agentsession.error.SqlState.DATA_EXCEPTION;

import agentsession.error.DriverException;
import agentsession.report.ReportColumn;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report as it arrives, one row at a time, in memory that does not grow.
 *
 * <p>The text is UTF-8 with a header line, its columns in any order; a line without any character is no record. Every
 * other record becomes a row or an error, which names the record, 1 being the first after the header:
 *
 * <ul>
 *   <li>{@code 58000} the body is no report: no header with a {@code Login DTS}, or a record or header beyond all bounds
 *   <li>{@code 08006} the body was cut off: it ends inside a quoted cell, inside the header, or with a record that has
 *       too few cells
 *   <li>{@code 22000} a record that has not the header's number of cells, broken quotation marks, a cell that is no
 *       value of its column's type
 *   <li>{@code 22007} a cell of a time column that is no time
 * </ul>
 *
 * <p>After an error the reader is of no more use. For one thread, except that any may call {@link #close}.
 */
public final class ReportReader implements Closeable {
    private static final int SHOWN = 100;

    private final CsvRecords records;
    private final List<ReportColumn> columns;
    private final Consumer<String> warnings;
    private final UnaryOperator<String> redaction;
    private ColumnDecoder @Nullable [] decoders;
    private int width;
    private long delivered;

    /** As the other, of a report in which nothing is secret. */
    public ReportReader(InputStream body, char delimiter, List<ReportColumn> columns, Consumer<String> warnings) {
        this(body, delimiter, columns, warnings, UnaryOperator.identity());
    }

    /**
     * Reads nothing yet.
     *
     * @param body closed with this reader
     * @param delimiter what parts the cells: a comma, a vertical bar or a tab
     * @param columns what a row consists of, in that order; no other cells are decoded
     * @param warnings told what is odd about the report though it can be read, in the thread that reads
     * @param redaction takes out of a text of the body what no message may show
     */
    public ReportReader(
            InputStream body,
            char delimiter,
            List<ReportColumn> columns,
            Consumer<String> warnings,
            UnaryOperator<String> redaction) {
        this.records = new CsvRecords(body, delimiter, warnings, redaction);
        this.columns = List.copyOf(columns);
        this.warnings = warnings;
        this.redaction = redaction;
    }

    /**
     * Reads the next row.
     *
     * @return the values of the columns in the forms that {@link agentsession.report.ColumnType} lists, a new array each
     *     time; null at the end
     * @throws IOException if the body cannot be read on
     * @throws DriverException if what it holds is no report or a broken one
     */
    public @Nullable Object @Nullable [] next() throws IOException {
        ColumnDecoder[] decoders = this.decoders;
        if (decoders == null) {
            decoders = readHeader();
            this.decoders = decoders;
        }
        String[] cells = records.next();
        if (cells == null) {
            return null;
        }
        if (cells.length != width) {
            throw wrongWidth(cells);
        }
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (ColumnDecoder decoder : decoders) {
            try {
                decoder.decode(cells, row);
            } catch (BadCellException e) {
                throw badCell(decoder, cells, e);
            }
        }
        delivered++;
        return row;
    }

    /** How many rows have been delivered. */
    public long records() {
        return delivered;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private ColumnDecoder[] readHeader() throws IOException {
        String[] names = records.next();
        if (names == null) {
            throw records.noReport("it has no header");
        }
        if (names.length > ReportHeader.MAX_COLUMNS) {
            throw records.noReport(
                    "its header has " + names.length + " columns, over the limit of " + ReportHeader.MAX_COLUMNS);
        }
        ReportHeader header = new ReportHeader(names, redaction);
        if (names.length == 1 || !header.has(ReportColumn.LOGIN_DTS)) {
            throw records.noReport("it has no header with a column " + ReportColumn.LOGIN_DTS.header());
        }
        if (!records.hasLineEnd() && !header.endsWithColumn()) {
            throw records.cutOff("inside the header", 0);
        }
        header.warn(columns, warnings);
        width = names.length;
        return header.decoders(columns).toArray(ColumnDecoder[]::new);
    }

    private DriverException wrongWidth(String[] cells) throws IOException {
        long number = records.number();
        if (cells.length < width && records.next() == null) {
            return records.cutOff(
                    "inside record " + number + ", which has " + cells.length + " of " + width + " cells and begins: "
                            + excerpt(String.join(" ", cells)),
                    delivered);
        }
        return new DriverException(
                DATA_EXCEPTION,
                "Record " + number + " of the report has " + cells.length + " cells where the header has " + width
                        + "; it begins: " + excerpt(String.join(" ", cells)));
    }

    private String excerpt(String text) {
        return Excerpt.of(redaction.apply(text), SHOWN);
    }

    private DriverException badCell(ColumnDecoder decoder, String[] cells, BadCellException e) {
        ReportColumn column = decoder.column();
        return new DriverException(
                e.state(),
                "Record " + records.number() + " of the report, column " + column + " (" + column.header() + "): "
                        + excerpt(cells[decoder.cell()]) + " " + e.getMessage()
                        + ". A query that does not use the column can be run.",
                e);
    }
}
