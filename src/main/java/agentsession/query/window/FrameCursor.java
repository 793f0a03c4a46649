package agentsession.query.window;

import org.apache.calcite.rex.RexWindowExclusion;

/** The frame of the current row: none, one, two or three pieces of the partition, since rows may be excluded. */
final class FrameCursor {
    private final Partition partition;
    private final FrameBound lower;
    private final FrameBound upper;
    private final RexWindowExclusion exclusion;
    private final int[] from = new int[3];
    private final int[] to = new int[3];
    private int pieces;

    FrameCursor(Partition partition, FrameBound lower, FrameBound upper, RexWindowExclusion exclusion) {
        this.partition = partition;
        this.lower = lower;
        this.upper = upper;
        this.exclusion = exclusion;
    }

    /** Goes to the frame of a row; rows come in their order. */
    void moveTo(int row) {
        int start = lower.of(row);
        int end = upper.of(row);
        pieces = 0;
        switch (exclusion) {
            case EXCLUDE_NO_OTHER -> add(start, end);
            case EXCLUDE_CURRENT_ROW -> addWithout(start, end, row, row + 1);
            case EXCLUDE_GROUP -> addWithout(start, end, partition.firstPeer(row), partition.afterPeers(row));
            case EXCLUDE_TIES -> {
                add(start, Math.min(end, partition.firstPeer(row)));
                add(Math.max(start, row), Math.min(end, row + 1));
                add(Math.max(start, partition.afterPeers(row)), end);
            }
        }
    }

    private void addWithout(int start, int end, int hole, int afterHole) {
        add(start, Math.min(end, hole));
        add(Math.max(start, afterHole), end);
    }

    private void add(int start, int end) {
        if (start < end) {
            from[pieces] = start;
            to[pieces] = end;
            pieces++;
        }
    }

    /** How many pieces there are; none is empty. */
    int pieces() {
        return pieces;
    }

    /** The first row of a piece. */
    int from(int piece) {
        return from[piece];
    }

    /** The row after the last of a piece. */
    int to(int piece) {
        return to[piece];
    }
}
