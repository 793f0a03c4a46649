package agentsession.decode;

import static agentsession.error.SqlState.CONNECTION_FAILURE;
import static agentsession.error.SqlState.DATA_EXCEPTION;
import static agentsession.error.SqlState.SERVICE_ERROR;

import agentsession.error.DriverException;
import agentsession.error.TransientException;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The errors that a body can amount to in whatever form it comes, and how its text is shown in them. */
final class ReportErrors {
    private static final int SHOWN = 300;

    private final UnaryOperator<String> redaction;

    /** @param redaction takes out of a text of the body what no message may show */
    ReportErrors(UnaryOperator<String> redaction) {
        this.redaction = redaction;
    }

    /** Foreign text for a message. */
    String excerpt(String text, int most) {
        return Excerpt.of(redaction.apply(text), most);
    }

    /** The body is something else; shows its first words, since these are the service's own. */
    DriverException noReport(BodyText text, String reason) throws IOException {
        String beginning = text.beginning();
        return new DriverException(
                SERVICE_ERROR,
                "The service did not send an Agent Session Report: " + reason + ". "
                        + (beginning.isEmpty()
                                ? "The answer is empty."
                                : "The answer begins: " + excerpt(beginning, SHOWN)));
    }

    DriverException cutOff(String where, long rowsBefore) {
        return new TransientException(
                CONNECTION_FAILURE,
                "The report was cut off: it ends " + where + ", after " + rowsBefore
                        + " whole rows. Run the query again.",
                null);
    }

    DriverException tooLong(long record, BodyText.TooLongException cause) {
        return new DriverException(
                SERVICE_ERROR,
                "Record " + record + " of the report is longer than the limit of " + BodyText.MAX_RECORD_LENGTH
                        + " characters and " + BodyText.MAX_RECORD_DELIMITERS + " delimiters.",
                cause);
    }

    /** @param fault reads on from the number of the record */
    DriverException broken(long record, String fault, @Nullable Throwable cause) {
        return new DriverException(DATA_EXCEPTION, "Record " + record + " of the report " + fault, cause);
    }
}
