package agentsession.decode;

import agentsession.report.ReportColumn;
import agentsession.report.ReportFormat;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The records of a body, in whatever form it comes, as texts. */
sealed interface ReportRecords extends Closeable permits CsvRecords, XmlRecords {

    static ReportRecords of(
            InputStream body, Charset charset, ReportFormat format, Consumer<String> warnings, ReportErrors errors) {
        char delimiter =
                switch (format.returnType()) {
                    case CSV -> format.delimiter().character();
                    case XML -> '<';
                };
        BodyText text = new BodyText(body, charset, delimiter, warnings);
        return switch (format.returnType()) {
            case CSV -> new CsvRecords(text, delimiter, warnings, errors);
            case XML -> new XmlRecords(text, warnings, errors);
        };
    }

    /**
     * Reads as far as the first record. To be called once, before {@link #next}.
     *
     * @return decoders of those of the columns that may be found in a record
     * @throws IOException if the body cannot be read on
     * @throws agentsession.error.DriverException if what it holds is no report
     */
    List<ColumnDecoder> begin(List<ReportColumn> columns) throws IOException;

    /**
     * The cells of the next record, null at the end; null for a cell that the record lacks.
     *
     * @throws IOException if the body cannot be read on
     * @throws agentsession.error.DriverException if what it holds is no report or a broken one
     */
    @Nullable
    String @Nullable [] next() throws IOException;

    /** The number of the record read last, 1 being the first. */
    long number();
}
