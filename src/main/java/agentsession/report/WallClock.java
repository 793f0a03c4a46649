package agentsession.report;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The wall clock of the report, counted in minutes or milliseconds from 1970-01-01T00:00 as if it were UTC. */
final class WallClock {
    static final long MILLIS_PER_MINUTE = 60_000;

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private WallClock() {}

    static long minute(LocalDateTime time) {
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
     * The first minute that every reading of {@code minute} as a time of the zone comes at or after. A clock set back
     * shows the same minutes twice, one set forward leaves some out; whoever reads such a minute has to choose an
     * instant, and may choose another than we would.
     */
    static long earliestReading(long minute, ZoneId zone) {
        ZoneOffsetTransition change = changeAt(minute, zone);
        return change == null ? minute : minute(earlier(change)) - 1;
    }

    /** The counterpart of {@link #earliestReading}: a minute that every reading comes at or before. */
    static long latestReading(long minute, ZoneId zone) {
        ZoneOffsetTransition change = changeAt(minute, zone);
        return change == null ? minute : minute(later(change));
    }

    /** The last minute that may be shown for something that came before another thing, shown as {@code minute}. */
    static long latestShownBefore(long minute, ZoneId zone) {
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
