package agentsession.cache;

import agentsession.cache.store.ReportFailure;
import agentsession.cache.store.StoredReport;
import agentsession.decode.ReportReader;
import agentsession.error.DriverException;
import agentsession.error.OutOfMemory;
import agentsession.error.SqlState;
import agentsession.error.TransientException;
import agentsession.report.ReportColumn;
import agentsession.report.ReportFormat;
import agentsession.service.ReportBody;
import agentsession.service.ReportConsumer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Downloads and decodes a report in a separate thread. It makes decoded rows readable before each read that may block, so
 * that they are not delayed.
 */
final class ReportDownload implements ReportConsumer {
    private static final AtomicLong COUNTER = new AtomicLong();

    private final ReportPool pool;
    private final CachedReport report;
    private final StoredReport rows;
    private final ReportFormat format;
    private final List<ReportColumn> columns;
    private @Nullable IOException broken;
    private @Nullable DriverException brokenOff;

    /** @param columns the columns to decode */
    ReportDownload(ReportPool pool, CachedReport report, ReportFormat format, List<ReportColumn> columns) {
        this.pool = pool;
        this.report = report;
        this.rows = report.rows();
        this.format = format;
        this.columns = columns;
    }

    void start() {
        Thread thread = new Thread(this::run, "agent-session-feed-" + COUNTER.incrementAndGet());
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            fail(readRows -> OutOfMemory.exception(e));
        }
    }

    private void run() {
        try {
            report.service().service().download(report.request(), this, report.token());
            rows.complete(() -> pool.ended(report, "complete", true));
        } catch (DriverException e) {
            IOException cause = broken;
            fail(cause != null && e == brokenOff ? readRows -> brokenOff(readRows, cause) : readRows -> e);
        } catch (RuntimeException | Error e) {
            fail(readRows -> OutOfMemory.isReasonOf(e)
                    ? OutOfMemory.exception(e)
                    : new DriverException(
                            SqlState.GENERAL_ERROR,
                            "The report could not be read. Please report this with its cause.",
                            e));
        }
    }

    private void fail(ReportFailure failure) {
        pool.ended(
                report,
                report.token().isCancelled()
                        ? "cancelled"
                        : failure.exception(rows.rows()).state().code(),
                false);
        rows.fail(failure);
    }

    @Override
    public long rows() {
        return rows.rows();
    }

    @Override
    public void sending() {
        pool.sent(report);
    }

    @Override
    public void attempted(long bytes, int retries) {
        report.log().attempted(bytes, retries);
    }

    @Override
    public void read(ReportBody body) {
        try (ReportReader reader = new ReportReader(
                        new PublishingStream(body.text(), rows::publish, report.token()::throwIfCancelled),
                        body.charset(),
                        format,
                        columns,
                        report.warnings(),
                        body.redactor())
                .keepInvalidCells()) {
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                rows.append(row, reader.hasInvalidCells());
            }
        } catch (IOException e) {
            broken = e;
            brokenOff = brokenOff(rows.rows(), e);
            throw brokenOff;
        }
    }

    private static DriverException brokenOff(long readRows, IOException e) {
        if (OutOfMemory.isReasonOf(e)) {
            return OutOfMemory.exception(e);
        }
        return new TransientException(
                SqlState.CONNECTION_FAILURE,
                "The report broke off after %d rows, so the result is incomplete: %s. Execute the query again."
                        .formatted(readRows, reason(e)),
                e);
    }

    /** The message of an exception, or its name. */
    static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
