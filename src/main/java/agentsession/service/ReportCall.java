package agentsession.service;

import agentsession.error.DriverException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Duration;

/** One request to the service and its answer. {@link #abort} may come from any thread, everything else from one. */
public interface ReportCall {

    /**
     * Sends the request and waits for the head of the answer. To be called once, and once more after each {@link
     * #retry}.
     *
     * @return the report's text as bytes, decompressed, arriving as they are read; a body cut short is an
     *     {@link java.io.IOException} from the stream, never an early end. Closing it ends the download.
     * @throws DriverException if there is no report: unreachable, refused, not a report
     */
    InputStream open();

    /** The charset of the text, once {@link #open} has given it. */
    Charset charset();

    /**
     * Waits until the request may be sent again, after a failure that came before any row of the answer was used.
     *
     * @param left how long there is to wait
     * @throws DriverException the failure, with how often and how long it was tried, if it is not to be sent again
     */
    void retry(DriverException failure, Duration left);

    /** A text of the answer without the secrets that the request has carried, which a service may quote. */
    String redact(String text);

    /**
     * Ends the call in whatever phase it is, from any thread, at once: a blocked {@link #open}, {@link #retry} or read
     * fails promptly. Harmless when repeated, and before {@code open}, which then fails.
     */
    void abort();

    /**
     * Ends the call when its answer is of no more use.
     *
     * @param rows how many rows of it were used, for the log
     */
    void close(long rows);
}
