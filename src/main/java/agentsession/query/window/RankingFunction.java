package agentsession.query.window;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** The functions that say where a row stands in its partition. They see no frame. */
final class RankingFunction {
    private RankingFunction() {}

    static WindowFunction of(SqlKind kind, Partition partition) {
        return switch (kind) {
            case ROW_NUMBER -> (row, frame) -> row + 1L;
            case RANK -> (row, frame) -> partition.firstPeer(row) + 1L;
            case DENSE_RANK -> new DenseRank(partition);
            case PERCENT_RANK ->
                (row, frame) -> partition.size() == 1 ? 0D : (double) partition.firstPeer(row) / (partition.size() - 1);
            case CUME_DIST -> (row, frame) -> (double) partition.afterPeers(row) / partition.size();
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    /** NTILE: the first tiles take one row more each if the rows do not divide. */
    static WindowFunction tiles(Partition partition, @Nullable Object asked) {
        if (asked == null) {
            return (row, frame) -> null;
        }
        long tiles = ((Number) asked).longValue();
        if (tiles <= 0) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE, "NTILE makes 1 tile or more, not %d.".formatted(tiles));
        }
        long least = partition.size() / tiles;
        long inLarger = partition.size() % tiles * (least + 1);
        return (row, frame) ->
                row < inLarger ? row / (least + 1) + 1 : (row - inLarger) / least + partition.size() % tiles + 1;
    }

    private static final class DenseRank implements WindowFunction {
        private final Partition partition;
        private long rank;

        DenseRank(Partition partition) {
            this.partition = partition;
        }

        @Override
        public Object at(int row, FrameCursor frame) {
            if (partition.firstPeer(row) == row) {
                rank++;
            }
            return rank;
        }
    }
}
