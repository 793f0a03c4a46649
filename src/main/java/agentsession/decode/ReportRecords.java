package agentsession.decode;

import agentsession.report.ReportColumn;
import agentsession.report.ReportFormat;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of a response body of any format. */
sealed interface ReportRecords extends Closeable permits CsvRecords, XmlRecords {

    static ReportRecords of(
            InputStream body, Charset charset, ReportFormat format, ReportWarnings warnings, ReportErrors errors) {
        return switch (format.returnType()) {
            case CSV -> CsvRecords.of(body, charset, format.delimiter().character(), warnings, errors);
            case XML -> new XmlRecords(new BodyText(body, charset, '<', warnings), warnings, errors);
        };
    }

    /**
     * Reads up to the first record. Call it once, before {@link #next}.
     *
     * @return the decoders of the columns, except for those that no record has
     * @throws IOException if reading the body fails
     * @throws agentsession.error.DriverException if the body is not a report
     */
    List<ColumnDecoder> begin(List<ReportColumn> columns) throws IOException;

    /**
     * Reads the next record.
     *
     * @return null at the end
     * @throws IOException if reading the body fails
     * @throws agentsession.error.DriverException if the body is not a valid report
     */
    @Nullable
    ReportRecord next() throws IOException;

    /** The number of the last record read, from 1. */
    long number();
}
