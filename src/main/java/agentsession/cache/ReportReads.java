package agentsession.cache;

import agentsession.concurrent.CancellationToken;
import agentsession.report.ReportColumn;
import agentsession.report.RequestPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reports that one execution of a statement reads. A scan that repeats another, or that is covered by a request for
 * several, reads the same report. Thread-safe.
 */
public final class ReportReads implements AutoCloseable {
    private static final int MAX_HELD = 100;

    private final ReportPool pool;
    private final ReportCache connection;
    private final List<RequestPlan.Part> covering;
    private final Set<ReportRows> open = new HashSet<>();
    private boolean cancelled;

    /** Guarded by the pool, like the next. */
    private final List<HeldReports> pinned = new ArrayList<>();

    private final Map<RequestPlan.Part, HeldReports> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RequestPlan.Part, HeldReports> eldest) {
            return size() > MAX_HELD;
        }
    };

    ReportReads(ReportPool pool, ReportCache connection, Collection<RequestPlan.Part> covering) {
        this.pool = pool;
        this.connection = connection;
        this.covering = List.copyOf(covering);
    }

    /**
     * Opens the rows of a scan. Requests are sent when they are read.
     *
     * @param parts read one after the other; only rows within their log-in times are returned, but of all agents and teams
     *     that the report has
     * @param columns the columns of a row
     * @param warnings receives the warnings about the reports, in the thread that reads
     * @param token cancels the scan, and the downloads that no one else needs
     */
    public ReportRows read(
            List<RequestPlan.Part> parts,
            List<ReportColumn> columns,
            Consumer<String> warnings,
            CancellationToken token) {
        ReportRows rows = new ReportRows(pool, this, parts, columns, warnings, token);
        synchronized (this) {
            open.add(rows);
        }
        rows.cancelWith(token);
        return rows;
    }

    ReportCache connection() {
        return connection;
    }

    synchronized void closed(ReportRows rows, boolean byCancel) {
        open.remove(rows);
        cancelled |= byCancel;
    }

    Optional<RequestPlan.Part> covering(RequestPlan.Part part) {
        return covering.stream().filter(wide -> HeldReports.covers(wide, part)).findFirst();
    }

    @Nullable
    HeldReports find(RequestPlan.Part part) {
        for (HeldReports held : pinned) {
            if (held.cover(part)) {
                return held;
            }
        }
        return recent.get(part);
    }

    void add(HeldReports held) {
        if (held.pinned()) {
            pinned.add(held);
        } else {
            recent.put(held.needed(), held);
        }
    }

    /** Returns whether it was there. */
    boolean remove(HeldReports held) {
        return held.pinned() ? pinned.remove(held) : recent.remove(held.needed(), held);
    }

    List<HeldReports> takeAll() {
        List<HeldReports> all = new ArrayList<>(pinned);
        pinned.clear();
        recent.clear();
        return all;
    }

    /** Ends the execution: closes the scans, and releases the reports. */
    @Override
    public void close() {
        List<ReportRows> toClose;
        synchronized (this) {
            toClose = List.copyOf(open);
        }
        toClose.forEach(ReportRows::close);
        boolean byCancel;
        synchronized (this) {
            byCancel = cancelled;
        }
        pool.close(this, byCancel);
    }
}
