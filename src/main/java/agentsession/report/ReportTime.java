package agentsession.report;

import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;

/**
 * The time of a query.
 *
 * @param zone the time zone of the report
 * @param now the local time of the query
 * @param lookback how far before now a report without a lower bound starts
 */
public record ReportTime(ZoneId zone, LocalDateTime now, Period lookback) {

    /** The start of a report without a lower bound. */
    LocalDateTime horizon() {
        return now.minus(lookback);
    }
}
