package agentsession.query;

import agentsession.adapter.QueryRun;
import agentsession.concurrent.CurrentToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** One execution of a query. Not thread-safe, except for cancellation by its token. */
public final class RunningQuery implements Cursor {
    private final Supplier<? extends Enumerator<?>> code;
    private final boolean scalar;
    private final QueryRun run;
    private long remaining;
    private @Nullable Enumerator<?> rows;
    private @Nullable Object row;
    private boolean hasFirstRow;
    private boolean closed;

    RunningQuery(Supplier<? extends Enumerator<?>> code, boolean scalar, long limit, QueryRun run) {
        this.code = code;
        this.scalar = scalar;
        this.remaining = limit;
        this.run = run;
    }

    /**
     * Sends the request and waits for the first row or the end, so that most errors occur here; the first {@link #next}
     * then returns immediately.
     */
    public void open() {
        hasFirstRow = advance();
    }

    @Override
    public boolean next() {
        if (hasFirstRow) {
            hasFirstRow = false;
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
        return run.warnings().toList();
    }

    @Override
    public void close() {
        closed = true;
        Enumerator<?> open = rows;
        rows = null;
        try {
            if (open != null) {
                open.close();
            }
        } finally {
            // Before the cancellation, which would end downloads that may answer further queries.
            run.reports().close();
            run.token().cancel(new DriverException(SqlState.QUERY_CANCELED, "The result is closed"));
            run.token().close();
            run.spooled().clear();
            run.memory().close();
        }
    }

    private boolean advance() {
        if (closed || remaining == 0) {
            close();
            return false;
        }
        try {
            run.token().throwIfCancelled();
            if (!CurrentToken.during(run.token(), this::moveNext)) {
                close();
                return false;
            }
            if (--remaining == 0) {
                close();
            }
            return true;
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError | OutOfMemoryError e) {
            DriverException failure = SqlErrors.ofRunning(e);
            try {
                close();
            } catch (RuntimeException suppressed) {
                if (suppressed != failure) {
                    failure.addSuppressed(suppressed);
                }
            }
            throw failure;
        }
    }

    private boolean moveNext() {
        if (rows == null) {
            rows = code.get();
        }
        if (!rows.moveNext()) {
            return false;
        }
        row = rows.current();
        return true;
    }
}
