package agentsession.query.window;

/** The rows of a partition in which none of some columns is NULL. */
final class NonNullRows {
    /** For each row, how many there are before it; one more for those in all. */
    private final int[] before;

    NonNullRows(Partition partition, Iterable<Integer> columns) {
        before = new int[partition.size() + 1];
        for (int row = 0; row < partition.size(); row++) {
            partition.check();
            boolean isOne = true;
            for (int column : columns) {
                isOne &= partition.value(row, column) != null;
            }
            before[row + 1] = before[row] + (isOne ? 1 : 0);
        }
    }

    int count(int from, int to) {
        return before[to] - before[from];
    }

    int count(FrameCursor frame) {
        int count = 0;
        for (int piece = 0; piece < frame.pieces(); piece++) {
            count += count(frame.from(piece), frame.to(piece));
        }
        return count;
    }

    /** The row before which there are so many others, counted from the first of the partition; -1 if there is none. */
    int row(long others) {
        if (others < 0 || others >= before[before.length - 1]) {
            return -1;
        }
        int low = 0;
        int high = before.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before[middle] > others) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    int before(int row) {
        return before[row];
    }
}
