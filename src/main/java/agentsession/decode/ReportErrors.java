package agentsession.decode;

import static agentsession.error.SqlState.CONNECTION_FAILURE;
import static agentsession.error.SqlState.DATA_EXCEPTION;
import static agentsession.error.SqlState.SERVICE_ERROR;

import agentsession.error.DriverException;
import agentsession.error.TransientException;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The errors in a response body of any format, and the excerpts of the body in their messages. */
final class ReportErrors {
    private static final int MAX_EXCERPT = 300;

    private final UnaryOperator<String> redaction;

    /** @param redaction removes secrets from a text */
    ReportErrors(UnaryOperator<String> redaction) {
        this.redaction = redaction;
    }

    /** Quotes the beginning of a received text for a message. */
    String excerpt(String text, int maxLength) {
        return Excerpt.of(redaction.apply(text), maxLength);
    }

    /** The body is not a report; the message quotes its beginning, which may be an error message of the service. */
    DriverException noReport(BodyText text, String reason) throws IOException {
        String beginning = text.beginning();
        return new DriverException(
                SERVICE_ERROR,
                "The service did not send an Agent Session Report: " + reason + ". "
                        + (beginning.isEmpty()
                                ? "The response is empty."
                                : "The response begins with " + excerpt(beginning, MAX_EXCERPT)));
    }

    DriverException cutOff(String where, long rowsBefore) {
        return new TransientException(
                CONNECTION_FAILURE,
                "The report was cut off: it ends " + where + ", after " + rowsBefore
                        + " complete rows. Execute the query again.",
                null);
    }

    DriverException tooLong(long record, BodyText.TooLongException cause) {
        return new DriverException(
                SERVICE_ERROR,
                "Record " + record + " of the report is longer than the limit of " + BodyText.MAX_RECORD_LENGTH
                        + " characters and " + BodyText.MAX_RECORD_DELIMITERS + " delimiters.",
                cause);
    }

    /** @param problem a predicate that follows the number of the record */
    DriverException invalid(long record, String problem, @Nullable Throwable cause) {
        return new DriverException(DATA_EXCEPTION, "Record " + record + " of the report " + problem, cause);
    }
}
