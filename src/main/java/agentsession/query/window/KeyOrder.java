package agentsession.query.window;

import agentsession.adapter.ScanMonitor;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of rows by keys of a partition and keys within it. Each comparison looks whether the run has been ended. */
final class KeyOrder implements Comparator<@Nullable Object[]> {

    /** A column to sort by. */
    record Key(int column, boolean descending, boolean nullsFirst) {}

    private final List<Key> partition;
    private final List<Key> within;
    private final ScanMonitor monitor;

    KeyOrder(List<Key> partition, List<Key> within, ScanMonitor monitor) {
        this.partition = partition;
        this.within = within;
        this.monitor = monitor;
    }

    boolean isAny() {
        return partition.isEmpty() && within.isEmpty();
    }

    @Override
    public int compare(@Nullable Object[] a, @Nullable Object[] b) {
        monitor.check();
        int compared = compare(partition, a, b);
        return compared == 0 ? compare(within, a, b) : compared;
    }

    boolean areOfOnePartition(@Nullable Object[] a, @Nullable Object[] b) {
        return compare(partition, a, b) == 0;
    }

    boolean arePeers(@Nullable Object[] a, @Nullable Object[] b) {
        return compare(within, a, b) == 0;
    }

    private static int compare(List<Key> keys, @Nullable Object[] a, @Nullable Object[] b) {
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

    /** Compares two values of one type, neither of which is NULL. */
    @SuppressWarnings("unchecked") // the values of a column are comparable, or lists of such
    static int compareValues(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            // Zero has one sign in SQL.
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
}
