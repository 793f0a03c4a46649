package agentsession.query.window;

import org.jspecify.annotations.Nullable;

/**
 * MIN and MAX. For a frame of one range whose bounds move forward, it maintains a queue of candidate rows (sliding window
 * minimum); for other frames it uses a segment tree.
 */
final class MinMaxFunction implements WindowFunction {
    private final Partition partition;
    private final int column;
    private final boolean greatest;

    /** The candidates from {@code first} to before {@code end}, each of which is more extreme than its successors. */
    private int @Nullable [] candidates;

    private int first;
    private int end;
    private int begin;
    private int next;
    private @Nullable Object @Nullable [] tree;

    MinMaxFunction(Partition partition, int column, boolean greatest) {
        this.partition = partition;
        this.column = column;
        this.greatest = greatest;
    }

    @Override
    public @Nullable Object at(int row, FrameCursor frame) {
        if (frame.ranges() == 1 && frame.from(0) >= begin && frame.to(0) >= next) {
            return slidingExtreme(frame.from(0), frame.to(0));
        }
        Object extreme = null;
        for (int range = 0; range < frame.ranges(); range++) {
            extreme = moreExtreme(extreme, of(frame.from(range), frame.to(range)));
        }
        return extreme;
    }

    /** The extreme of a frame that has moved forward since the last call. */
    private @Nullable Object slidingExtreme(int from, int to) {
        begin = from;
        if (candidates == null) {
            candidates = new int[partition.size()];
        }
        for (next = Math.max(next, from); next < to; next++) {
            partition.check();
            Object value = partition.value(next, column);
            if (value != null) {
                while (end > first && moreExtreme(partition.value(candidates[end - 1], column), value) == value) {
                    end--;
                }
                candidates[end++] = next;
            }
        }
        while (first < end && candidates[first] < from) {
            first++;
        }
        return first == end ? null : partition.value(candidates[first], column);
    }

    private @Nullable Object moreExtreme(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        int compared = SortKeyComparator.compareValues(a, b);
        return (greatest ? compared >= 0 : compared <= 0) ? a : b;
    }

    private @Nullable Object of(int from, int to) {
        @Nullable Object[] extremes = tree();
        Object extreme = null;
        int left = from + partition.size();
        int right = to + partition.size();
        while (left < right) {
            if ((left & 1) == 1) {
                extreme = moreExtreme(extreme, extremes[left++]);
            }
            if ((right & 1) == 1) {
                extreme = moreExtreme(extreme, extremes[--right]);
            }
            left >>= 1;
            right >>= 1;
        }
        return extreme;
    }

    /** The segment tree: the rows in the second half; each node i has the extreme of the nodes 2i and 2i+1. */
    private @Nullable Object[] tree() {
        if (tree == null) {
            int size = partition.size();
            @Nullable Object[] nodes = new Object[2 * size];
            for (int row = 0; row < size; row++) {
                nodes[size + row] = partition.value(row, column);
            }
            for (int node = size - 1; node > 0; node--) {
                partition.check();
                nodes[node] = moreExtreme(nodes[2 * node], nodes[2 * node + 1]);
            }
            tree = nodes;
        }
        return tree;
    }
}
