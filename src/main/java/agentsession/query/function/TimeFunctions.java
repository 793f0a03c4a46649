package agentsession.query.function;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.dialect.DateTimeParser;
import agentsession.query.dialect.TimeFractions;
import agentsession.text.Truncation;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Functions of times, in milliseconds, and dates, in days since 1970; public for the code that Calcite generates. Units
 * are the names of {@link TimeUnitRange}.
 */
@Strict
public final class TimeFunctions {
    private static final int MILLISECONDS = 3;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int MAX_QUOTED_LENGTH = 60;

    private TimeFunctions() {}

    /** Extracts a part of a timestamp or, if the unit is shorter than a day, of a time. */
    public static long part(String unit, long time) {
        TimeUnit part = TimeUnitRange.valueOf(unit).startUnit;
        return switch (part) {
            case HOUR, MINUTE, SECOND -> Math.floorMod(time, enclosingUnitMillis(part)) / part.multiplier.longValue();
            case MILLISECOND, MICROSECOND, NANOSECOND ->
                Math.floorMod(time, DateTimeUtils.MILLIS_PER_MINUTE) * (long) (1 / part.multiplier.doubleValue());
            case EPOCH -> time / DateTimeUtils.MILLIS_PER_SECOND;
            default ->
                DateTimeUtils.unixDateExtract(
                        TimeUnitRange.valueOf(unit), Math.floorDiv(time, DateTimeUtils.MILLIS_PER_DAY));
        };
    }

    private static long enclosingUnitMillis(TimeUnit part) {
        return switch (part) {
            case HOUR -> DateTimeUtils.MILLIS_PER_DAY;
            case MINUTE -> DateTimeUtils.MILLIS_PER_HOUR;
            default -> DateTimeUtils.MILLIS_PER_MINUTE;
        };
    }

    public static long partOfDate(String unit, int date) {
        return part(unit, date * DateTimeUtils.MILLIS_PER_DAY);
    }

    public static long partOfTime(String unit, int time) {
        return part(unit, time);
    }

    public static long floor(String unit, long time) {
        long length = millisWithinDay(unit);
        return length > 0
                ? time - Math.floorMod(time, length)
                : DateTimeUtils.unixTimestampFloor(TimeUnitRange.valueOf(unit), floorOfDay(time));
    }

    private static long floorOfDay(long time) {
        return time - Math.floorMod(time, DateTimeUtils.MILLIS_PER_DAY);
    }

    public static int floor(String unit, int date) {
        return millisWithinDay(unit) > 0 ? date : (int) DateTimeUtils.unixDateFloor(TimeUnitRange.valueOf(unit), date);
    }

    public static long ceiling(String unit, long time) {
        long length = millisWithinDay(unit);
        return length > 0
                ? time + Math.floorMod(-time, length)
                : DateTimeUtils.unixTimestampCeil(
                        TimeUnitRange.valueOf(unit), time + Math.floorMod(-time, DateTimeUtils.MILLIS_PER_DAY));
    }

    public static int ceiling(String unit, int date) {
        return millisWithinDay(unit) > 0 ? date : (int) DateTimeUtils.unixDateCeil(TimeUnitRange.valueOf(unit), date);
    }

    /** Returns the milliseconds of a unit of at most a day; 0 for longer units. */
    private static long millisWithinDay(String unit) {
        return switch (TimeUnitRange.valueOf(unit)) {
            case DAY -> DateTimeUtils.MILLIS_PER_DAY;
            case HOUR -> DateTimeUtils.MILLIS_PER_HOUR;
            case MINUTE -> DateTimeUtils.MILLIS_PER_MINUTE;
            case SECOND -> DateTimeUtils.MILLIS_PER_SECOND;
            case MILLISECOND, MICROSECOND, NANOSECOND -> 1;
            default -> 0;
        };
    }

    /** Returns the whole months from the second time to the first; negative if the first is earlier. */
    public static int monthsBetween(long time, long from) {
        return time < from ? -monthsForward(time, from) : monthsForward(from, time);
    }

    /** Returns the whole months from the second date to the first; negative if the first is earlier. */
    public static int monthsBetweenDates(int date, int from) {
        return monthsBetween(date * DateTimeUtils.MILLIS_PER_DAY, from * DateTimeUtils.MILLIS_PER_DAY);
    }

    private static int monthsForward(long from, long to) {
        LocalDate first = LocalDate.ofEpochDay(Math.floorDiv(from, DateTimeUtils.MILLIS_PER_DAY));
        LocalDate last = LocalDate.ofEpochDay(Math.floorDiv(to, DateTimeUtils.MILLIS_PER_DAY));
        long months = (last.getYear() - first.getYear()) * 12L + last.getMonthValue() - first.getMonthValue();
        boolean earlierInDay =
                Math.floorMod(to, DateTimeUtils.MILLIS_PER_DAY) < Math.floorMod(from, DateTimeUtils.MILLIS_PER_DAY);
        boolean incomplete = last.getDayOfMonth() < first.getDayOfMonth()
                || (last.getDayOfMonth() == first.getDayOfMonth() && earlierInDay);
        return Math.toIntExact(incomplete ? months - 1 : months);
    }

    /** Casts a string to a date. */
    public static int date(String text) {
        LocalDateTime timestamp = parse(text, DateTimeParser::timestamp, "date", "2026-01-31");
        return Math.toIntExact(timestamp.toLocalDate().toEpochDay());
    }

    /** Casts a string to a time with a number of fractional digits. */
    public static int time(String text, int precision) {
        LocalTime time = parse(text, DateTimeParser::time, "time", "13:00:00");
        return (int) (TimeFractions.withPrecision(time, precision).toNanoOfDay() / NANOS_PER_MILLI);
    }

    /** Casts a string to a timestamp with a number of fractional digits. */
    public static long timestamp(String text, int precision) {
        LocalDateTime timestamp = parse(text, DateTimeParser::timestamp, "timestamp", "2026-01-31 13:00:00");
        return TimeFractions.withPrecision(timestamp, precision)
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    private static <T> T parse(String text, Function<String, T> parser, String type, String example) {
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw new DriverException(
                    SqlState.INVALID_DATETIME_FORMAT,
                    "'%s' is not a %s. Write it like '%s'."
                            .formatted(Truncation.truncate(text, MAX_QUOTED_LENGTH), type, example),
                    e);
        }
    }

    /** Formats without trailing zeros of the fraction. */
    public static String formatTimestamp(long time) {
        return stripTrailingZeros(DateTimeUtils.unixTimestampToString(time, MILLISECONDS));
    }

    /** Formats without trailing zeros of the fraction. */
    public static String formatTime(int time) {
        return stripTrailingZeros(DateTimeUtils.unixTimeToString(time, MILLISECONDS));
    }

    private static String stripTrailingZeros(String text) {
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.charAt(end - 1) == '.'
                ? text.substring(0, end - 1)
                : text.substring(0, Math.max(end, text.indexOf('.')));
    }
}
