package agentsession.query.window;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** The functions that give the value of another row: LAG and LEAD, FIRST_VALUE, LAST_VALUE and NTH_VALUE. */
final class RowValueFunction implements WindowFunction {
    private final SqlKind kind;
    private final List<Integer> arguments;
    private final Partition partition;
    /** The rows that count; NULL if all do. */
    private final @Nullable NonNullRows counted;

    RowValueFunction(WindowCall call, Partition partition) {
        this.kind = call.function().getKind();
        this.arguments = call.arguments();
        this.partition = partition;
        this.counted =
                call.ignoreNulls() ? new NonNullRows(partition, call.arguments().subList(0, 1)) : null;
    }

    @Override
    public @Nullable Object at(int row, FrameCursor frame) {
        return switch (kind) {
            case LAG, LEAD -> neighbour(row);
            case FIRST_VALUE -> value(nth(frame, 0));
            case LAST_VALUE -> value(last(frame));
            case NTH_VALUE -> nthValue(row, frame);
            default -> throw new IllegalStateException(kind.name());
        };
    }

    private @Nullable Object value(int row) {
        return row < 0 ? null : partition.value(row, arguments.get(0));
    }

    private @Nullable Object neighbour(int row) {
        Object distance = arguments.size() < 2 ? Integer.valueOf(1) : partition.value(row, arguments.get(1));
        if (distance == null) {
            return null;
        }
        int found = neighbour(row, (kind == SqlKind.LAG ? -1 : 1) * ((Number) distance).longValue());
        return found < 0 && arguments.size() > 2 ? partition.value(row, arguments.get(2)) : value(found);
    }

    /** @param distance so many of the rows that count, forwards or backwards */
    private int neighbour(int row, long distance) {
        if (counted == null || distance == 0) {
            long found = row + distance;
            return found < 0 || found >= partition.size() ? -1 : (int) found;
        }
        return counted.row(distance < 0 ? counted.before(row) + distance : counted.before(row + 1) + distance - 1);
    }

    private @Nullable Object nthValue(int row, FrameCursor frame) {
        Object number = partition.value(row, arguments.get(1));
        if (number == null) {
            return null;
        }
        long n = ((Number) number).longValue();
        if (n <= 0) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE, "NTH_VALUE counts from 1; there is no row %d.".formatted(n));
        }
        return value(nth(frame, n - 1));
    }

    /** The row before which there are so many others in the frame; -1 if there is none. */
    private int nth(FrameCursor frame, long others) {
        long left = others;
        for (int piece = 0; piece < frame.pieces(); piece++) {
            int from = frame.from(piece);
            int to = frame.to(piece);
            int here = counted == null ? to - from : counted.count(from, to);
            if (left < here) {
                return counted == null ? (int) (from + left) : counted.row(counted.before(from) + left);
            }
            left -= here;
        }
        return -1;
    }

    private int last(FrameCursor frame) {
        for (int piece = frame.pieces() - 1; piece >= 0; piece--) {
            int to = frame.to(piece);
            if (counted == null) {
                return to - 1;
            }
            if (counted.count(frame.from(piece), to) > 0) {
                return counted.row(counted.before(to) - 1L);
            }
        }
        return -1;
    }
}
