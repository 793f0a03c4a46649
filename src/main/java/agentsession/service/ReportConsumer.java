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
}
