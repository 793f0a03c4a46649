package agentsession.query.window;

import agentsession.concurrent.CancellationToken;
import org.jspecify.annotations.Nullable;

/** The rows of one partition in their order; a row is named by its place in the partition, from 0. */
final class Partition {
    private final @Nullable Object[][] rows;
    private final int first;
    private final int size;
    private final SortKeyComparator order;
    private final CancellationToken token;
    private int @Nullable [] peers;

    Partition(@Nullable Object[][] rows, int first, int size, SortKeyComparator order, CancellationToken token) {
        this.rows = rows;
        this.first = first;
        this.size = size;
        this.order = order;
        this.token = token;
    }

    int size() {
        return size;
    }

    @Nullable
    Object[] row(int row) {
        return rows[first + row];
    }

    @Nullable
    Object value(int row, int column) {
        return rows[first + row][column];
    }

    /** Fails if the run has been ended. */
    void check() {
        token.throwIfCancelled();
    }

    /** The first of the rows that have the same keys as this one. */
    int firstPeer(int row) {
        int place = peers()[row];
        return place < 0 ? row : place;
    }

    /** The row after the last that has the same keys as this one. */
    int afterPeers(int row) {
        return -peers()[firstPeer(row)];
    }

    /** For each row the first of its peers, but for that one what comes after the last of them, negated. */
    private int[] peers() {
        if (peers == null) {
            peers = new int[size];
            int start = 0;
            for (int row = 1; row <= size; row++) {
                if (row == size || order.compare(row(row - 1), row(row)) != 0) {
                    peers[start] = -row;
                    start = row;
                } else {
                    peers[row] = start;
                }
            }
        }
        return peers;
    }
}
