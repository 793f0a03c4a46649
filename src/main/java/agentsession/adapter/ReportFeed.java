package agentsession.adapter;

import agentsession.decode.ReportReader;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.error.TransientException;
import agentsession.report.ReportColumn;
import agentsession.report.ReportFormat;
import agentsession.report.RequestPlan;
import agentsession.service.ReportCall;
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
 * Reads and decodes reports in a thread of its own, beside the consumer. What it has decoded is handed over before each
 * read that may have to wait, so that no row is held back; when the consumer is behind, reading stops and with it, by
 * way of TCP, the service.
 */
final class ReportFeed {
    /** Batches, of what one read brought, that may wait for the consumer. */
    private static final int BATCHES_AHEAD = 4;

    private static final int MOST_ROWS_IN_BATCH = 256;
    private static final AtomicLong COUNTER = new AtomicLong();

    private final ReportService service;
    private final List<RequestPlan.Part> parts;
    private final ReportFormat format;
    private final List<ReportColumn> columns;
    private final ScanMonitor monitor;
    private final RowQueue<List<@Nullable Object[]>> handover = new RowQueue<>(BATCHES_AHEAD);
    private final long limit;
    private List<@Nullable Object[]> batch = new ArrayList<>();
    private long rows;
    private volatile @Nullable ReportCall current;
    private volatile boolean ended;

    /**
     * @param format the form in which the service sends the reports
     * @param columns to be read, in the order of the rows
     * @param limit the rows to read at most
     */
    ReportFeed(
            ReportService service,
            List<RequestPlan.Part> parts,
            ReportFormat format,
            List<ReportColumn> columns,
            long limit,
            ScanMonitor monitor) {
        this.service = service;
        this.parts = parts;
        this.format = format;
        this.columns = columns;
        this.limit = limit;
        this.monitor = monitor;
    }

    void start() {
        Thread thread = new Thread(this::run, "agent-session-feed-" + COUNTER.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    /** The next rows, waiting for them; null after the last. */
    @Nullable
    List<@Nullable Object[]> take() {
        return handover.take();
    }

    /** Ends the download because no one wants the rows any more. From any thread. */
    void abandon() {
        handover.abandon();
        abort();
    }

    /** Ends the download and fails whoever waits for rows. From any thread. */
    void end(DriverException reason) {
        handover.fail(reason);
        abort();
    }

    private void abort() {
        ended = true;
        ReportCall call = current;
        if (call != null) {
            call.abort();
        }
    }

    private void run() {
        try {
            for (RequestPlan.Part part : parts) {
                if (rows < limit && !ended) {
                    read(part);
                }
            }
            flush();
            handover.complete();
        } catch (DriverException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(new DriverException(
                    SqlState.GENERAL_ERROR, "The report could not be read. Please report this with its cause.", e));
        }
    }

    /** Which rows come before a failure depends on the report, not on how its bytes arrived. */
    private void fail(DriverException reason) {
        flush();
        handover.fail(reason);
    }

    private void read(RequestPlan.Part part) {
        ReportCall call = service.call(part.request());
        current = call;
        if (ended) {
            return;
        }
        long before = rows;
        try {
            boolean whole = false;
            while (!whole) {
                try {
                    download(call, part);
                    whole = true;
                } catch (IOException | DriverException e) {
                    DriverException failure = e instanceof DriverException known ? known : brokenOff((IOException) e);
                    if (rows > before) {
                        throw failure;
                    }
                    call.retry(failure, monitor.left());
                }
            }
        } finally {
            call.close(rows - before);
            current = null;
        }
    }

    private void download(ReportCall call, RequestPlan.Part part) throws IOException {
        List<ReportColumn> read = withLogin(columns);
        int login = read.indexOf(ReportColumn.LOGIN_DTS);
        try (InputStream body = call.open();
                ReportReader reader = new ReportReader(
                        new FlushingStream(body), call.charset(), format, read, monitor::warn, call::redact)) {
            @Nullable Object[] row = reader.next();
            while (row != null && rows < limit) {
                if (part.accepts((Long) row[login])) {
                    rows++;
                    batch.add(read.size() == columns.size() ? row : Arrays.copyOf(row, columns.size()));
                    if (batch.size() >= MOST_ROWS_IN_BATCH) {
                        flush();
                    }
                    if (rows == limit) {
                        break;
                    }
                }
                row = reader.next();
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

    private void flush() {
        if (!batch.isEmpty()) {
            if (!handover.give(batch)) {
                ended = true;
            }
            batch = new ArrayList<>();
        }
    }

    private DriverException brokenOff(IOException e) {
        return new TransientException(
                SqlState.CONNECTION_FAILURE,
                "The report broke off after %d rows, so the result is not whole: %s. Run the query again."
                        .formatted(rows, e.getMessage() == null ? e.toString() : e.getMessage()),
                e);
    }

    private final class FlushingStream extends FilterInputStream {
        FlushingStream(InputStream in) {
            super(in);
        }

        /** None that is known to come without waiting: a decompressor promises what it does not have. */
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

        private void beforeRead() throws IOException {
            flush();
            if (ended) {
                throw new IOException("The query has ended");
            }
        }
    }
}
