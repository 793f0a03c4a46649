package agentsession.service;

import agentsession.report.ReportRequest;

/** A place that answers report requests. Implementations are safe for use by many threads. */
public interface ReportService extends AutoCloseable {

    /** A call for one report. Nothing is sent before {@link ReportCall#open}. */
    ReportCall call(ReportRequest request);

    /** Lets go of what the service holds; calls under way are aborted. */
    @Override
    void close();
}
