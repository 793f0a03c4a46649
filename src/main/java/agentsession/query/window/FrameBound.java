package agentsession.query.window;

import agentsession.query.window.WindowCall.Frame;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The first row of a frame, or the row after its last. It is called for the rows of a partition in order. */
interface FrameBound {
    int of(int row);

    /**
     * The sort key to which RANGE refers.
     *
     * @param type the type of the key
     */
    record RangeKey(SortKeyComparator.Key key, SqlTypeName type) {}

    /**
     * Creates a bound for a partition.
     *
     * @param amount the value of the offset; null for other bounds
     * @param key the sort key; only required for RANGE with an offset
     */
    static FrameBound in(
            Partition partition, Frame frame, boolean lower, @Nullable Object amount, @Nullable RangeKey key) {
        RexWindowBound bound = lower ? frame.lower() : frame.upper();
        if (bound.isUnbounded()) {
            int edge = bound.isPreceding() ? 0 : partition.size();
            return row -> edge;
        }
        if (bound.isCurrentRow()) {
            if (frame.rows()) {
                return lower ? row -> row : row -> row + 1;
            }
            return lower ? partition::firstPeer : partition::endOfPeers;
        }
        if (frame.rows()) {
            long distance = RangeOffset.notNegative(amount).longValue();
            // Limit the distance to prevent an overflow.
            long limited = Math.min(distance, partition.size() + 1L);
            long offset = (bound.isPreceding() ? -limited : limited) + (lower ? 0 : 1);
            return row -> (int) Math.max(0, Math.min(partition.size(), row + offset));
        }
        if (key == null || bound.getOffset() == null) {
            throw new IllegalStateException("RANGE with an offset requires one sort key");
        }
        RangeOffset distance =
                RangeOffset.of(key.type(), bound.getOffset().getType().getSqlTypeName(), amount);
        return new Range(partition, key.key(), distance, lower, bound.isPreceding());
    }

    /**
     * A bound by the distance of keys. It only moves forward, since rows are sorted by the key. NULL has the distance 0 from
     * NULL, and an infinite distance from other values.
     */
    final class Range implements FrameBound {
        private final Partition partition;
        private final SortKeyComparator.Key key;
        private final RangeOffset distance;
        private final boolean lower;
        private final boolean downwards;
        private int position;

        Range(Partition partition, SortKeyComparator.Key key, RangeOffset distance, boolean lower, boolean preceding) {
            this.partition = partition;
            this.key = key;
            this.distance = distance;
            this.lower = lower;
            this.downwards = preceding != key.descending();
        }

        @Override
        public int of(int row) {
            Object current = partition.value(row, key.column());
            if (current == null) {
                return lower ? partition.firstPeer(row) : partition.endOfPeers(row);
            }
            Object end = distance.from(current, downwards);
            while (position < partition.size() && isBefore(partition.value(position, key.column()), end)) {
                partition.check();
                position++;
            }
            return position;
        }

        /** Whether a key comes before the bound. */
        private boolean isBefore(@Nullable Object other, Object end) {
            if (other == null) {
                return key.nullsFirst();
            }
            int compared = SortKeyComparator.compareValues(distance.comparable(other), end);
            int inOrder = key.descending() ? -compared : compared;
            return lower ? inOrder < 0 : inOrder <= 0;
        }
    }
}
