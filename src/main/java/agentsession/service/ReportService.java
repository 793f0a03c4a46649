package agentsession.service;

import agentsession.concurrent.CancellationToken;
import agentsession.report.ReportRequest;

/** A service that sends reports. Implementations are thread-safe. */
public interface ReportService extends AutoCloseable {

    /**
     * Downloads one report in the calling thread: sends the request, retries it after transient failures until the
     * consumer has used a row, and lets the consumer read the body.
     *
     * @param token cancels the download in every phase, immediately
     * @throws agentsession.error.DriverException if there is no report (unreachable, refused, not a report); thrown by the
     *     consumer; the reason of a cancellation
     */
    void download(ReportRequest request, ReportConsumer consumer, CancellationToken token);

    /** Cancels the running downloads, and releases all resources. */
    @Override
    void close();
}
