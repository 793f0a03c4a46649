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
 * Each row beside the rows of a query that depends on it. What the query gave is remembered by the values it depends on.
 * Public for the code that Calcite generates; its rows are arrays.
 */
public final class MemoizedRows implements Enumerator<Object> {
    private static final int MOST_REMEMBERED = 100_000;
    private static final Iterator<Object> NONE = List.of().iterator();

    private final Enumerator<Object> left;
    private final Function1<Object[], Enumerable<Object>> right;
    private final int[] columns;
    private final boolean outer;
    private final int rightWidth;
    private final Map<List<@Nullable Object>, List<Object>> known = new HashMap<>();
    private int remembered;
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
     * The joined rows.
     *
     * @param right the query for a row of {@code left}
     * @param columns of the left row that make a difference to the query
     * @param outer whether a row for which the query gives none stands beside NULLs
     * @param rightWidth how many columns the query has
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
        List<Object> found = known.get(values);
        if (found == null) {
            found = right.apply(row).toList();
            if (remembered < MOST_REMEMBERED) {
                remembered += found.size() + 1;
                known.put(values, found);
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
        throw new UnsupportedOperationException("Rows are read once");
    }

    @Override
    public void close() {
        left.close();
    }
}
