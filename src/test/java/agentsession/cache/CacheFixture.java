package agentsession.cache;

import agentsession.cache.store.RowBatch;
import agentsession.concurrent.CancellationToken;
import agentsession.config.ConnectionSettings;
import agentsession.config.JdbcUrl;
import agentsession.report.ReportColumn;
import agentsession.report.RequestPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A pool with a clock that the test moves, connections and queries. The time zone is UTC. */
final class CacheFixture {
    static final LocalDateTime NOW = LocalDateTime.of(2026, 4, 27, 12, 0);

    final Time time = new Time();
    final ReportPool pool = new ReportPool(time);
    final Path directory;
    final List<String> warnings = new ArrayList<>();

    CacheFixture(Path directory) {
        this.directory = directory;
    }

    /** The time, which stands still. */
    static final class Time implements CacheClock {
        private volatile Instant now = NOW.toInstant(ZoneOffset.UTC);

        @Override
        public long nanos() {
            return Duration.between(Instant.EPOCH, now).toNanos();
        }

        @Override
        public Instant now() {
            return now;
        }

        void pass(Duration duration) {
            now = now.plus(duration);
        }
    }

    /** Settings of a connection: pairs of names and values of properties, in addition to an access token. */
    ConnectionSettings settings(String... properties) {
        Properties given = new Properties();
        given.setProperty("accessToken", "t");
        given.setProperty("timeZone", "UTC");
        given.setProperty("cacheDirectory", directory.toString());
        // So that only the clock of the pool counts.
        given.setProperty("now", "2020-01-01T00:00:00Z");
        for (int i = 0; i < properties.length; i += 2) {
            given.setProperty(properties[i], properties[i + 1]);
        }
        return ConnectionSettings.of(
                JdbcUrl.parse("jdbc:agentsession://localhost/voice/1").orElseThrow(), given);
    }

    ReportCache connect(FakeService service, String... properties) {
        return pool.open(settings(properties), service);
    }

    static RequestPlan.Part part(LocalDateTime first, LocalDateTime last, List<Integer> agents, List<String> teams) {
        return RequestPlan.Part.of(
                FakeService.minuteOf(first), FakeService.minuteOf(last), agents, teams, ZoneId.of("UTC"));
    }

    static RequestPlan.Part part(LocalDateTime first, LocalDateTime last) {
        return part(first, last, List.of(), List.of());
    }

    /** The values of LOGIN_SESSION_ID of a query, one statement. */
    List<Long> ids(ReportCache connection, RequestPlan.Part... parts) {
        try (ReportReads reads = connection.statement(List.of())) {
            return ids(reads, parts);
        }
    }

    List<Long> ids(ReportReads reads, RequestPlan.Part... parts) {
        try (CancellationToken token = new CancellationToken();
                ReportRows rows =
                        reads.read(List.of(parts), List.of(ReportColumn.LOGIN_SESSION_ID), warnings::add, token)) {
            return ids(rows, Integer.MAX_VALUE);
        }
    }

    /** The rest of a scan, or its next rows. */
    static List<Long> ids(ReportRows rows, int atLeast) {
        List<Long> ids = new ArrayList<>();
        while (ids.size() < atLeast) {
            RowBatch batch = rows.next();
            if (batch == null) {
                break;
            }
            for (int i = 0; i < batch.size(); i++) {
                @Nullable Object id = batch.value(i);
                ids.add((Long) id);
            }
        }
        return ids;
    }
}
