package agentsession.cache;

import agentsession.cache.store.RowRange;
import agentsession.cache.store.StoredRows;
import agentsession.concurrent.CancellationToken;
import agentsession.config.CacheSettings;
import agentsession.config.ConnectionSettings;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportColumn;
import agentsession.report.ReportRequest;
import agentsession.report.RequestPlan;
import agentsession.service.ReportService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All reports of the process: which there are, who uses them, and which are removed to make place for others. Its monitor
 * guards them; what may take time, such as deleting files, is done after releasing it.
 */
final class ReportPool {
    static final ReportPool PROCESS = new ReportPool(CacheClock.SYSTEM);

    private final CacheClock clock;
    private final Folders folders = new Folders();
    private final Map<CacheKey, ReportGroup> groups = new HashMap<>();
    /** All reports whose rows may be held, the least recently used first. */
    private final Set<CachedReport> reports = new LinkedHashSet<>();
    /** The bytes of all files. */
    private final AtomicLong used = new AtomicLong();

    private final List<Runnable> deferred = new ArrayList<>();

    ReportPool(CacheClock clock) {
        this.clock = clock;
    }

    CacheClock clock() {
        return clock;
    }

    Folders folders() {
        return folders;
    }

    /** The bytes of all files. */
    long used() {
        return used.get();
    }

    /** Does something with the monitor, and afterwards without it what that has deferred. */
    private <T extends @Nullable Object> T guarded(Supplier<T> work) {
        List<Runnable> after = new ArrayList<>();
        try {
            synchronized (this) {
                try {
                    return work.get();
                } finally {
                    after.addAll(deferred);
                    deferred.clear();
                }
            }
        } finally {
            after.forEach(Runnable::run);
        }
    }

    private void guarded(Runnable work) {
        guarded(() -> {
            work.run();
            return true;
        });
    }

    // Connections

    ReportCache open(ConnectionSettings settings, ReportService service) {
        CacheKey key = CacheKey.of(settings);
        return guarded(() -> {
            ReportGroup group = groups.computeIfAbsent(key, newKey -> new ReportGroup(newKey, clock));
            ReportCache connection = new ReportCache(this, group, settings, new ServiceUse(service));
            group.connections.add(connection);
            return connection;
        });
    }

    void close(ReportCache connection) {
        ReportGroup group = connection.group();
        guarded(() -> {
            if (!group.connections.remove(connection)) {
                return;
            }
            boolean last = group.connections.isEmpty();
            if (last) {
                groups.remove(group.key());
                for (CachedReport report : List.copyOf(group.reports)) {
                    report.listed = false;
                    report.pins = 0;
                    cancel(report, SqlState.CONNECTION_CLOSED, "The connection is closed");
                    removeIfUnused(report);
                }
            }
            if (connection.service().closeConnection(last)) {
                deferred.add(connection.service().service()::close);
            }
        });
    }

    // Statements

    /** Opens the rows of a part, in time order; sends a request if they are not there. */
    List<OpenRows> open(ReportReads reads, RequestPlan.Part part, List<ReportColumn> columns, CancellationToken token) {
        return guarded(() -> {
            if (!reads.connection().group().connections.contains(reads.connection())) {
                throw new DriverException(SqlState.CONNECTION_CLOSED, "The connection is closed");
            }
            HeldReports held = reads.find(part);
            List<OpenRows> opened = held == null ? null : open(held, part, columns, token);
            for (boolean anew = false; opened == null; anew = true) {
                if (held != null) {
                    forget(reads, held);
                }
                held = hold(reads, part, columns, anew);
                opened = open(held, part, columns, token);
            }
            return opened;
        });
    }

    private @Nullable List<OpenRows> open(
            HeldReports held, RequestPlan.Part part, List<ReportColumn> columns, CancellationToken token) {
        MinuteRange wanted = range(part);
        List<OpenRows> opened = new ArrayList<>();
        for (HeldReports.Span span : held.spans()) {
            Optional<MinuteRange> minutes = span.minutes().intersection(wanted);
            if (minutes.isEmpty()) {
                continue;
            }
            CachedReport report = span.report();
            StoredRows rows = report.rows()
                    .open(
                            columns,
                            RowRange.of(minutes.get().first(), minutes.get().last(), part.request()),
                            token);
            if (rows == null) {
                opened.forEach(open -> closeRows(open, false));
                unlistNow(report);
                return null;
            }
            report.readers++;
            touch(report);
            boolean asked = span.use();
            if (!asked) {
                report.log().answered();
            }
            opened.add(new OpenRows(report, rows, !asked, clock.nanos() - report.began));
        }
        return opened;
    }

    private HeldReports hold(ReportReads reads, RequestPlan.Part part, List<ReportColumn> columns, boolean anew) {
        ReportCache connection = reads.connection();
        Optional<RequestPlan.Part> covering = reads.covering(part);
        RequestPlan.Part needed = covering.orElse(part);
        boolean shared = connection.shares();
        if (covering.isEmpty() && !shared) {
            CachedReport report = request(connection, part.request(), withLogin(columns), false, true);
            return new HeldReports(needed, false, List.of(new HeldReports.Span(report, range(part), true)));
        }
        List<HeldReports.Span> spans = new ArrayList<>();
        for (Coverage.Piece<CachedReport> piece : Coverage.pieces(
                range(needed), shared && !anew ? candidates(connection, needed.request()) : List.of())) {
            spans.add(
                    piece.report().isPresent()
                            ? new HeldReports.Span(piece.report().get(), piece.minutes(), false)
                            : new HeldReports.Span(
                                    request(
                                            connection,
                                            connection.request(needed, piece.minutes()),
                                            ReportColumn.ALL,
                                            shared,
                                            false),
                                    piece.minutes(),
                                    true));
        }
        HeldReports held = new HeldReports(needed, covering.isPresent(), spans);
        if (held.pinned()) {
            spans.forEach(span -> span.report().pins++);
        }
        reads.add(held);
        return held;
    }

    private static MinuteRange range(RequestPlan.Part part) {
        return new MinuteRange(part.firstMinute(), part.lastMinute());
    }

    private static List<ReportColumn> withLogin(List<ReportColumn> columns) {
        Set<ReportColumn> more = new LinkedHashSet<>(columns);
        more.add(ReportColumn.LOGIN_DTS);
        return List.copyOf(more);
    }

    private List<Coverage.Candidate<CachedReport>> candidates(ReportCache connection, ReportRequest needed) {
        List<Coverage.Candidate<CachedReport>> candidates = new ArrayList<>();
        for (CachedReport report : List.copyOf(connection.group().reports)) {
            if (report.listed && (isExpired(report) || isReplaced(report, connection.cacheSettings()))) {
                unlistNow(report);
            }
            if (report.listed && report.extent.hasAgentsAndTeams(needed)) {
                candidates.add(candidate(report, connection.cacheSettings()));
            }
        }
        return candidates;
    }

    /** Whether a report will answer no further query of any connection. */
    private boolean isExpired(CachedReport report) {
        return report.group().connections.stream()
                .map(ReportCache::cacheSettings)
                .noneMatch(settings -> {
                    Coverage.Candidate<CachedReport> candidate = candidate(report, settings);
                    return candidate.all().isPresent()
                            || candidate.part().isPresent()
                            || (!report.ended && settings.settledAfter().isPresent());
                });
    }

    /** Whether a later report has all log-in times of one, which answers the same alone as in part. */
    private boolean isReplaced(CachedReport report, CacheSettings settings) {
        Coverage.Candidate<CachedReport> candidate = candidate(report, settings);
        return candidate.part().isPresent()
                && candidate.all().equals(candidate.part())
                && report.group().reports.stream()
                        .takeWhile(later -> later != report)
                        .anyMatch(later -> later.listed
                                && later.extent.hasAgentsAndTeams(report.request())
                                && candidate(later, settings)
                                        .part()
                                        .filter(part ->
                                                part.contains(candidate.part().get()))
                                        .isPresent());
    }

    private Coverage.Candidate<CachedReport> candidate(CachedReport report, CacheSettings settings) {
        Extent extent = report.sent ? report.extent : extent(report.extent.request(), report.connection());
        boolean divisible = report.ended && !report.rows().hasMissingLogins();
        Optional<MinuteRange> settled = divisible
                ? settings.settledAfter()
                        .flatMap(after -> extent.settled(after, report.rows().firstOpenLogin()))
                : Optional.empty();
        if (report.sent && clock.nanos() - report.began > settings.maxAge().toNanos()) {
            return new Coverage.Candidate<>(report, settled, settled);
        }
        return new Coverage.Candidate<>(
                report, Optional.of(extent.all()), divisible ? extent.past() : Optional.empty());
    }

    private CachedReport request(
            ReportCache connection,
            ReportRequest request,
            List<ReportColumn> columns,
            boolean listed,
            boolean passing) {
        CachedReport report = new CachedReport(this, connection, extent(request, connection), columns, listed, passing);
        reports.add(report);
        connection.group().reports.add(0, report);
        connection.service().begin();
        ReportDownload download = new ReportDownload(this, report, connection.format(), columns);
        deferred.add(download::start);
        return report;
    }

    /** What a report contains whose download begins now. */
    private Extent extent(ReportRequest request, ReportCache connection) {
        // A time set by the property now may be earlier: then later sessions may exist.
        Instant given = connection.now();
        Instant now = clock.now();
        return new Extent(request, given.isAfter(now) ? given : now, connection.zone());
    }

    /** Closes a reader. */
    void close(OpenRows open, boolean cancelled) {
        guarded(() -> closeRows(open, cancelled));
    }

    private void closeRows(OpenRows open, boolean cancelled) {
        if (!open.close()) {
            return;
        }
        deferred.add(open.rows()::close);
        CachedReport report = open.report();
        report.readers--;
        touch(report);
        released(report, cancelled);
    }

    void close(ReportReads reads, boolean cancelled) {
        guarded(() -> reads.takeAll().forEach(held -> unpin(held, cancelled)));
    }

    private void forget(ReportReads reads, HeldReports held) {
        if (reads.remove(held)) {
            unpin(held, false);
        }
    }

    private void unpin(HeldReports held, boolean cancelled) {
        if (held.pinned()) {
            for (HeldReports.Span span : held.spans()) {
                span.report().pins = Math.max(0, span.report().pins - 1);
                released(span.report(), cancelled);
            }
        }
    }

    private void released(CachedReport report, boolean cancelled) {
        if (cancelled && report.isIdle() && !report.ended) {
            report.listed = false;
        }
        removeIfUnused(report);
        while (used.get() > report.limit()) {
            CachedReport victim = victim(null);
            if (victim == null) {
                break;
            }
            unlistNow(victim);
        }
    }

    /** The latest requests, the oldest first. */
    List<ReportUse> requests(ReportGroup group) {
        return guarded(() -> {
            List.copyOf(group.reports).stream()
                    .filter(report -> report.listed && isExpired(report))
                    .forEach(this::unlistNow);
            return group.log().uses();
        });
    }

    // Downloads

    /** Called when a request is sent, which is again for a retry. */
    void sent(CachedReport report) {
        guarded(() -> {
            report.sent = true;
            report.began = clock.nanos();
            report.extent = extent(report.extent.request(), report.connection());
            report.log().sent();
        });
    }

    /** Called when a download has ended, before its readers know. */
    void ended(CachedReport report, String status, boolean complete) {
        guarded(() -> {
            if (report.ended) {
                return;
            }
            report.ended = true;
            report.listed &= complete;
            report.log().ended(status);
            if (report.service().end()) {
                deferred.add(report.service().service()::close);
            }
            removeIfUnused(report);
        });
    }

    /** Takes space for a report, by removing others if necessary. */
    boolean take(CachedReport report, long bytes) {
        return guarded(() -> {
            report.token().throwIfCancelled();
            while (used.get() + bytes > report.limit()) {
                CachedReport victim = victim(report);
                if (victim != null) {
                    unlistNow(victim);
                    continue;
                }
                unlistNow(report);
                if (report.pins == 0 && report.readers <= 1) {
                    report.token().throwIfCancelled();
                    return false;
                }
                // A statement that reads it twice, or two statements of one thread, would wait for themselves.
                break;
            }
            used.addAndGet(bytes);
            report.bytes().addAndGet(bytes);
            return true;
        });
    }

    void giveBack(CachedReport report, long bytes) {
        long had = report.bytes().getAndUpdate(now -> Math.max(0, now - bytes));
        used.addAndGet(-Math.min(had, bytes));
    }

    void unlist(CachedReport report) {
        guarded(() -> unlistNow(report));
    }

    /** The next report to remove: the least recently used one, of those that are complete if there is one. */
    private @Nullable CachedReport victim(@Nullable CachedReport except) {
        CachedReport running = null;
        for (CachedReport report : reports) {
            if (report.isIdle() && report != except) {
                if (report.ended) {
                    return report;
                }
                running = running == null ? report : running;
            }
        }
        return running;
    }

    private void unlistNow(CachedReport report) {
        report.listed = false;
        removeIfUnused(report);
    }

    private void removeIfUnused(CachedReport report) {
        if (report.listed) {
            return;
        }
        report.log().dropped();
        if (report.isIdle() && reports.remove(report)) {
            report.group().reports.remove(report);
            cancel(report, SqlState.QUERY_CANCELED, "The report is not needed any more");
            giveBack(report, report.bytes().get());
            deferred.add(report.rows()::discard);
        }
    }

    private void cancel(CachedReport report, SqlState state, String reason) {
        if (!report.ended) {
            deferred.add(() -> report.token().cancel(new DriverException(state, reason)));
        }
    }

    private void touch(CachedReport report) {
        if (reports.remove(report)) {
            reports.add(report);
        }
    }
}
