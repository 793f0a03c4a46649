package agentsession.report;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A span of whole minutes, both ends included, in the report's wall clock.
 *
 * <p>The report shows minutes and the service filters on something finer: the session shown as 12:02 may have begun at
 * 12:02:59. A window therefore starts with the first instant of its first minute and ends with the last of its last.
 */
public record LoginWindow(LocalDateTime firstMinute, LocalDateTime lastMinute) {
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm':00.0000'", Locale.ROOT);
    private static final DateTimeFormatter END = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm':59.9999'", Locale.ROOT);

    public LoginWindow {
        firstMinute = firstMinute.truncatedTo(ChronoUnit.MINUTES);
        lastMinute = lastMinute.truncatedTo(ChronoUnit.MINUTES);
        if (lastMinute.isBefore(firstMinute)) {
            throw new IllegalArgumentException(
                    "A window that ends at " + lastMinute + " cannot start at " + firstMinute);
        }
    }

    /** {@code reportCriteria.startTimestamp}, such as {@code 2020-04-22 00:00:00.0000}. */
    public String startTimestamp() {
        return START.format(firstMinute);
    }

    /** {@code reportCriteria.endTimestamp}, such as {@code 2020-04-22 23:59:59.9999}. */
    public String endTimestamp() {
        return END.format(lastMinute);
    }

    @Override
    public String toString() {
        return startTimestamp() + ".." + endTimestamp();
    }
}
