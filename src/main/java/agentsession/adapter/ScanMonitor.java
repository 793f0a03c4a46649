package agentsession.adapter;

import agentsession.error.DriverException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.Enumerable;
import org.jspecify.annotations.Nullable;

/**
 * What goes on between one run of a query and its scans: the run can end them all from another thread, they tell it what
 * the reader of the rows should know. Found under {@link #NAME} in the run's {@link org.apache.calcite.DataContext};
 * a program that runs the plan in its own way need not put one there.
 */
public final class ScanMonitor {
    /** The name to find it under. */
    public static final String NAME = "agentSessionScanMonitor";

    private final Set<ReportFeed> feeds = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Map<ScanPlan, Enumerable<Object>> kept = new HashMap<>();
    private @Nullable DriverException ending;

    /** Ends all scans, those under way and those to come, with a failure. */
    public void end(DriverException reason) {
        List<ReportFeed> running;
        synchronized (this) {
            if (ending == null) {
                ending = reason;
            }
            running = List.copyOf(feeds);
        }
        running.forEach(feed -> feed.end(reason));
    }

    /** What the scans have had to say so far, oldest first. */
    public synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    synchronized void warn(String warning) {
        warnings.add(warning);
    }

    synchronized void started(ReportFeed feed) {
        if (ending != null) {
            throw ending;
        }
        feeds.add(feed);
    }

    synchronized void finished(ReportFeed feed) {
        feeds.remove(feed);
    }

    /** The rows of a scan that the run has read before, or will read again. */
    Enumerable<Object> kept(ScanPlan plan, Supplier<Enumerable<Object>> rows) {
        return kept.computeIfAbsent(plan, p -> rows.get());
    }
}
