package agentsession.cache;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The reports of connections with the same key, the latest first. Guarded by the {@link ReportPool}, except for the log. */
final class ReportGroup {
    private final CacheKey key;
    private final RequestLog log;
    final Set<ReportCache> connections = new HashSet<>();
    final List<CachedReport> reports = new ArrayList<>();

    ReportGroup(CacheKey key, CacheClock clock) {
        this.key = key;
        this.log = new RequestLog(clock);
    }

    CacheKey key() {
        return key;
    }

    RequestLog log() {
        return log;
    }
}
