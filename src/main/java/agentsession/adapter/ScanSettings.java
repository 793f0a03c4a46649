package agentsession.adapter;

import agentsession.config.ConnectionSettings;
import agentsession.report.PushDown;
import agentsession.report.ReportFormat;
import java.time.Period;
import java.time.ZoneId;

/**
 * What every scan of one table has in common.
 *
 * @param timeZone the zone of the report's wall clock
 * @param lookback how far before now a report starts when the query sets no lower bound
 * @param format the form in which the service sends the report
 */
public record ScanSettings(ZoneId timeZone, PushDown pushDown, Period lookback, ReportFormat format) {

    /** The part of a connection's settings that scans need. */
    public static ScanSettings of(ConnectionSettings settings) {
        return new ScanSettings(
                settings.scope().timeZone(),
                settings.pushDown(),
                settings.lookback(),
                settings.scope().format());
    }
}
