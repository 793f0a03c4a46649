package agentsession.jdbc;

import agentsession.adapter.AgentSessionTable;
import agentsession.adapter.ScanSettings;
import agentsession.cache.ReportCache;
import agentsession.concurrent.CancellationToken;
import agentsession.config.ConnectionSettings;
import agentsession.config.JdbcUrl;
import agentsession.connect.AddressedService;
import agentsession.query.PreparedQuery;
import agentsession.query.QueryEngine;
import agentsession.query.QueryParameter;
import agentsession.query.QueryTimeout;
import agentsession.query.ResultColumn;
import agentsession.query.RunningQuery;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A session of the SQL engine over a report service. */
final class EngineSession implements DriverSession {
    private static final Duration LOGIN_TIMEOUT = Duration.ofMinutes(1);

    private final String url;
    private final ConnectionSettings settings;
    private final AddressedService service;
    private final ReportCache reports;
    private final QueryEngine engine;

    private EngineSession(String url, ConnectionSettings settings, AddressedService service) {
        this.url = url;
        this.settings = settings;
        this.service = service;
        this.reports = ReportCache.open(settings, service);
        this.engine = new QueryEngine(
                new AgentSessionTable(reports, ScanSettings.of(settings)),
                settings.clock(),
                settings.functions(),
                settings.memoryLimit());
    }

    static DriverSession open(JdbcUrl url, Properties properties) {
        ConnectionSettings settings = ConnectionSettings.of(url, properties);
        AddressedService service = AddressedService.open(settings);
        try {
            service.verify(settings.loginTimeout().orElseGet(EngineSession::loginTimeout));
            return new EngineSession(url.toString(), settings, service);
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    /** The timeout of the driver manager, if set. */
    private static Duration loginTimeout() {
        int seconds = DriverManager.getLoginTimeout();
        return seconds > 0 ? Duration.ofSeconds(seconds) : LOGIN_TIMEOUT;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String userName() {
        return settings.credentials().userName();
    }

    @Override
    public ZoneId timeZone() {
        return settings.scope().timeZone();
    }

    @Override
    public Plan prepare(
            String sql,
            Map<Integer, QueryParameter> requestedTypes,
            QueryTimeout timeout,
            CancellationToken statement) {
        return new EnginePlan(engine.prepare(sql, requestedTypes, timeout, statement));
    }

    @Override
    public void applicationName(String name) {
        service.applicationName(name.isEmpty() ? settings.applicationName() : name);
    }

    @Override
    public void close() {
        engine.close();
        reports.close();
    }

    private record EnginePlan(PreparedQuery query) implements Plan {
        @Override
        public List<ResultColumn> columns() {
            return query.columns();
        }

        @Override
        public List<QueryParameter> parameters() {
            return query.parameters();
        }

        @Override
        public Run start(
                List<@Nullable Object> values, long maxRows, QueryTimeout timeout, CancellationToken statement) {
            return new EngineRun(query.start(values, maxRows, timeout, statement));
        }
    }

    private record EngineRun(RunningQuery query) implements Run {
        @Override
        public void open() {
            query.open();
        }

        @Override
        public boolean next() {
            return query.next();
        }

        @Override
        public @Nullable Object value(int index) {
            return query.value(index);
        }

        @Override
        public List<String> warnings() {
            return query.warnings();
        }

        @Override
        public void close() {
            query.close();
        }
    }
}
