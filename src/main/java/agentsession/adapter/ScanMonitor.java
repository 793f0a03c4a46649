package agentsession.adapter;

import agentsession.error.DriverException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * What goes on between one run of a query and its scans: the run can end them all from another thread, they tell it what
 * the reader of the rows should know. Found under {@link #NAME} in the run's {@link DataContext};
 * a program that runs the plan in its own way need not put one there.
 */
public final class ScanMonitor {
    /** The name to find it under. */
    public static final String NAME = "agentSessionScanMonitor";

    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private final Set<ReportFeed> feeds = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Map<Object, Object> kept = new HashMap<>();
    private volatile @Nullable DriverException ending;
    private volatile @Nullable Long endsAt;

    /** The monitor of a run; a new one, which never ends it, if the program has put none there. */
    public static ScanMonitor of(DataContext run) {
        return run.get(NAME) instanceof ScanMonitor monitor ? monitor : new ScanMonitor();
    }

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

    /** Tells when the run will be ended, by {@link System#nanoTime}; a scan begins no wait that is longer than that. */
    public void endsAt(long nanoTime) {
        endsAt = nanoTime;
    }

    /** The time that the run has left. */
    Duration left() {
        Long at = endsAt;
        return at == null ? FOREVER : Duration.ofNanos(Math.max(at - System.nanoTime(), 0));
    }

    /** Fails if the run has been ended; what goes on in memory asks now and then, since nothing else stops it. */
    public void check() {
        DriverException reason = ending;
        if (reason != null) {
            throw reason;
        }
    }

    /** Lets go of all that the run holds, scans included that the plan has opened but not closed. */
    public void close() {
        List<ReportFeed> left;
        synchronized (this) {
            left = List.copyOf(feeds);
            feeds.clear();
            kept.clear();
        }
        left.forEach(ReportFeed::abandon);
    }

    /** What the scans have had to say so far, oldest first. */
    public synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    synchronized void warn(String warning) {
        warnings.add(warning);
    }

    synchronized void started(ReportFeed feed) {
        check();
        feeds.add(feed);
    }

    synchronized void finished(ReportFeed feed) {
        feeds.remove(feed);
    }

    /** What the run has read before, or will read again. For the thread that runs it. */
    @SuppressWarnings("unchecked") // what is kept under a key is always of the same type
    public <T> T kept(Object key, Supplier<T> reading) {
        check();
        T known = (T) kept.get(key);
        if (known == null) {
            known = reading.get();
            kept.put(key, known);
        }
        return known;
    }
}
