package agentsession.query.subquery;

import agentsession.adapter.QueryRun;
import agentsession.memory.HeldMemory;
import agentsession.memory.RowSize;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.function.Function0;
import org.jspecify.annotations.Nullable;

/** A hash index of rows by some of their columns; public for generated code. */
public final class HashIndex {
    private static final int ENTRY = 128;

    private final Map<Object, List<Object>> rows = new HashMap<>();

    private HashIndex() {}

    /** The indexed plan and columns. */
    record Key(String plan, List<Integer> columns) {}

    /**
     * Returns the rows with the given values; none if a value is NULL.
     *
     * @param key a {@link Key}
     * @param rows arrays, which are read on first use in an execution
     */
    public static Enumerable<Object> find(
            QueryRun run, Object key, Function0<Enumerable<Object>> rows, @Nullable Object[] values) {
        HashIndex index = run.spooled()
                .get(
                        key,
                        () -> of(
                                rows.apply(),
                                ((Key) key).columns,
                                run.memory().hold("the index of a correlated sub-query")));
        List<Object> hashKeys = new ArrayList<>();
        for (Object value : values) {
            if (value == null) {
                return Linq4j.emptyEnumerable();
            }
            hashKeys.add(hashKey(value));
        }
        return Linq4j.asEnumerable(index.rows.getOrDefault(hashKeys, List.of()));
    }

    private static HashIndex of(Enumerable<Object> rows, List<Integer> columns, HeldMemory held) {
        HashIndex index = new HashIndex();
        try (Enumerator<Object> each = rows.enumerator()) {
            while (each.moveNext()) {
                held.add(RowSize.of(each.current()) + ENTRY);
                index.add(each.current(), columns);
            }
        }
        return index;
    }

    private void add(Object row, List<Integer> columns) {
        List<Object> values = new ArrayList<>();
        for (int column : columns) {
            Object value = ((@Nullable Object[]) row)[column];
            if (value == null) {
                return;
            }
            values.add(hashKey(value));
        }
        rows.computeIfAbsent(values, none -> new ArrayList<>()).add(row);
    }

    private static Object hashKey(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }
}
