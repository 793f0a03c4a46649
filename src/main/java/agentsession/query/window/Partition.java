package agentsession.query.window;

import agentsession.concurrent.CancellationToken;
import org.jspecify.annotations.Nullable;

/** The sorted rows of a partition. A row is identified by its index, from 0. */
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

    /** Throws the reason if the execution is cancelled. */
    void check() {
        token.throwIfCancelled();
    }

    /** The first peer of a row: the first row with equal sort keys. */
    int firstPeer(int row) {
        int peer = peers()[row];
        return peer < 0 ? row : peer;
    }

    /** The row after the last peer of a row. */
    int endOfPeers(int row) {
        return -peers()[firstPeer(row)];
    }

    /** For each row its first peer; for the first peer itself, the negated index after the last peer. */
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
