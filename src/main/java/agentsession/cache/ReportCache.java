package agentsession.cache;

import agentsession.config.CacheSettings;
import agentsession.config.ConnectionSettings;
import agentsession.report.ReportFormat;
import agentsession.report.ReportRequest;
import agentsession.report.RequestPlan;
import agentsession.service.ReportService;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;

/**
 * The reports of a connection, which it shares with the connections of this process that have the same credentials, address
 * and scope. Thread-safe.
 */
public final class ReportCache implements AutoCloseable {
    private final ReportPool pool;
    private final ReportGroup group;
    private final CacheSettings settings;
    private final Clock time;
    private final ZoneId zone;
    private final ReportFormat format;
    private final ServiceUse service;

    ReportCache(ReportPool pool, ReportGroup group, ConnectionSettings settings, ServiceUse service) {
        this.pool = pool;
        this.group = group;
        this.settings = settings.cache();
        this.time = settings.clock();
        this.zone = settings.scope().timeZone();
        this.format = settings.scope().format();
        this.service = service;
    }

    /**
     * Opens the reports of a connection.
     *
     * @param service closed when the connection is closed and the downloads from it that others need have ended
     */
    public static ReportCache open(ConnectionSettings settings, ReportService service) {
        return ReportPool.PROCESS.open(settings, service);
    }

    /**
     * Begins an execution of a statement.
     *
     * @param covering requests that each have the rows of several scans: one of them is sent in place of those of the scans,
     *     and all scans read its report, whatever its age and size
     */
    public ReportReads statement(Collection<RequestPlan.Part> covering) {
        return new ReportReads(pool, this, covering);
    }

    /** The latest 1,000 requests of the connections that share reports, the oldest first. */
    public List<ReportUse> requests() {
        return pool.requests(group);
    }

    ReportGroup group() {
        return group;
    }

    ServiceUse service() {
        return service;
    }

    CacheSettings cacheSettings() {
        return settings;
    }

    ZoneId zone() {
        return zone;
    }

    ReportFormat format() {
        return format;
    }

    Instant now() {
        return time.instant();
    }

    /** Whether queries share reports. */
    boolean shares() {
        return !settings.maxAge().isZero();
    }

    /** The request for a range of what a part needs. */
    ReportRequest request(RequestPlan.Part part, MinuteRange minutes) {
        boolean all = minutes.first() == part.firstMinute() && minutes.last() == part.lastMinute();
        return all
                ? part.request()
                : RequestPlan.Part.of(
                                minutes.first(),
                                minutes.last(),
                                part.request().agentIds(),
                                part.request().teams(),
                                zone)
                        .request();
    }

    /**
     * Closes the connection: cancels its downloads and deletes its reports, unless other connections share them. Close its
     * statements before.
     */
    @Override
    public void close() {
        pool.close(this);
    }
}
