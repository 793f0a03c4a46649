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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report as a stream, one row at a time, in constant memory.
 *
 * <p>CSV has a header with the columns in any order, and empty lines are ignored. In XML a record is an element with a
 * {@code Login DTS}, in an attribute or a child. Every record becomes a row or an error that names the record, from 1:
 *
 * <ul>
 *   <li>{@code 58000} the body is not a report: no header with a {@code Login DTS}, text but no record in XML, or a record
 *       or header that exceeds the maximum length
 *   <li>{@code 08006} the body is incomplete: it ends inside a quoted cell, inside the header, with a record that has too
 *       few cells, or before the end of the XML document
 *   <li>{@code 22000} a record with more or fewer cells than the header, invalid quotation marks, malformed XML, an
 *       ambiguous element, a cell that is not a value of its column's type
 *   <li>{@code 22007} a cell of a time column that is not a time
 * </ul>
 *
 * <p>After an error the reader cannot be used any more. Not thread-safe, except for {@link #close}.
 */
public final class ReportReader implements Closeable {
    private static final int MAX_EXCERPT = 100;

    private final ReportErrors errors;
    private final ReportRecords records;
    private final List<ReportColumn> columns;
    private ColumnDecoder @Nullable [] decoders;
    private long delivered;
    private boolean keepsInvalidCells;
    private boolean hasInvalidCells;

    /** Creates a reader of a report in UTF-8 without secrets. */
    public ReportReader(InputStream body, ReportFormat format, List<ReportColumn> columns, ReportWarnings warnings) {
        this(body, StandardCharsets.UTF_8, format, columns, warnings, UnaryOperator.identity());
    }

    /**
     * Creates a reader, without reading yet.
     *
     * @param body closed with this reader
     * @param charset the character set of the body
     * @param format the format of the body
     * @param columns the columns of a row; other cells are not decoded
     * @param warnings receives warnings about the report, in the thread that reads
     * @param redaction removes secrets from a text for a message
     */
    public ReportReader(
            InputStream body,
            Charset charset,
            ReportFormat format,
            List<ReportColumn> columns,
            ReportWarnings warnings,
            UnaryOperator<String> redaction) {
        this(body, charset, format, columns, warnings, new ReportErrors(redaction));
    }

    private ReportReader(
            InputStream body,
            Charset charset,
            ReportFormat format,
            List<ReportColumn> columns,
            ReportWarnings warnings,
            ReportErrors errors) {
        this(ReportRecords.of(body, charset, format, warnings, errors), columns, errors);
    }

    ReportReader(ReportRecords records, List<ReportColumn> columns, ReportErrors errors) {
        this.records = records;
        this.columns = List.copyOf(columns);
        this.errors = errors;
    }

    /** Lets {@link #next} return an {@link InvalidCell} in place of an invalid cell, instead of failing. */
    public ReportReader keepInvalidCells() {
        keepsInvalidCells = true;
        return this;
    }

    /**
     * Reads the next row.
     *
     * @return a new array of the values, of the Java types in {@link agentsession.report.ColumnType}; null at the end
     * @throws IOException if reading the body fails
     * @throws DriverException if the body is not a valid report
     */
    public @Nullable Object @Nullable [] next() throws IOException {
        ColumnDecoder[] decoders = this.decoders;
        if (decoders == null) {
            decoders = records.begin(columns).toArray(ColumnDecoder[]::new);
            this.decoders = decoders;
        }
        ReportRecord record = records.next();
        if (record == null) {
            return null;
        }
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        try {
            record.decode(decoders, row);
        } catch (InvalidCellException e) {
            decodeWithInvalid(record, decoders, row);
        }
        delivered++;
        return row;
    }

    private void decodeWithInvalid(ReportRecord record, ColumnDecoder[] decoders, @Nullable Object[] row) {
        for (ColumnDecoder decoder : decoders) {
            try {
                record.decode(new ColumnDecoder[] {decoder}, row);
            } catch (InvalidCellException e) {
                row[decoder.target()] = invalid(decoder.column(), record.text(decoder.cell()), e);
            }
        }
    }

    /** Whether a row so far has an {@link InvalidCell}. */
    public boolean hasInvalidCells() {
        return hasInvalidCells;
    }

    /** The number of rows returned. */
    long records() {
        return delivered;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private InvalidCell invalid(ReportColumn column, String text, InvalidCellException e) {
        InvalidCell cell = new InvalidCell(
                e.state(),
                "Record " + records.number() + " of the report, column " + column + " (" + column.header() + "): "
                        + errors.excerpt(text, MAX_EXCERPT) + " " + e.getMessage()
                        + ". Queries that do not use the column are not affected.");
        if (!keepsInvalidCells) {
            throw new DriverException(cell.state(), cell.message(), e);
        }
        hasInvalidCells = true;
        return cell;
    }
}
