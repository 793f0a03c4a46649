package agentsession.memory;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The groups of an aggregation. Rows of groups beyond the limit are written to files, and aggregated after the others.
 *
 * @param <T> the type of a row
 * @param <A> the type of an accumulator
 */
public final class Groups<T, A> {
    private static final int ENTRY = 64;

    private final Function<T, Object> keys;
    private final Supplier<A> accumulators;
    private final BiFunction<A, T, A> adder;
    private final QueryMemory memory;
    private final HeldMemory held;
    private final HashedFiles<T> later;
    private Map<Object, A> groups = new HashMap<>();
    private boolean full;

    /**
     * @param keys what is equal for the rows of a group
     * @param accumulators creates the accumulator of a group
     * @param adder adds a row to an accumulator
     */
    public Groups(
            Function<T, Object> keys,
            Supplier<A> accumulators,
            BiFunction<A, T, A> adder,
            QueryMemory memory,
            HeldMemory held) {
        this.keys = keys;
        this.accumulators = accumulators;
        this.adder = adder;
        this.memory = memory;
        this.held = held;
        this.later = new HashedFiles<>(memory);
    }

    /**
     * Adds a row to its group, now or later.
     *
     * @throws agentsession.error.DriverException (53200) if the row neither fits nor can be written
     */
    public void add(T row) {
        memory.check();
        Object key = keys.apply(row);
        A group = groups.get(key);
        if (group == null) {
            group = accumulators.get();
            long bytes = RowSize.of(key) + RowSize.of(group) + ENTRY;
            if (full || !held.tryAddOrStart(bytes)) {
                if (RowCodec.supports(row)) {
                    full = true;
                    later.add(row, Objects.hashCode(key));
                    return;
                }
                held.add(bytes);
            }
        }
        groups.put(key, adder.apply(group, row));
    }

    /** The groups of the rows so far. */
    public Iterator<Map.Entry<Object, A>> complete() {
        return groups.entrySet().iterator();
    }

    /** The next rows to add, after the groups of the rows so far have been read; null if there are none. */
    public @Nullable Iterator<T> later() {
        groups = new HashMap<>();
        held.clear();
        full = false;
        return later.next();
    }
}
