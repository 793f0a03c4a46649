package agentsession.query.window;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** The functions that return the value of another row: LAG, LEAD, FIRST_VALUE, LAST_VALUE and NTH_VALUE. */
final class RowValueFunction implements WindowFunction {
    private final SqlKind kind;
    private final List<Integer> arguments;
    private final Partition partition;
    /** The non-null rows for IGNORE NULLS; null if NULLs are respected. */
    private final @Nullable NonNullRows nonNull;

    RowValueFunction(WindowCall call, Partition partition) {
        this.kind = call.function().getKind();
        this.arguments = call.arguments();
        this.partition = partition;
        this.nonNull =
                call.ignoreNulls() ? new NonNullRows(partition, call.arguments().subList(0, 1)) : null;
    }

    @Override
    public @Nullable Object at(int row, FrameCursor frame) {
        return switch (kind) {
            case LAG, LEAD -> leadLag(row);
            case FIRST_VALUE -> value(nth(frame, 0));
            case LAST_VALUE -> value(last(frame));
            case NTH_VALUE -> nthValue(row, frame);
            default -> throw new IllegalStateException(kind.name());
        };
    }

    private @Nullable Object value(int row) {
        return row < 0 ? null : partition.value(row, arguments.get(0));
    }

    private @Nullable Object leadLag(int row) {
        Object distance = arguments.size() < 2 ? Integer.valueOf(1) : partition.value(row, arguments.get(1));
        if (distance == null) {
            return null;
        }
        int found = leadLag(row, (kind == SqlKind.LAG ? -1 : 1) * ((Number) distance).longValue());
        return found < 0 && arguments.size() > 2 ? partition.value(row, arguments.get(2)) : value(found);
    }

    /** @param distance the number of rows, or of non-null rows for IGNORE NULLS; negative for LAG */
    private int leadLag(int row, long distance) {
        if (nonNull == null || distance == 0) {
            long found = row + distance;
            return found < 0 || found >= partition.size() ? -1 : (int) found;
        }
        return nonNull.row(distance < 0 ? nonNull.before(row) + distance : nonNull.before(row + 1) + distance - 1);
    }

    private @Nullable Object nthValue(int row, FrameCursor frame) {
        Object number = partition.value(row, arguments.get(1));
        if (number == null) {
            return null;
        }
        long n = ((Number) number).longValue();
        if (n <= 0) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The second argument of NTH_VALUE must be at least 1, not %d.".formatted(n));
        }
        return value(nth(frame, n - 1));
    }

    /** The row with this index in the frame; -1 if there is none. */
    private int nth(FrameCursor frame, long index) {
        long remaining = index;
        for (int range = 0; range < frame.ranges(); range++) {
            int from = frame.from(range);
            int to = frame.to(range);
            int count = nonNull == null ? to - from : nonNull.count(from, to);
            if (remaining < count) {
                return nonNull == null ? (int) (from + remaining) : nonNull.row(nonNull.before(from) + remaining);
            }
            remaining -= count;
        }
        return -1;
    }

    private int last(FrameCursor frame) {
        for (int range = frame.ranges() - 1; range >= 0; range--) {
            int to = frame.to(range);
            if (nonNull == null) {
                return to - 1;
            }
            if (nonNull.count(frame.from(range), to) > 0) {
                return nonNull.row(nonNull.before(to) - 1L);
            }
        }
        return -1;
    }
}
