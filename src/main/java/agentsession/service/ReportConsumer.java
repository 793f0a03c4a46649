package agentsession.service;

/** Reads the body of a report for {@link ReportService#download}. */
public interface ReportConsumer {

    /**
     * Reads the body to its end, or as far as is needed. Called again with a new body after a transient failure, if no row has been {@linkplain #rows used}.
     *
     * @throws agentsession.error.DriverException if the body cannot be read; a {@link agentsession.error.TransientException}
     *     after an {@link java.io.IOException}
     */
    void read(ReportBody body);

    /** The number of rows used. */
    long rows();

    /** Called before each attempt to send the request, after waiting for a sign-in and the rate limit. */
    default void sending() {}

    /**
     * Called after each attempt to get the report.
     *
     * @param bytes of the body, before decompression
     * @param retries the number of earlier attempts
     */
    default void attempted(long bytes, int retries) {}
}
