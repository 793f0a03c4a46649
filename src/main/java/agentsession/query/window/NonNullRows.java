package agentsession.query.window;

/** The rows of a partition in which none of the given columns is NULL. */
final class NonNullRows {
    /** The number of non-null rows before each row; the last element is the total. */
    private final int[] before;

    NonNullRows(Partition partition, Iterable<Integer> columns) {
        before = new int[partition.size() + 1];
        for (int row = 0; row < partition.size(); row++) {
            partition.check();
            boolean nonNull = true;
            for (int column : columns) {
                nonNull &= partition.value(row, column) != null;
            }
            before[row + 1] = before[row] + (nonNull ? 1 : 0);
        }
    }

    int count(int from, int to) {
        return before[to] - before[from];
    }

    int count(FrameCursor frame) {
        int count = 0;
        for (int range = 0; range < frame.ranges(); range++) {
            count += count(frame.from(range), frame.to(range));
        }
        return count;
    }

    /** The non-null row with this index among the non-null rows of the partition; -1 if there is none. */
    int row(long index) {
        if (index < 0 || index >= before[before.length - 1]) {
            return -1;
        }
        int low = 0;
        int high = before.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before[middle] > index) {
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
