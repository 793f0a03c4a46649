package agentsession.query.dialect;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * Fractions of a second. Times are kept to the millisecond here. What lies between two milliseconds becomes a
 * millisecond that is no whole second, so that it stays before or after, and is never, a time without a fraction, such
 * as those of the report.
 */
public final class TimeFractions {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private TimeFractions() {}

    /** @param precision the digits that the type has: with 0 it is rounded to the second */
    public static LocalDateTime kept(LocalDateTime time, int precision) {
        return precision == 0 ? rounded(time) : inMilliseconds(time);
    }

    /** @param precision the digits that the type has: with 0 it is rounded to the second, within the day */
    public static LocalTime kept(LocalTime time, int precision) {
        if (precision > 0) {
            return time.withNano(inMilliseconds(time.getNano()));
        }
        LocalTime rounded = rounded(time);
        return rounded.isBefore(time.truncatedTo(ChronoUnit.SECONDS))
                ? LocalTime.MAX.truncatedTo(ChronoUnit.SECONDS)
                : rounded;
    }

    public static LocalDateTime inMilliseconds(LocalDateTime time) {
        return time.withNano(inMilliseconds(time.getNano()));
    }

    private static int inMilliseconds(int nanos) {
        int millis = nanos / NANOS_PER_MILLI;
        return Math.max(millis, nanos == 0 ? 0 : 1) * NANOS_PER_MILLI;
    }

    private static LocalDateTime rounded(LocalDateTime time) {
        return time.plus(HALF_A_SECOND).truncatedTo(ChronoUnit.SECONDS);
    }

    private static LocalTime rounded(LocalTime time) {
        return time.plus(HALF_A_SECOND).truncatedTo(ChronoUnit.SECONDS);
    }
}
