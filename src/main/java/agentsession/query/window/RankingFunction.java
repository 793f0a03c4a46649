package agentsession.query.window;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** The ranking functions, which do not depend on the frame. */
final class RankingFunction {
    private RankingFunction() {}

    static WindowFunction of(SqlKind kind, Partition partition) {
        return switch (kind) {
            case ROW_NUMBER -> (row, frame) -> row + 1L;
            case RANK -> (row, frame) -> partition.firstPeer(row) + 1L;
            case DENSE_RANK -> new DenseRank(partition);
            case PERCENT_RANK ->
                (row, frame) -> partition.size() == 1 ? 0D : (double) partition.firstPeer(row) / (partition.size() - 1);
            case CUME_DIST -> (row, frame) -> (double) partition.endOfPeers(row) / partition.size();
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    /** NTILE: if the rows cannot be divided evenly, the first tiles have one more row. */
    static WindowFunction tiles(Partition partition, @Nullable Object argument) {
        if (argument == null) {
            return (row, frame) -> null;
        }
        long tiles = ((Number) argument).longValue();
        if (tiles <= 0) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The argument of NTILE must be at least 1, not %d.".formatted(tiles));
        }
        long tileSize = partition.size() / tiles;
        long inLarger = partition.size() % tiles * (tileSize + 1);
        return (row, frame) ->
                row < inLarger ? row / (tileSize + 1) + 1 : (row - inLarger) / tileSize + partition.size() % tiles + 1;
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
