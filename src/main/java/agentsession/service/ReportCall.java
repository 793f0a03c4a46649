package agentsession.service;

import java.io.InputStream;

/** One request to the service and its answer. */
public interface ReportCall {

    /**
     * Sends the request and waits for the head of the answer. To be called once.
     *
     * @return the report's text as bytes, decompressed, arriving as they are read; a body cut short is an
     *     {@link java.io.IOException} from the stream, never an early end. Closing it ends the download.
     * @throws agentsession.error.DriverException if there is no report: unreachable, refused, not a report
     */
    InputStream open();

    /**
     * Ends the call in whatever phase it is, from any thread, at once: a blocked {@link #open} or read fails promptly.
     * Harmless when repeated, and before {@code open}, which then fails.
     */
    void abort();
}
