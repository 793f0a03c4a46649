package agentsession.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a query. {@link #cancel} may come from any thread, everything else from one. */
public final class RunningQuery implements Cursor {

    /**
     * Asks the service and waits for the first row or the end, so that what can go wrong has gone wrong here; the first
     * {@link #next} then returns at once.
     */
    public void open() {}

    /** Ends the query with SQLState 57014 in the thread that waits for it, at once and in every phase. */
    public void cancel() {}

    @Override
    public boolean next() {
        return false;
    }

    @Override
    public @Nullable Object value(int index) {
        return null;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void close() {}
}
