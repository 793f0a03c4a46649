package agentsession.query.subquery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/**
 * Joins each row with the rows of a correlated query, whose results are cached by the values that it depends on. Rows are
 * arrays. Public for generated code.
 */
public final class MemoizedRows implements Enumerator<Object> {
    private static final int MAX_CACHED_ROWS = 100_000;
    private static final Iterator<Object> NONE = List.of().iterator();

    private final Enumerator<Object> left;
    private final Function1<Object[], Enumerable<Object>> right;
    private final int[] columns;
    private final boolean outer;
    private final int rightWidth;
    private final Map<List<@Nullable Object>, List<Object>> cache = new HashMap<>();
    private int cachedRows;
    private Iterator<Object> matches = NONE;
    private @Nullable Object[] current = {};

    private MemoizedRows(
            Enumerator<Object> left,
            Function1<Object[], Enumerable<Object>> right,
            int[] columns,
            boolean outer,
            int rightWidth) {
        this.left = left;
        this.right = right;
        this.columns = columns;
        this.outer = outer;
        this.rightWidth = rightWidth;
    }

    /**
     * Returns the joined rows.
     *
     * @param right the query for a row of {@code left}
     * @param columns the columns of the left row on which the query depends
     * @param outer whether a row without matches is joined with NULLs
     * @param rightWidth the number of columns of the query
     */
    public static Enumerable<Object> of(
            Enumerable<Object> left,
            Function1<Object[], Enumerable<Object>> right,
            int[] columns,
            boolean outer,
            int rightWidth) {
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<Object> enumerator() {
                return new MemoizedRows(left.enumerator(), right, columns, outer, rightWidth);
            }
        };
    }

    @Override
    public boolean moveNext() {
        while (!matches.hasNext()) {
            if (!left.moveNext()) {
                return false;
            }
            @Nullable Object[] row = (@Nullable Object[]) left.current();
            current = Arrays.copyOf(row, row.length + rightWidth);
            List<Object> found = rows(row);
            if (found.isEmpty() && outer) {
                return true;
            }
            matches = found.iterator();
        }
        Object[] match = (Object[]) matches.next();
        int width = current.length - rightWidth;
        current = Arrays.copyOf(current, current.length);
        System.arraycopy(match, 0, current, width, rightWidth);
        return true;
    }

    private List<Object> rows(@Nullable Object[] row) {
        List<@Nullable Object> values = new ArrayList<>(columns.length);
        for (int column : columns) {
            values.add(row[column]);
        }
        List<Object> found = cache.get(values);
        if (found == null) {
            found = right.apply(row).toList();
            if (cachedRows < MAX_CACHED_ROWS) {
                cachedRows += found.size() + 1;
                cache.put(values, found);
            }
        }
        return found;
    }

    @Override
    public Object current() {
        return current;
    }

    @Override
    public void reset() {
        throw new UnsupportedOperationException("The rows can be read only once");
    }

    @Override
    public void close() {
        left.close();
    }
}
