package agentsession.decode;

import static agentsession.error.SqlState.CONNECTION_FAILURE;
import static agentsession.error.SqlState.DATA_EXCEPTION;
import static agentsession.error.SqlState.SERVICE_ERROR;

import agentsession.error.DriverException;
import agentsession.error.TransientException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a body in CSV, the header being the first. Lines without any character are skipped: they hold not one
 * delimiter, so that none of them is a record of a report, which has several columns.
 */
final class CsvRecords implements Closeable {
    private static final int SHOWN = 300;

    private final BodyText text;
    private final char delimiter;
    private final UnaryOperator<String> redaction;
    private @Nullable CSVParser parser;
    private long number = -1;

    CsvRecords(InputStream body, char delimiter, Consumer<String> warnings, UnaryOperator<String> redaction) {
        this.text = new BodyText(body, delimiter, warnings);
        this.delimiter = delimiter;
        this.redaction = redaction;
    }

    /** The number of the record read last: 0 for the header, 1 for the first record after it. */
    long number() {
        return number;
    }

    /**
     * The cells of the next record, null at the end.
     *
     * @throws IOException if the body cannot be read on
     * @throws DriverException if what it holds is no CSV, or too long for a record
     */
    String @Nullable [] next() throws IOException {
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

    /** Whether any line has come to its end yet. */
    boolean hasLineEnd() {
        return parser != null && parser.getFirstEndOfLine() != null;
    }

    /** The error of a body that is something else, with its first words, since these are the service's own. */
    DriverException noReport(String reason) throws IOException {
        String beginning = text.beginning();
        return new DriverException(
                SERVICE_ERROR,
                "The service did not send an Agent Session Report: " + reason + ". "
                        + (beginning.isEmpty()
                                ? "The answer is empty."
                                : "The answer begins: " + Excerpt.of(redaction.apply(beginning), SHOWN)));
    }

    DriverException cutOff(String where, long rowsBefore) {
        return new TransientException(
                CONNECTION_FAILURE,
                "The report was cut off: it ends " + where + ", after " + rowsBefore
                        + " whole rows. Run the query again.",
                null);
    }

    private DriverException failure(IOException e) throws IOException {
        long failed = number + 1;
        if (e instanceof BodyText.TooLongException) {
            return failed == 0
                    ? noReport("its first line is longer than " + BodyText.MAX_HEADER_LENGTH + " characters")
                    : new DriverException(
                            SERVICE_ERROR,
                            "Record " + failed + " of the report is longer than the limit of "
                                    + BodyText.MAX_RECORD_LENGTH + " characters and "
                                    + BodyText.MAX_RECORD_DELIMITERS + " delimiters.",
                            e);
        }
        if (e instanceof CSVException) {
            if (failed == 0) {
                return noReport("it does not begin with a line of column names");
            }
            if (text.isEnded()) {
                return cutOff("inside a quoted cell of record " + failed, number);
            }
            return new DriverException(
                    DATA_EXCEPTION,
                    "Record " + failed + " of the report has broken quotation marks: " + e.getMessage(),
                    e);
        }
        throw e;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
