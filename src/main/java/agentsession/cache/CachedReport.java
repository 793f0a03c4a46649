package agentsession.cache;

import agentsession.cache.store.RowSpace;
import agentsession.cache.store.StoredReport;
import agentsession.concurrent.CancellationToken;
import agentsession.config.CacheSettings;
import agentsession.report.ReportColumn;
import agentsession.report.ReportRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A report that is downloaded or kept. What is not final is guarded by the {@link ReportPool}. */
final class CachedReport implements RowSpace {
    private final ReportPool pool;
    private final ReportCache connection;
    private final CacheSettings settings;
    private final ReportRequest request;
    private final CancellationToken token = new CancellationToken();
    private final KeptWarnings warnings = new KeptWarnings();
    private final AtomicLong bytes = new AtomicLong();
    private final RequestLog.Entry log;
    private final StoredReport rows;

    /** Whether the request has been sent. */
    boolean sent;

    /** When it was sent, or at first when the query asked for it, by the clock of the pool. */
    long began;

    Extent extent;

    /** Whether queries may find it. */
    boolean listed;

    /** The number of statements that may still open a reader. */
    int pins;

    int readers;
    boolean ended;

    /**
     * @param connection its service is asked
     * @param columns the columns to decode
     * @param listed whether queries may find it
     * @param passing whether its rows are not kept
     */
    CachedReport(
            ReportPool pool,
            ReportCache connection,
            Extent extent,
            List<ReportColumn> columns,
            boolean listed,
            boolean passing) {
        this.pool = pool;
        this.connection = connection;
        this.settings = connection.cacheSettings();
        this.request = extent.request();
        this.extent = extent;
        this.began = pool.clock().nanos();
        this.listed = listed;
        this.log = group().log().add(request, pool.clock().now());
        this.rows = new StoredReport(columns, pool.folders().acquire(settings.directory()), this, passing, token);
        this.log.begun(rows::rows, listed);
    }

    ReportCache connection() {
        return connection;
    }

    ReportRequest request() {
        return request;
    }

    ReportGroup group() {
        return connection.group();
    }

    ServiceUse service() {
        return connection.service();
    }

    /** Cancels the download. */
    CancellationToken token() {
        return token;
    }

    KeptWarnings warnings() {
        return warnings;
    }

    RequestLog.Entry log() {
        return log;
    }

    StoredReport rows() {
        return rows;
    }

    /** The limit to the files of all reports. */
    long limit() {
        return (long) settings.megabytes() << 20;
    }

    AtomicLong bytes() {
        return bytes;
    }

    boolean isIdle() {
        return readers == 0 && pins == 0;
    }

    @Override
    public boolean take(long more) {
        return pool.take(this, more);
    }

    @Override
    public void giveBack(long less) {
        pool.giveBack(this, less);
    }

    @Override
    public void failed(IOException failure) {
        warnings.accept("The report is not kept for further queries, since its files cannot be written in "
                + settings.directory() + ": " + ReportDownload.reason(failure)
                + ". Make space there, or select another folder with the property cacheDirectory.");
        pool.unlist(this);
    }

    @Override
    public void deleted() {
        pool.giveBack(this, bytes.get());
        pool.folders().release(settings.directory());
    }
}
