package agentsession.query.window;

import agentsession.query.window.WindowCall.Frame;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Where the frame of a row begins, or before which row it ends. Asked for one row after the other. */
interface FrameBound {
    int of(int row);

    /**
     * What the order of a window is by, as far as RANGE counts from it.
     *
     * @param type of the key
     */
    record RangeKey(SortKeyComparator.Key key, SqlTypeName type) {}

    /**
     * A bound within a partition.
     *
     * @param amount how far an offset reaches; NULL for other bounds
     * @param key what RANGE counts from; needed for a RANGE with an offset alone
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
            return lower ? partition::firstPeer : partition::afterPeers;
        }
        if (frame.rows()) {
            long distance = RangeOffset.notNegative(amount).longValue();
            // What is beyond an edge is at the edge, and so is what is too far to count.
            long reach = Math.min(distance, partition.size() + 1L);
            long step = (bound.isPreceding() ? -reach : reach) + (lower ? 0 : 1);
            return row -> (int) Math.max(0, Math.min(partition.size(), row + step));
        }
        if (key == null || bound.getOffset() == null) {
            throw new IllegalStateException("A RANGE with an offset has one key");
        }
        RangeOffset distance =
                RangeOffset.of(key.type(), bound.getOffset().getType().getSqlTypeName(), amount);
        return new Range(partition, key.key(), distance, lower, bound.isPreceding());
    }

    /**
     * By the distance of keys, which only ever moves forward, since keys do. A NULL is as near to another NULL as can be, and
     * infinitely far from all else.
     */
    final class Range implements FrameBound {
        private final Partition partition;
        private final SortKeyComparator.Key key;
        private final RangeOffset distance;
        private final boolean lower;
        private final boolean downwards;
        private int place;

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
                return lower ? partition.firstPeer(row) : partition.afterPeers(row);
            }
            Object end = distance.from(current, downwards);
            while (place < partition.size() && isBefore(partition.value(place, key.column()), end)) {
                partition.check();
                place++;
            }
            return place;
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
