package agentsession.query.window;

import agentsession.adapter.QueryRun;
import agentsession.concurrent.CancellationToken;
import agentsession.memory.HeldMemory;
import agentsession.memory.QueryMemory;
import agentsession.memory.RowSize;
import agentsession.query.window.FrameBound.RangeKey;
import agentsession.query.window.WindowCall.Frame;
import agentsession.query.window.WindowCall.Sorting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.TransformedEnumerator;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Evaluates window functions: reads all rows, sorts them for each window, and appends the results to them. */
public final class WindowEvaluator {
    private final Plan plan;
    private final @Nullable Object[] amounts;
    private final @Nullable GeneratedAggregate[] aggregates;
    private final CancellationToken token;
    private final QueryMemory memory;

    private WindowEvaluator(
            Plan plan, @Nullable Object[] amounts, @Nullable GeneratedAggregate[] aggregates, QueryRun run) {
        this.plan = plan;
        this.amounts = amounts;
        this.aggregates = aggregates;
        this.token = run.token();
        this.memory = run.memory();
    }

    /** The types of the input columns, and the calls, whose results follow these columns. */
    record Plan(List<SqlTypeName> columns, List<WindowCall> calls) {
        static Plan of(RelDataType input, List<WindowCall> calls) {
            return new Plan(
                    input.getFieldList().stream()
                            .map(RelDataTypeField::getType)
                            .map(RelDataType::getSqlTypeName)
                            .toList(),
                    calls);
        }
    }

    /**
     * Returns the rows with the results; for generated code.
     *
     * @param plan a {@link Plan}
     * @param amounts the offsets of the lower and upper bound of each call's frame
     * @param aggregates the generated aggregates of the calls that need one
     */
    public static Enumerable<@Nullable Object[]> of(
            DataContext root,
            Enumerable<@Nullable Object[]> input,
            Object plan,
            @Nullable Object[] amounts,
            @Nullable GeneratedAggregate[] aggregates) {
        WindowEvaluator evaluator = new WindowEvaluator((Plan) plan, amounts, aggregates, QueryRun.of(root));
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<@Nullable Object[]> enumerator() {
                HeldMemory held = evaluator.memory.hold("a window function");
                return new TransformedEnumerator<@Nullable Object[], @Nullable Object[]>(
                        Linq4j.enumerator(Arrays.asList(evaluator.rows(input, held)))) {
                    @Override
                    protected @Nullable Object[] transform(@Nullable Object[] row) {
                        return row;
                    }

                    @Override
                    public void close() {
                        held.close();
                    }
                };
            }
        };
    }

    private @Nullable Object[][] rows(Enumerable<@Nullable Object[]> input, HeldMemory held) {
        @Nullable Object[][] rows = read(input, held);
        Map<Sorting, Map<Frame, List<Integer>>> windows = new LinkedHashMap<>();
        for (int i = 0; i < plan.calls.size(); i++) {
            WindowCall call = plan.calls.get(i);
            windows.computeIfAbsent(call.sorting(), sorting -> new LinkedHashMap<>())
                    .computeIfAbsent(call.frame(), frame -> new ArrayList<>())
                    .add(i);
        }
        windows.forEach((sorting, frames) -> compute(rows, sorting, frames));
        return rows;
    }

    /** Reads the rows into arrays with space for the results. */
    private @Nullable Object[][] read(Enumerable<@Nullable Object[]> input, HeldMemory held) {
        int width = plan.columns.size() + plan.calls.size();
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (Enumerator<@Nullable Object[]> reading = input.enumerator()) {
            while (reading.moveNext()) {
                token.throwIfCancelled();
                @Nullable Object[] row = Arrays.copyOf(reading.current(), width);
                held.add(RowSize.of(row));
                rows.add(row);
            }
        }
        return rows.toArray(Object[][]::new);
    }

    private void compute(@Nullable Object[][] rows, Sorting sorting, Map<Frame, List<Integer>> frames) {
        SortKeyComparator order = new SortKeyComparator(
                sorting.order().stream().map(WindowEvaluator::key).toList(), token);
        int first = 0;
        for (int end : groupByPartition(rows, sorting.partition())) {
            token.throwIfCancelled();
            if (!sorting.order().isEmpty()) {
                Arrays.sort(rows, first, end, order);
            }
            Partition partition = new Partition(rows, first, end - first, order, token);
            frames.forEach((frame, calls) -> compute(partition, sorting, frame, calls));
            first = end;
        }
    }

    /** Groups the rows by partition, and returns the end index of each partition. */
    private List<Integer> groupByPartition(@Nullable Object[][] rows, List<Integer> columns) {
        if (columns.isEmpty() || rows.length == 0) {
            return rows.length == 0 ? List.of() : List.of(rows.length);
        }
        Map<List<@Nullable Object>, List<@Nullable Object[]>> partitions = new LinkedHashMap<>();
        for (@Nullable Object[] row : rows) {
            token.throwIfCancelled();
            partitions
                    .computeIfAbsent(SortKeyComparator.distinct(row, columns), key -> new ArrayList<>())
                    .add(row);
        }
        List<Integer> ends = new ArrayList<>();
        int end = 0;
        for (List<@Nullable Object[]> partition : partitions.values()) {
            for (@Nullable Object[] row : partition) {
                rows[end++] = row;
            }
            ends.add(end);
        }
        return ends;
    }

    private static SortKeyComparator.Key key(RelFieldCollation collation) {
        boolean descending = collation.getDirection().isDescending();
        NullDirection nulls = collation.nullDirection;
        return new SortKeyComparator.Key(
                collation.getFieldIndex(),
                descending,
                nulls == NullDirection.UNSPECIFIED ? descending : nulls == NullDirection.FIRST);
    }

    private void compute(Partition partition, Sorting sorting, Frame frame, List<Integer> calls) {
        RangeKey key = null;
        if (!sorting.order().isEmpty()) {
            SortKeyComparator.Key first = key(sorting.order().get(0));
            key = new RangeKey(first, plan.columns.get(first.column()));
        }
        int any = calls.get(0);
        FrameCursor cursor = new FrameCursor(
                partition,
                FrameBound.in(partition, frame, true, amounts[2 * any], key),
                FrameBound.in(partition, frame, false, amounts[2 * any + 1], key),
                frame.exclusion());
        WindowFunction[] functions =
                calls.stream().map(call -> function(call, partition)).toArray(WindowFunction[]::new);
        for (int row = 0; row < partition.size(); row++) {
            token.throwIfCancelled();
            cursor.moveTo(row);
            for (int i = 0; i < functions.length; i++) {
                partition.row(row)[plan.columns.size() + calls.get(i)] = functions[i].at(row, cursor);
            }
        }
    }

    private WindowFunction function(int index, Partition partition) {
        WindowCall call = plan.calls.get(index);
        GeneratedAggregate aggregate = aggregates[index];
        if (aggregate != null) {
            return new AccumulatingFunction(call, aggregate, partition);
        }
        List<Integer> arguments = call.arguments();
        SqlKind kind = call.function().getKind();
        return switch (kind) {
            case NTILE -> RankingFunction.tiles(partition, partition.value(0, arguments.get(0)));
            case LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE -> new RowValueFunction(call, partition);
            case COUNT -> count(arguments, partition);
            case MIN, MAX -> new MinMaxFunction(partition, arguments.get(0), kind == SqlKind.MAX);
            case SUM, SUM0 ->
                new SumFunction(
                        partition,
                        arguments.get(0),
                        call.type().getSqlTypeName() == SqlTypeName.DECIMAL,
                        kind == SqlKind.SUM0,
                        new NonNullRows(partition, arguments));
            default -> RankingFunction.of(kind, partition);
        };
    }

    private static WindowFunction count(List<Integer> arguments, Partition partition) {
        NonNullRows nonNull = new NonNullRows(partition, arguments);
        return (row, frame) -> (long) nonNull.count(frame);
    }
}
