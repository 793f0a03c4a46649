package agentsession.decode;

import agentsession.error.DriverException;
import agentsession.report.ReportColumn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV body with a header. Empty lines are skipped: a report has several columns, so a record contains at
 * least one delimiter.
 *
 * <p>Commons CSV decides what is a record, and what is an error. Only {@link PlainRecords}, of which nothing is in doubt,
 * are read without it, for speed.
 */
final class CsvRecords implements ReportRecords {
    private static final int MAX_EXCERPT = 100;

    private final BodyText text;
    private final char delimiter;
    private final ReportWarnings warnings;
    private final ReportErrors errors;
    private final @Nullable LineStream lines;
    private @Nullable PlainRecords plain;
    private @Nullable CSVParser parser;
    private int width;
    /** The number of the last record read: 0 for the header, 1 for the first record after it. */
    private long number = -1;

    private CsvRecords(
            BodyText text, @Nullable LineStream lines, char delimiter, ReportWarnings warnings, ReportErrors errors) {
        this.text = text;
        this.lines = lines;
        this.delimiter = delimiter;
        this.warnings = warnings;
        this.errors = errors;
    }

    static CsvRecords of(
            InputStream body, Charset charset, char delimiter, ReportWarnings warnings, ReportErrors errors) {
        if (!charset.equals(StandardCharsets.UTF_8)) {
            return parsed(new BodyText(body, charset, delimiter, warnings), delimiter, warnings, errors);
        }
        LineStream lines = new LineStream(body);
        BodyText text = new BodyText(lines, charset, delimiter, warnings);
        return new CsvRecords(text, lines, delimiter, warnings, errors);
    }

    /** Records that are all read by Commons CSV. */
    static CsvRecords parsed(BodyText text, char delimiter, ReportWarnings warnings, ReportErrors errors) {
        return new CsvRecords(text, null, delimiter, warnings, errors);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public List<ColumnDecoder> begin(List<ReportColumn> columns) throws IOException {
        String[] names = line();
        if (names == null) {
            throw errors.noReport(text, "it has no header");
        }
        if (names.length > ReportHeader.MAX_COLUMNS) {
            throw errors.noReport(
                    text, "its header has " + names.length + " columns, over the limit of " + ReportHeader.MAX_COLUMNS);
        }
        ReportHeader header = new ReportHeader(names, errors);
        if (names.length == 1 || !header.has(ReportColumn.LOGIN_DTS)) {
            throw errors.noReport(text, "it has no header with a column " + ReportColumn.LOGIN_DTS.header());
        }
        if (!hasLineEnd() && !header.endsWithColumn()) {
            throw errors.cutOff("inside the header", 0);
        }
        header.warn(columns, warnings);
        width = names.length;
        if (lines != null) {
            plain = new PlainRecords(lines, delimiter, width);
        }
        return header.decoders(columns);
    }

    @Override
    public @Nullable ReportRecord next() throws IOException {
        if (plain != null && plain.next()) {
            number++;
            return plain;
        }
        String[] cells = line();
        if (cells == null) {
            return null;
        }
        if (cells.length != width) {
            throw wrongWidth(cells);
        }
        return new TextRecord(cells);
    }

    private DriverException wrongWidth(String[] cells) throws IOException {
        long wrong = number;
        String excerpt = "begins with " + errors.excerpt(String.join(" ", cells), MAX_EXCERPT);
        if (cells.length < width && line() == null) {
            return errors.cutOff(
                    "inside record " + wrong + ", which has " + cells.length + " of " + width + " cells and " + excerpt,
                    wrong - 1);
        }
        return errors.invalid(
                wrong, "has " + cells.length + " cells, but the header has " + width + "; it " + excerpt, null);
    }

    /** The cells of the next non-empty line, null at the end. */
    private String @Nullable [] line() throws IOException {
        CSVParser parser = this.parser;
        if (parser == null) {
            CSVFormat format =
                    CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
            parser = CSVParser.builder().setReader(text).setFormat(format).get();
            this.parser = parser;
        }
        Iterator<CSVRecord> records = parser.iterator();
        try {
            if (!records.hasNext()) {
                return null;
            }
        } catch (UncheckedIOException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        }
        text.recordRead();
        number++;
        return records.next().values();
    }

    /** Whether a line break has been read. */
    private boolean hasLineEnd() {
        return parser != null && parser.getFirstEndOfLine() != null;
    }

    private DriverException failure(IOException e) throws IOException {
        long failed = number + 1;
        if (e instanceof BodyText.TooLongException tooLong) {
            return failed == 0
                    ? errors.noReport(
                            text, "its first line is longer than " + BodyText.MAX_HEADER_LENGTH + " characters")
                    : errors.tooLong(failed, tooLong);
        }
        if (e instanceof CSVException) {
            if (failed == 0) {
                return errors.noReport(text, "it does not begin with a line of column names");
            }
            if (text.isEnded()) {
                return errors.cutOff("inside a quoted cell of record " + failed, number);
            }
            return errors.invalid(failed, "has invalid quotation marks: text follows a cell in quotation marks", null);
        }
        throw e;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
