package agentsession.cache.store;

import agentsession.concurrent.CancellationToken;
import agentsession.decode.InvalidCell;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportColumn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reader of a {@link StoredReport}: the rows of a range, in the order of the report. It decodes only the columns that it
 * needs, and skips blocks outside the range. One thread reads; any may close.
 */
public final class StoredRows implements AutoCloseable {
    private static final int BUFFER = 1 << 14;

    private final StoredReport report;
    private final List<ReportColumn> columns;
    private final int[] wanted;
    /** Whether the wanted columns are all those of the report. */
    private final boolean wholeRows;

    private final int login;
    private final RowRange range;
    private final CancellationToken token;
    private final CancellationToken.Registration wakeUp;
    private final @Nullable ColumnCodec[] codecs;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long delivered;
    private @Nullable DriverException failure;

    /** The position; guarded by the lock of the report. */
    private int index;

    private int offset;
    private volatile Thread thread = Thread.currentThread();

    /**
     * @param columns those of the report
     * @param wanted those of a row
     */
    StoredRows(
            StoredReport report,
            List<ReportColumn> columns,
            List<ReportColumn> wanted,
            RowRange range,
            CancellationToken token) {
        this.report = report;
        this.columns = columns;
        this.wanted = wanted.stream().mapToInt(columns::indexOf).toArray();
        this.wholeRows = wanted.equals(columns);
        this.login = columns.indexOf(ReportColumn.LOGIN_DTS);
        this.range = range;
        this.token = token;
        this.codecs = new @Nullable ColumnCodec[columns.size()];
        this.wakeUp = report.wakeOn(token);
    }

    Duration timeLeft() {
        return token.timeLeft();
    }

    RowRange range() {
        return range;
    }

    int index() {
        return index;
    }

    int offset() {
        return offset;
    }

    void moveTo(int block) {
        index = block;
        offset = 0;
    }

    /** The thread that read last. */
    Thread thread() {
        return thread;
    }

    /** The number of rows so far. */
    public long delivered() {
        return delivered;
    }

    /**
     * Waits for the next rows.
     *
     * @param earlier the number of rows that the query got before those of this reader
     * @return null after the last
     * @throws DriverException if the report is incomplete, after the rows before; if a cell that is needed is invalid, after
     *     the rows before it; the reason, if the token is cancelled
     */
    public @Nullable RowBatch next(long earlier) {
        thread = Thread.currentThread();
        while (true) {
            if (failure != null) {
                throw failure;
            }
            StoredReport.Next next = report.await(this, token, earlier + delivered);
            RowBatch batch;
            if (next instanceof StoredReport.Next.OfTail rows) {
                batch = select(new InRows(rows.rows()), offset, rows.end(), false);
                offset = rows.end();
            } else if (next instanceof StoredReport.Next.OfBlock rest) {
                Block block = rest.block();
                batch = select(values(block), offset, block.rows(), range.includesAll(block.logins()));
                report.move(this, index + 1);
            } else {
                return null;
            }
            if (batch.size() > 0) {
                delivered += batch.size();
                return batch;
            }
        }
    }

    private Values values(Block block) {
        if (block instanceof Block.InFile stored) {
            return new InColumns(stored);
        }
        return new InRows(((Block.InMemory) block).data());
    }

    /** Selects rows up to the first invalid cell, which becomes the failure. */
    private RowBatch select(Values values, int start, int end, boolean all) {
        boolean invalid = values.load(all);
        if (all && !invalid) {
            return values.batch(null, start, end - start);
        }
        int[] selected = new int[end - start];
        int size = 0;
        for (int row = start; row < end; row++) {
            if (!range.includes(values.value(login, row))) {
                continue;
            }
            InvalidCell cell = invalid ? invalidCell(values, row) : null;
            if (cell == null) {
                selected[size++] = row;
            } else if (range.needs(value(values, ReportColumn.AGENT_ID, row), value(values, ReportColumn.TEAM, row))) {
                failure = cell.exception();
                break;
            }
        }
        return values.batch(selected, 0, size);
    }

    private @Nullable Object value(Values values, ReportColumn column, int row) {
        int at = columns.indexOf(column);
        return at < 0 ? null : values.value(at, row);
    }

    private @Nullable InvalidCell invalidCell(Values values, int row) {
        for (int column : wanted) {
            if (values.value(column, row) instanceof InvalidCell cell) {
                return cell;
            }
        }
        return values.value(login, row) instanceof InvalidCell cell ? cell : null;
    }

    @Override
    public void close() {
        wakeUp.close();
        report.close(this);
    }

    /** The values of a block. */
    private interface Values {
        /**
         * Prepares the wanted columns, and the log-in times unless all rows are within the range.
         *
         * @return whether there may be an invalid cell
         */
        boolean load(boolean all);

        @Nullable
        Object value(int column, int row);

        RowBatch batch(int @Nullable [] selected, int first, int size);
    }

    private final class InRows implements Values {
        private final List<@Nullable Object[]> rows;

        InRows(List<@Nullable Object[]> rows) {
            this.rows = rows;
        }

        @Override
        public boolean load(boolean all) {
            return report.mayBeInvalid();
        }

        @Override
        public @Nullable Object value(int column, int row) {
            return rows.get(row)[column];
        }

        @Override
        public RowBatch batch(int @Nullable [] selected, int first, int size) {
            return wholeRows
                    ? RowBatch.ofWholeRows(rows, selected, first, size)
                    : RowBatch.ofRows(rows, wanted, selected, first, size);
        }
    }

    private final class InColumns implements Values {
        private final Block.InFile block;
        private final @Nullable Object[] @Nullable [] decoded;
        private boolean invalid;

        InColumns(Block.InFile block) {
            this.block = block;
            this.decoded = new @Nullable Object[columns.size()][];
        }

        @Override
        public boolean load(boolean all) {
            for (int column : wanted) {
                column(column);
            }
            if (!all) {
                column(login);
            }
            return invalid;
        }

        @Override
        public @Nullable Object value(int column, int row) {
            return column(column)[row];
        }

        @Override
        public RowBatch batch(int @Nullable [] selected, int first, int size) {
            return RowBatch.ofColumns(
                    Arrays.stream(wanted).mapToObj(this::column).toArray(Object[][]::new), selected, first, size);
        }

        private @Nullable Object[] column(int column) {
            @Nullable Object[] values = decoded[column];
            if (values == null) {
                values = decode(column);
                decoded[column] = values;
            }
            return values;
        }

        private @Nullable Object[] decode(int column) {
            ColumnCodec codec = codecs[column];
            if (codec == null) {
                codec = new ColumnCodec(columns.get(column).type());
                codecs[column] = codec;
            }
            try {
                buffer = block.read(column, buffer);
            } catch (IOException e) {
                token.throwIfCancelled();
                throw new DriverException(
                        SqlState.DISK_FULL,
                        "A temporary file with the rows of the report cannot be read: " + e.getMessage()
                                + ". Execute the query again.",
                        e);
            }
            @Nullable Object[] values = codec.decode(buffer, block.rows());
            invalid |= codec.hasInvalid();
            return values;
        }
    }
}
