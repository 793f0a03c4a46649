package agentsession.memory;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Returns the first of equal rows, as they come. Rows beyond the limit that may be new are written to files, and looked at
 * after the others.
 *
 * @param <T> the type of a row
 */
public final class DistinctRows<T> {
    private static final int ENTRY = 64;

    private final Function<T, Object> keys;
    private final QueryMemory memory;
    private final HeldMemory held;
    private final HashedFiles<T> later;
    private Set<Object> seen = new HashSet<>();
    private boolean full;

    /** @param keys what is equal for equal rows */
    public DistinctRows(Function<T, Object> keys, QueryMemory memory, HeldMemory held) {
        this.keys = keys;
        this.memory = memory;
        this.held = held;
        this.later = new HashedFiles<>(memory);
    }

    /**
     * Whether a row is returned now.
     *
     * @throws agentsession.error.DriverException (53200) if the row neither fits nor can be written
     */
    public boolean isNew(T row) {
        memory.check();
        Object key = keys.apply(row);
        if (seen.contains(key)) {
            return false;
        }
        long bytes = RowSize.of(row) + ENTRY;
        if (!full && held.tryAddOrStart(bytes)) {
            return seen.add(key);
        }
        if (!RowCodec.supports(row)) {
            held.add(bytes);
            return seen.add(key);
        }
        full = true;
        later.add(row, Objects.hashCode(key));
        return false;
    }

    /** The next rows to look at, after the input or the rows of the last call; null if there are none. */
    public @Nullable Iterator<T> later() {
        seen = new HashSet<>();
        held.clear();
        full = false;
        return later.next();
    }
}
