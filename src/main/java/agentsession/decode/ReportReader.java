package agentsession.decode;

import agentsession.error.DriverException;
import agentsession.report.ReportColumn;
import agentsession.report.ReportFormat;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report as it arrives, one row at a time, in memory that does not grow.
 *
 * <p>CSV has a header line, its columns in any order; a line without any character is no record. In
 * XML an element that carries a {@code Login DTS}, in an attribute or a child, is a record. Every record becomes a row
 * or an error, which names the record, 1 being the first:
 *
 * <ul>
 *   <li>{@code 58000} the body is no report: no header with a {@code Login DTS}, words but no record in XML, or a record
 *       or header beyond all bounds
 *   <li>{@code 08006} the body was cut off: it ends inside a quoted cell, inside the header, with a record that has too
 *       few cells, or anywhere before the end of an XML document
 *   <li>{@code 22000} a record that has not the header's number of cells, broken quotation marks, XML that is not
 *       well-formed, an element that may be a record but cannot be told, a cell that is no value of its column's type
 *   <li>{@code 22007} a cell of a time column that is no time
 * </ul>
 *
 * <p>After an error the reader is of no more use. For one thread, except that any may call {@link #close}.
 */
public final class ReportReader implements Closeable {
    private static final int SHOWN = 100;

    private final ReportErrors errors;
    private final ReportRecords records;
    private final List<ReportColumn> columns;
    private ColumnDecoder @Nullable [] decoders;
    private long delivered;

    /** As the other, of a report in UTF-8 in which nothing is secret. */
    public ReportReader(InputStream body, ReportFormat format, List<ReportColumn> columns, Consumer<String> warnings) {
        this(body, StandardCharsets.UTF_8, format, columns, warnings, UnaryOperator.identity());
    }

    /**
     * Reads nothing yet.
     *
     * @param body closed with this reader
     * @param charset of the text
     * @param format the form in which the body was asked for
     * @param columns what a row consists of, in that order; no other cells are decoded
     * @param warnings told what is odd about the report though it can be read, in the thread that reads
     * @param redaction takes out of a text of the body what no message may show
     */
    public ReportReader(
            InputStream body,
            Charset charset,
            ReportFormat format,
            List<ReportColumn> columns,
            Consumer<String> warnings,
            UnaryOperator<String> redaction) {
        this.errors = new ReportErrors(redaction);
        this.records = ReportRecords.of(body, charset, format, warnings, errors);
        this.columns = List.copyOf(columns);
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
            decoders = records.begin(columns).toArray(ColumnDecoder[]::new);
            this.decoders = decoders;
        }
        @Nullable String[] cells = records.next();
        if (cells == null) {
            return null;
        }
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (ColumnDecoder decoder : decoders) {
            String text = cells[decoder.cell()];
            if (text != null) {
                try {
                    decoder.decode(text, row);
                } catch (BadCellException e) {
                    throw badCell(decoder.column(), text, e);
                }
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

    private DriverException badCell(ReportColumn column, String text, BadCellException e) {
        return new DriverException(
                e.state(),
                "Record " + records.number() + " of the report, column " + column + " (" + column.header() + "): "
                        + errors.excerpt(text, SHOWN) + " " + e.getMessage()
                        + ". A query that does not use the column can be run.",
                e);
    }
}
