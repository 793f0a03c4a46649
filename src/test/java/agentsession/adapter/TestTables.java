package agentsession.adapter;

import agentsession.cache.ReportCache;
import agentsession.config.ConnectionSettings;
import agentsession.config.JdbcUrl;
import agentsession.report.PushDown;
import agentsession.service.ReportService;
import java.time.Period;
import java.time.ZoneId;
import java.util.Properties;

/** Tables of a service that a test implements. */
public final class TestTables {
    private TestTables() {}

    /** A table that requests each report anew. */
    public static AgentSessionTable of(ReportService service, ZoneId zone, PushDown pushDown, Period lookback) {
        Properties properties = new Properties();
        properties.setProperty("timeZone", zone.getId());
        properties.setProperty("cacheMaxAge", "PT0S");
        ConnectionSettings settings =
                ConnectionSettings.of(JdbcUrl.parse("jdbc:agentsession:demo").orElseThrow(), properties);
        return new AgentSessionTable(ReportCache.open(settings, service), new ScanSettings(zone, pushDown, lookback));
    }
}
