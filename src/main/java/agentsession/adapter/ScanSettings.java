package agentsession.adapter;

import agentsession.config.ConnectionSettings;
import agentsession.report.PushDown;
import java.time.Period;
import java.time.ZoneId;

/**
 * The settings of all scans of a table.
 *
 * @param timeZone the time zone of the report
 * @param lookback how far before now a report without a lower bound starts
 */
public record ScanSettings(ZoneId timeZone, PushDown pushDown, Period lookback) {

    /** Extracts the settings of scans from those of a connection. */
    public static ScanSettings of(ConnectionSettings settings) {
        return new ScanSettings(settings.scope().timeZone(), settings.pushDown(), settings.lookback());
    }
}
