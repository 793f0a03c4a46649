package agentsession.report;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A range of log-in times in whole minutes of local time, both ends inclusive.
 *
 * <p>The report shows times in minutes, but the service filters with a higher precision: a session shown as 12:02 may
 * have begun at 12:02:59. So a window is from the start of its first minute to the end of its last.
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
                    "The window ends at " + lastMinute + ", before it starts at " + firstMinute);
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
