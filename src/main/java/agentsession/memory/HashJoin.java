package agentsession.memory;

import com.google.common.collect.Iterators;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of an equi-join, in parts. There is one part if the inner rows fit in memory; otherwise both inputs are
 * written to files by the hash of their keys, and each pair of files is a part.
 *
 * @param <T> the type of an outer row
 * @param <I> the type of an inner row
 */
public final class HashJoin<T, I> {
    private static final int ENTRY = 64;
    private static final int MAX_DEPTH = 3;

    private final QueryMemory memory;
    private final HeldMemory held;
    private final Function<T, Object> outerKeys;
    private final Function<I, Object> innerKeys;

    public HashJoin(Function<T, Object> outerKeys, Function<I, Object> innerKeys, QueryMemory memory, HeldMemory held) {
        this.outerKeys = outerKeys;
        this.innerKeys = innerKeys;
        this.memory = memory;
        this.held = held;
    }

    /** Rows that are joined with one another. */
    public record Part<T, I>(Iterator<T> outer, List<I> inner) {}

    /**
     * Reads the inner rows, and the outer ones as far as they are written to files. A part is to be joined before the next
     * is read.
     *
     * @throws agentsession.error.DriverException (53200) if inner rows neither fit nor can be written, or if those with
     *     the same key do not fit
     */
    public Iterator<Part<T, I>> parts(Iterator<T> outer, Iterator<I> inner) {
        return parts(outer, inner, 0);
    }

    /** @param depth how often the rows have been written to files */
    private Iterator<Part<T, I>> parts(Iterator<T> outer, Iterator<I> inner, int depth) {
        held.clear();
        List<I> rows = new ArrayList<>();
        while (inner.hasNext()) {
            memory.check();
            I row = inner.next();
            long bytes = RowSize.of(row) + ENTRY;
            if (depth < MAX_DEPTH && RowCodec.supports(row)) {
                if (!held.tryAddOrStart(bytes)) {
                    return files(outer, rows, row, inner, depth);
                }
            } else {
                held.addOrStart(bytes);
            }
            rows.add(row);
        }
        return List.of(new Part<>(outer, rows)).iterator();
    }

    private Iterator<Part<T, I>> files(Iterator<T> outer, List<I> first, I next, Iterator<I> rest, int depth) {
        HashedFiles<I> innerFiles = new HashedFiles<>(memory, depth);
        first.forEach(row -> add(row, innerKeys, innerFiles));
        first.clear();
        held.clear();
        add(next, innerKeys, innerFiles);
        rest.forEachRemaining(row -> add(row, innerKeys, innerFiles));
        HashedFiles<T> outerFiles = new HashedFiles<>(memory, depth);
        outer.forEachRemaining(row -> add(row, outerKeys, outerFiles));
        return Iterators.concat(IntStream.range(0, HashedFiles.FILES)
                .mapToObj(file -> parts(outerFiles.take(file), innerFiles.take(file), depth + 1))
                .iterator());
    }

    private <R> void add(R row, Function<R, Object> keys, HashedFiles<R> files) {
        memory.check();
        @Nullable Object key = keys.apply(row);
        files.add(row, Objects.hashCode(key));
    }
}
