package agentsession.report;

import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;

/**
 * The time of a report as its reader sees it.
 *
 * @param zone of the wall clock
 * @param now the wall clock when the query runs
 * @param lookback how far before now a report starts that has no lower bound
 */
public record ReportTime(ZoneId zone, LocalDateTime now, Period lookback) {

    /** Where a report starts that has no lower bound. */
    LocalDateTime horizon() {
        return now.minus(lookback);
    }
}
