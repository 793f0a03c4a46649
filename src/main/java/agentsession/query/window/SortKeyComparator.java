package agentsession.query.window;

import agentsession.concurrent.CancellationToken;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares rows by sort keys. Each comparison checks for cancellation. */
final class SortKeyComparator implements Comparator<@Nullable Object[]> {

    /** A sort key. */
    record Key(int column, boolean descending, boolean nullsFirst) {}

    private final Key[] keys;
    private final CancellationToken token;

    SortKeyComparator(List<Key> keys, CancellationToken token) {
        this.keys = keys.toArray(Key[]::new);
        this.token = token;
    }

    @Override
    public int compare(@Nullable Object[] a, @Nullable Object[] b) {
        token.throwIfCancelled();
        for (Key key : keys) {
            int compared = compare(key, a[key.column], b[key.column]);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static int compare(Key key, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            if (a == b) {
                return 0;
            }
            return (a == null) == key.nullsFirst ? -1 : 1;
        }
        return key.descending ? compareValues(b, a) : compareValues(a, b);
    }

    /** Compares two non-null values of the same type. */
    @SuppressWarnings("unchecked") // the values of a column are comparable, or lists of such
    static int compareValues(Object a, Object b) {
        // The most frequent types come first, since sorting spends most of its time here.
        if (a instanceof Integer x && b instanceof Integer y) {
            return x.compareTo(y);
        }
        if (a instanceof Long x && b instanceof Long y) {
            return x.compareTo(y);
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        if (a instanceof Double x && b instanceof Double y) {
            // 0.0 and -0.0 are equal in SQL.
            return x.doubleValue() == y.doubleValue() ? 0 : x.compareTo(y);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return compareLists(x, y);
        }
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static int compareLists(List<?> a, List<?> b) {
        for (int i = 0; i < a.size() && i < b.size(); i++) {
            int compared = compare(new Key(i, false, false), a.get(i), b.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** The values of some columns of a row, as a list that is equal to another if the values are equal in SQL. */
    static List<@Nullable Object> distinct(@Nullable Object[] row, List<Integer> columns) {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = distinct(row[columns.get(i)]);
        }
        return Arrays.asList(values);
    }

    private static @Nullable Object distinct(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        // Adding 0.0 converts -0.0 to 0.0.
        return value instanceof Double number ? Double.valueOf(number + 0.0) : value;
    }
}
