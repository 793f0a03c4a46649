package agentsession.adapter;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The rows stored during an execution, to be read again. Not thread-safe. */
public final class SpooledRows {
    private final Map<Object, Object> rows = new HashMap<>();

    SpooledRows() {}

    /**
     * The rows of a key, which are read on the first call.
     *
     * @param key the key, which determines the type of the rows
     */
    @SuppressWarnings("unchecked") // as the parameter says
    public <T> T get(Object key, Supplier<T> reader) {
        T spooled = (T) rows.get(key);
        if (spooled == null) {
            spooled = reader.get();
            rows.put(key, spooled);
        }
        return spooled;
    }

    /** Releases the rows. */
    public void clear() {
        rows.clear();
    }
}
