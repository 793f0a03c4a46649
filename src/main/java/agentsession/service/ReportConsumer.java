package agentsession.service;

/** Reads the body of a report that {@link ReportService#download} asks for. */
public interface ReportConsumer {

    /**
     * Reads the body to its end, or as far as is needed. Called again with a new body after a transient failure, if no
     * row has been {@linkplain #rows used} before it.
     *
     * @throws agentsession.error.DriverException if the body cannot be read; an {@link java.io.IOException} of its text
     *     becomes a {@link agentsession.error.TransientException}
     */
    void read(ReportBody body);

    /** How many rows have been used. */
    long rows();
}
