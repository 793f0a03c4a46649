package agentsession.query.window;

import org.apache.calcite.rex.RexWindowExclusion;

/** The frame of the current row: up to three ranges of the partition, since rows may be excluded. */
final class FrameCursor {
    private final Partition partition;
    private final FrameBound lower;
    private final FrameBound upper;
    private final RexWindowExclusion exclusion;
    private final int[] from = new int[3];
    private final int[] to = new int[3];
    private int ranges;

    FrameCursor(Partition partition, FrameBound lower, FrameBound upper, RexWindowExclusion exclusion) {
        this.partition = partition;
        this.lower = lower;
        this.upper = upper;
        this.exclusion = exclusion;
    }

    /** Moves to the frame of a row; it is called for the rows in order. */
    void moveTo(int row) {
        int start = lower.of(row);
        int end = upper.of(row);
        ranges = 0;
        switch (exclusion) {
            case EXCLUDE_NO_OTHER -> add(start, end);
            case EXCLUDE_CURRENT_ROW -> addWithout(start, end, row, row + 1);
            case EXCLUDE_GROUP -> addWithout(start, end, partition.firstPeer(row), partition.endOfPeers(row));
            case EXCLUDE_TIES -> {
                add(start, Math.min(end, partition.firstPeer(row)));
                add(Math.max(start, row), Math.min(end, row + 1));
                add(Math.max(start, partition.endOfPeers(row)), end);
            }
        }
    }

    private void addWithout(int start, int end, int excludedStart, int excludedEnd) {
        add(start, Math.min(end, excludedStart));
        add(Math.max(start, excludedEnd), end);
    }

    private void add(int start, int end) {
        if (start < end) {
            from[ranges] = start;
            to[ranges] = end;
            ranges++;
        }
    }

    /** The number of ranges, none of which is empty. */
    int ranges() {
        return ranges;
    }

    /** The first row of a range. */
    int from(int range) {
        return from[range];
    }

    /** The row after the last of a range. */
    int to(int range) {
        return to[range];
    }
}
