package agentsession.query;

import agentsession.adapter.ScanMonitor;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** One run of a query. {@link #cancel} may come from any thread, everything else from one. */
public final class RunningQuery implements Cursor {
    private final Supplier<? extends Enumerator<?>> code;
    private final boolean scalar;
    private final ScanMonitor monitor;
    private final Deadline deadline;
    private final Set<ScanMonitor> underWay;
    private long remaining;
    private @Nullable Enumerator<?> rows;
    private @Nullable Object row;
    private boolean ahead;
    private boolean closed;

    RunningQuery(
            Supplier<? extends Enumerator<?>> code,
            boolean scalar,
            long limit,
            ScanMonitor monitor,
            Deadline deadline,
            Set<ScanMonitor> underWay) {
        this.code = code;
        this.scalar = scalar;
        this.remaining = limit;
        this.monitor = monitor;
        this.deadline = deadline;
        this.underWay = underWay;
    }

    /**
     * Asks the service and waits for the first row or the end, so that what can go wrong has gone wrong here; the first
     * {@link #next} then returns at once.
     */
    public void open() {
        ahead = advance();
    }

    /** Ends the query with SQLState 57014 in the thread that waits for it, at once and in every phase. */
    public void cancel() {
        monitor.end(new DriverException(SqlState.QUERY_CANCELED, "The query was canceled"));
    }

    @Override
    public boolean next() {
        if (ahead) {
            ahead = false;
            return true;
        }
        return advance();
    }

    @Override
    public @Nullable Object value(int index) {
        return scalar || row == null ? row : ((@Nullable Object[]) row)[index];
    }

    @Override
    public List<String> warnings() {
        return monitor.warnings();
    }

    @Override
    public void close() {
        closed = true;
        deadline.lift();
        Enumerator<?> open = rows;
        rows = null;
        try {
            if (open != null) {
                open.close();
            }
        } finally {
            monitor.close();
            underWay.remove(monitor);
        }
    }

    private boolean advance() {
        if (closed || remaining == 0) {
            close();
            return false;
        }
        try {
            monitor.check();
            if (rows == null) {
                underWay.add(monitor);
                rows = code.get();
            }
            if (!rows.moveNext()) {
                close();
                return false;
            }
            row = rows.current();
            if (--remaining == 0) {
                close();
            }
            return true;
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError | OutOfMemoryError e) {
            DriverException failure = SqlErrors.ofRunning(e);
            try {
                close();
            } catch (RuntimeException alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
    }
}
