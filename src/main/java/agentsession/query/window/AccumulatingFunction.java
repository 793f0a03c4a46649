package agentsession.query.window;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An aggregate that adds rows while the frame grows, and restarts when the frame loses a row. */
final class AccumulatingFunction implements WindowFunction {
    private final GeneratedAggregate aggregate;
    private final List<Integer> arguments;
    private final Partition partition;
    /** The arguments so far, for DISTINCT. */
    private final @Nullable Set<List<@Nullable Object>> distinct;

    private int from;
    private int to;
    private @Nullable Object result;

    AccumulatingFunction(WindowCall call, GeneratedAggregate aggregate, Partition partition) {
        this.aggregate = aggregate;
        this.arguments = call.arguments();
        this.partition = partition;
        this.distinct = call.distinct() ? new HashSet<>() : null;
        begin(0);
    }

    @Override
    public @Nullable Object at(int row, FrameCursor frame) {
        boolean grows = frame.ranges() == 1 && frame.from(0) == from && frame.to(0) >= to;
        if (grows && frame.to(0) == to) {
            return result;
        }
        if (!grows) {
            begin(frame.ranges() == 0 ? 0 : frame.from(0));
        }
        for (int range = 0; range < frame.ranges(); range++) {
            for (int next = grows ? to : frame.from(range); next < frame.to(range); next++) {
                partition.check();
                add(partition.row(next));
            }
        }
        if (frame.ranges() > 0) {
            to = frame.to(0);
            // A frame with several ranges always restarts.
            from = frame.ranges() == 1 ? from : -1;
        }
        result = result();
        return result;
    }

    private void begin(int first) {
        aggregate.reset();
        if (distinct != null) {
            distinct.clear();
        }
        from = first;
        to = first;
    }

    private void add(@Nullable Object[] row) {
        if (distinct == null || distinct.add(SortKeyComparator.distinct(row, arguments))) {
            aggregate.add(row);
        }
    }

    /** Copies a list, since the aggregate continues to add to it. */
    private @Nullable Object result() {
        Object value = aggregate.result();
        return value instanceof List<?> list ? new ArrayList<>(list) : value;
    }
}
