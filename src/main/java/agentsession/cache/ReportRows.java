package agentsession.cache;

import agentsession.cache.store.RowBatch;
import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportColumn;
import agentsession.report.RequestPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The rows of a scan. One thread reads; any may close. */
public final class ReportRows implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("agentsession.cache");

    private final ReportPool pool;
    private final ReportReads reads;
    private final Deque<RequestPlan.Part> parts;
    private final List<ReportColumn> columns;
    private final Consumer<String> warnings;
    private final CancellationToken token;
    private final StringJoiner sources = new StringJoiner("; ");
    private long rows;
    private CancellationToken.Registration onCancel = () -> {};

    /** Guarded by this, like the next. */
    private final Deque<OpenRows> open = new ArrayDeque<>();

    private boolean closed;
    private boolean finished;

    ReportRows(
            ReportPool pool,
            ReportReads reads,
            List<RequestPlan.Part> parts,
            List<ReportColumn> columns,
            Consumer<String> warnings,
            CancellationToken token) {
        this.pool = pool;
        this.reads = reads;
        this.parts = new ArrayDeque<>(parts);
        this.columns = List.copyOf(columns);
        this.warnings = warnings;
        this.token = token;
    }

    /** Releases the reports when the token is cancelled, even if no one reads then. */
    void cancelWith(CancellationToken cancelling) {
        onCancel = cancelling.onCancel(() -> close(isCancelled(cancelling)));
    }

    /** Whether the user has cancelled the statement, or its time is up, rather than closed the connection. */
    private static boolean isCancelled(CancellationToken token) {
        try {
            token.throwIfCancelled();
            return false;
        } catch (DriverException reason) {
            return reason.state() != SqlState.CONNECTION_CLOSED;
        }
    }

    /**
     * Waits for the next rows.
     *
     * @return null after the last
     * @throws DriverException if a report cannot be got or is incomplete, after the rows before; if a cell that is needed is
     *     invalid, after the rows before it; the reason, if the token is cancelled
     */
    public @Nullable RowBatch next() {
        while (true) {
            OpenRows current = current();
            if (current == null) {
                finish();
                return null;
            }
            RowBatch batch;
            try {
                batch = current.rows().next(rows);
            } finally {
                current.warned(current.report().warnings().pass(current.warnings(), columns, warnings));
            }
            if (batch != null) {
                return batch;
            }
            ended(current);
        }
    }

    private @Nullable OpenRows current() {
        token.throwIfCancelled();
        synchronized (this) {
            if (closed && !finished) {
                throw new DriverException(SqlState.QUERY_CANCELED, "The scan is closed.");
            }
            if (finished || !open.isEmpty()) {
                return open.peek();
            }
        }
        while (!parts.isEmpty()) {
            List<OpenRows> opened = pool.open(reads, parts.remove(), columns, token);
            if (!add(opened)) {
                opened.forEach(rowsOfClosed -> pool.close(rowsOfClosed, isCancelled(token)));
                token.throwIfCancelled();
                throw new DriverException(SqlState.QUERY_CANCELED, "The scan is closed.");
            }
            if (!opened.isEmpty()) {
                return opened.get(0);
            }
        }
        return null;
    }

    private void finish() {
        synchronized (this) {
            finished = true;
        }
        close();
    }

    private synchronized boolean add(List<OpenRows> opened) {
        if (!closed) {
            open.addAll(opened);
        }
        return !closed;
    }

    private void ended(OpenRows current) {
        synchronized (this) {
            open.remove(current);
        }
        rows += current.rows().delivered();
        describe(current);
        pool.close(current, false);
    }

    private void describe(OpenRows source) {
        if (LOG.isLoggable(Level.FINE)) {
            synchronized (sources) {
                sources.add(
                        source.cached()
                                ? String.format(
                                        Locale.ROOT,
                                        "cached %,d rows, %d s old",
                                        source.rows().delivered(),
                                        TimeUnit.NANOSECONDS.toSeconds(source.ageNanos()))
                                : String.format(
                                        Locale.ROOT,
                                        "requested %,d rows",
                                        source.rows().delivered()));
            }
        }
    }

    @Override
    public void close() {
        close(false);
    }

    private void close(boolean cancelled) {
        List<OpenRows> toClose;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            toClose = List.copyOf(open);
            open.clear();
        }
        onCancel.close();
        toClose.forEach(this::describe);
        toClose.forEach(source -> pool.close(source, cancelled));
        reads.closed(this, cancelled);
        LOG.fine(() -> {
            synchronized (sources) {
                return sources.length() == 0 ? "scan: no report read" : "scan: " + sources;
            }
        });
    }
}
