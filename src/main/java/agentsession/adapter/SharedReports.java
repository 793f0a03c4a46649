package agentsession.adapter;

import agentsession.cache.ReportCache;
import agentsession.cache.ReportReads;
import agentsession.cache.ReportUse;
import agentsession.report.RequestPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reports, and the list of requests, that the scans of one execution share. Thread-safe. */
public final class SharedReports implements AutoCloseable {
    private final @Nullable ReportCache cache;
    private List<RequestPlan.Part> covering = List.of();
    private @Nullable ReportReads reads;
    private @Nullable List<ReportUse> requests;

    /** @param cache null if no scan will be read */
    SharedReports(@Nullable ReportCache cache) {
        this.cache = cache;
    }

    /** Declares requests that each have the rows of several scans; call this before the first scan is read. */
    synchronized void cover(List<RequestPlan.Part> requests) {
        covering = List.copyOf(requests);
    }

    synchronized ReportReads reads() {
        if (reads == null) {
            reads = cache().statement(covering);
        }
        return reads;
    }

    /** The requests, as they were when a scan read them first. */
    synchronized List<ReportUse> requests() {
        if (requests == null) {
            requests = cache().requests();
        }
        return requests;
    }

    private ReportCache cache() {
        if (cache == null) {
            throw new IllegalStateException("The plan was made for connections of the driver");
        }
        return cache;
    }

    /** Releases the reports. */
    @Override
    public synchronized void close() {
        if (reads != null) {
            reads.close();
        }
    }
}
