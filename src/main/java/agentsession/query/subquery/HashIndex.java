package agentsession.query.subquery;

import agentsession.adapter.QueryRun;
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

/** Rows by the values of some of their columns; public for the code that Calcite generates. */
public final class HashIndex {
    private final Map<Object, List<Object>> rows = new HashMap<>();

    private HashIndex() {}

    /** What is indexed: the plan that reads the rows, and the columns. */
    record Key(String plan, List<Integer> columns) {}

    /**
     * The rows that have the values that are sought; none if one of these is NULL.
     *
     * @param key a {@link Key}
     * @param rows arrays, read when they are first asked for in a run
     */
    public static Enumerable<Object> find(
            QueryRun run, Object key, Function0<Enumerable<Object>> rows, @Nullable Object[] sought) {
        HashIndex index = run.spooled().get(key, () -> of(rows.apply(), ((Key) key).columns));
        List<Object> values = new ArrayList<>();
        for (Object value : sought) {
            if (value == null) {
                return Linq4j.emptyEnumerable();
            }
            values.add(hashedAlike(value));
        }
        return Linq4j.asEnumerable(index.rows.getOrDefault(values, List.of()));
    }

    private static HashIndex of(Enumerable<Object> rows, List<Integer> columns) {
        HashIndex index = new HashIndex();
        try (Enumerator<Object> each = rows.enumerator()) {
            while (each.moveNext()) {
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
            values.add(hashedAlike(value));
        }
        rows.computeIfAbsent(values, none -> new ArrayList<>()).add(row);
    }

    private static Object hashedAlike(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }
}
