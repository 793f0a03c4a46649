package agentsession.adapter;

import agentsession.config.ConnectionSettings;
import agentsession.report.PushDown;
import java.time.Period;
import java.time.ZoneId;

/**
 * What every scan of one table has in common.
 *
 * @param timeZone the zone of the report's wall clock
 * @param lookback how far before now a report starts when the query sets no lower bound
 */
public record ScanSettings(ZoneId timeZone, PushDown pushDown, Period lookback) {

    /** The part of a connection's settings that scans need. */
    public static ScanSettings of(ConnectionSettings settings) {
        return new ScanSettings(settings.scope().timeZone(), settings.pushDown(), settings.lookback());
    }
}
