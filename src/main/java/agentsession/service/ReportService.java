package agentsession.service;

import agentsession.concurrent.CancellationToken;
import agentsession.report.ReportRequest;

/** A service that sends reports. Implementations are safe for use by many threads. */
public interface ReportService extends AutoCloseable {

    /**
     * Downloads one report in the calling thread: sends the request, again after a transient failure as long as the
     * consumer has used no row, and lets the consumer read the body.
     *
     * @param token cancels the download in every phase, at once
     * @throws agentsession.error.DriverException if there is no report (unreachable, refused, not a report); what the
     *     consumer throws; the reason of a cancellation
     */
    void download(ReportRequest request, ReportConsumer consumer, CancellationToken token);

    /** Cancels the downloads under way, and releases what the service holds. */
    @Override
    void close();
}
