package agentsession.adapter;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The rows that a run has read and will read again. For the thread of the run. */
public final class SpooledRows {
    private final Map<Object, Object> rows = new HashMap<>();

    SpooledRows() {}

    /**
     * The rows under a key, read on the first call.
     *
     * @param key of rows that are always of the same type
     */
    @SuppressWarnings("unchecked") // as the parameter says
    public <T> T get(Object key, Supplier<T> reading) {
        T known = (T) rows.get(key);
        if (known == null) {
            known = reading.get();
            rows.put(key, known);
        }
        return known;
    }

    /** Releases the rows. */
    public void clear() {
        rows.clear();
    }
}
