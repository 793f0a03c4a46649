package agentsession.report;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Conversions of local times to minutes or milliseconds since 1970-01-01T00:00, as if both were in UTC. */
public final class WallClock {
    public static final long MILLIS_PER_MINUTE = 60_000;

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private WallClock() {}

    public static long minute(LocalDateTime time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toEpochSecond(ZoneOffset.UTC) / 60;
    }

    static LocalDateTime time(long minute) {
        return LocalDateTime.ofEpochSecond(minute * 60, 0, ZoneOffset.UTC);
    }

    static String text(long millis) {
        return TEXT.format(LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1000), Math.floorMod(millis, 1000) * 1_000_000, ZoneOffset.UTC));
    }

    /**
     * A minute at or before every interpretation of {@code minute} as a time in the zone. At a daylight saving transition,
     * a local time is repeated or skipped, and the service may interpret it as another instant than the driver.
     */
    public static long earliestInterpretation(long minute, ZoneId zone) {
        ZoneOffsetTransition change = changeAt(minute, zone);
        return change == null ? minute : minute(earlier(change)) - 1;
    }

    /** A minute at or after every interpretation of {@code minute} as a time in the zone. */
    public static long latestInterpretation(long minute, ZoneId zone) {
        ZoneOffsetTransition change = changeAt(minute, zone);
        return change == null ? minute : minute(later(change));
    }

    /** The latest local time of an event that precedes an event with the local time {@code minute}. */
    public static long latestPredecessor(long minute, ZoneId zone) {
        ZoneOffsetTransition change = changeAt(minute, zone);
        return change != null && change.isOverlap() ? minute(change.getDateTimeBefore()) : minute;
    }

    private static @Nullable ZoneOffsetTransition changeAt(long minute, ZoneId zone) {
        return zone.getRules().getTransition(time(minute));
    }

    private static LocalDateTime earlier(ZoneOffsetTransition change) {
        return change.isOverlap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
    }

    private static LocalDateTime later(ZoneOffsetTransition change) {
        return change.isOverlap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    }
}
