package agentsession.query.window;

import org.jspecify.annotations.Nullable;

/**
 * MIN and MAX. Of a frame in one piece, as long as its ends move forward, the rows are known that may yet be the extreme;
 * of others, such as those that leave out rows, a tree of the extremes of neighbours.
 */
final class MinMaxFunction implements WindowFunction {
    private final Partition partition;
    private final int column;
    private final boolean greatest;

    /** Rows from {@code first} to before {@code end}, each of which is further out than all that follow it. */
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
        if (frame.pieces() == 1 && frame.from(0) >= begin && frame.to(0) >= next) {
            return ofMovedFrame(frame.from(0), frame.to(0));
        }
        Object extreme = null;
        for (int piece = 0; piece < frame.pieces(); piece++) {
            extreme = further(extreme, of(frame.from(piece), frame.to(piece)));
        }
        return extreme;
    }

    /** Of a frame that has moved on since the last one. */
    private @Nullable Object ofMovedFrame(int from, int to) {
        begin = from;
        if (candidates == null) {
            candidates = new int[partition.size()];
        }
        for (next = Math.max(next, from); next < to; next++) {
            partition.check();
            Object value = partition.value(next, column);
            if (value != null) {
                while (end > first && further(partition.value(candidates[end - 1], column), value) == value) {
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

    private @Nullable Object further(@Nullable Object a, @Nullable Object b) {
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
                extreme = further(extreme, extremes[left++]);
            }
            if ((right & 1) == 1) {
                extreme = further(extreme, extremes[--right]);
            }
            left >>= 1;
            right >>= 1;
        }
        return extreme;
    }

    /** The rows in the second half; before them, each place has the extreme of the places at twice its number. */
    private @Nullable Object[] tree() {
        if (tree == null) {
            int size = partition.size();
            @Nullable Object[] made = new Object[2 * size];
            for (int row = 0; row < size; row++) {
                made[size + row] = partition.value(row, column);
            }
            for (int place = size - 1; place > 0; place--) {
                partition.check();
                made[place] = further(made[2 * place], made[2 * place + 1]);
            }
            tree = made;
        }
        return tree;
    }
}
