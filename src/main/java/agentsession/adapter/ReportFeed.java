package agentsession.adapter;

import agentsession.concurrent.CancellationToken;
import agentsession.decode.ReportReader;
import agentsession.error.DriverException;
import agentsession.error.OutOfMemory;
import agentsession.error.SqlState;
import agentsession.error.TransientException;
import agentsession.report.ReportColumn;
import agentsession.report.ReportFormat;
import agentsession.report.RequestPlan;
import agentsession.service.ReportBody;
import agentsession.service.ReportConsumer;
import agentsession.service.ReportService;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes reports in a separate thread. It passes decoded rows on before each read that may block, so that rows
 * are not delayed. If the consumer is slow, it stops reading, and TCP flow control stops the service.
 */
final class ReportFeed {
    /** The maximum number of batches in the queue. */
    private static final int QUEUE_CAPACITY = 4;

    private static final int MAX_ROWS_IN_BATCH = 256;
    private static final AtomicLong COUNTER = new AtomicLong();

    private final ReportService service;
    private final List<RequestPlan.Part> parts;
    private final ReportFormat format;
    private final List<ReportColumn> columns;
    private final long limit;
    private final ScanWarnings warnings;
    private final CancellationToken token;
    private final RowQueue<List<@Nullable Object[]>> queue;
    private List<@Nullable Object[]> batch = new ArrayList<>();
    private long rows;

    /**
     * @param format the format of the reports
     * @param columns the columns of a row
     * @param limit the maximum number of rows
     * @param run cancels the feed
     */
    ReportFeed(
            ReportService service,
            List<RequestPlan.Part> parts,
            ReportFormat format,
            List<ReportColumn> columns,
            long limit,
            QueryRun run) {
        this.service = service;
        this.parts = parts;
        this.format = format;
        this.columns = columns;
        this.limit = limit;
        this.warnings = run.warnings();
        this.token = run.token().child();
        this.queue = new RowQueue<>(QUEUE_CAPACITY, token);
    }

    void start() {
        Thread thread = new Thread(this::run, "agent-session-feed-" + COUNTER.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for the next rows; null after the last. */
    @Nullable
    List<@Nullable Object[]> take() {
        return queue.take();
    }

    /** Cancels the download, from any thread. */
    void close() {
        token.cancel(new DriverException(SqlState.QUERY_CANCELED, "The scan is closed."));
        token.close();
    }

    private void run() {
        try {
            for (RequestPlan.Part part : parts) {
                if (rows < limit) {
                    service.download(part.request(), new Download(part), token);
                }
            }
            flush();
            queue.complete();
        } catch (DriverException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(
                    OutOfMemory.isReasonOf(e)
                            ? OutOfMemory.exception(e)
                            : new DriverException(
                                    SqlState.GENERAL_ERROR,
                                    "The report could not be read. Please report this with its cause.",
                                    e));
        }
    }

    /** Passes on the rows before the failure, so that their number does not depend on network packets. */
    private void fail(DriverException reason) {
        if (!token.isCancelled()) {
            flush();
        }
        queue.fail(reason);
    }

    private void flush() {
        if (!batch.isEmpty()) {
            queue.put(batch);
            batch = new ArrayList<>();
        }
    }

    /** The rows of one request. */
    private final class Download implements ReportConsumer {
        private final RequestPlan.Part part;
        private final long rowsBefore = rows;

        Download(RequestPlan.Part part) {
            this.part = part;
        }

        @Override
        public long rows() {
            return rows - rowsBefore;
        }

        @Override
        public void read(ReportBody body) {
            List<ReportColumn> read = withLogin(columns);
            int login = read.indexOf(ReportColumn.LOGIN_DTS);
            try (ReportReader reader = new ReportReader(
                    new FlushingStream(body.text()), body.charset(), format, read, warnings::add, body.redactor())) {
                @Nullable Object[] row = reader.next();
                while (row != null && rows < limit) {
                    if (part.accepts((Long) row[login])) {
                        rows++;
                        batch.add(read.size() == columns.size() ? row : Arrays.copyOf(row, columns.size()));
                        if (batch.size() >= MAX_ROWS_IN_BATCH) {
                            flush();
                        }
                        if (rows == limit) {
                            break;
                        }
                    }
                    row = reader.next();
                }
            } catch (IOException e) {
                throw brokenOff(e);
            }
        }
    }

    private static List<ReportColumn> withLogin(List<ReportColumn> columns) {
        if (columns.contains(ReportColumn.LOGIN_DTS)) {
            return columns;
        }
        List<ReportColumn> more = new ArrayList<>(columns);
        more.add(ReportColumn.LOGIN_DTS);
        return more;
    }

    private DriverException brokenOff(IOException e) {
        if (OutOfMemory.isReasonOf(e)) {
            return OutOfMemory.exception(e);
        }
        return new TransientException(
                SqlState.CONNECTION_FAILURE,
                "The report broke off after %d rows, so the result is incomplete: %s. Execute the query again."
                        .formatted(rows, e.getMessage() == null ? e.toString() : e.getMessage()),
                e);
    }

    private final class FlushingStream extends FilterInputStream {
        FlushingStream(InputStream in) {
            super(in);
        }

        /** Zero, since a decompressor reports bytes that it may not have. */
        @Override
        public int available() {
            return 0;
        }

        @Override
        public int read() throws IOException {
            beforeRead();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            beforeRead();
            return super.read(bytes, offset, length);
        }

        private void beforeRead() {
            flush();
            token.throwIfCancelled();
        }
    }
}
