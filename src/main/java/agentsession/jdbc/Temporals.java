package agentsession.jdbc;

import agentsession.query.dialect.TimeFractions;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;

/** Conversions of dates and times between the engine's numbers, java.time, java.sql and strings. */
final class Temporals {
    private static final int MILLIS_PER_SECOND = 1_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private Temporals() {}

    static LocalDateTime ofMillis(long millis) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, MILLIS_PER_SECOND),
                Math.floorMod(millis, MILLIS_PER_SECOND) * NANOS_PER_MILLI,
                ZoneOffset.UTC);
    }

    static long toMillis(LocalDateTime dateTime) {
        return TimeFractions.inMilliseconds(dateTime).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    static LocalTime ofMillisOfDay(int millis) {
        return LocalTime.ofNanoOfDay((long) millis * NANOS_PER_MILLI);
    }

    static int toMillisOfDay(LocalTime time) {
        return (int) (TimeFractions.inMilliseconds(time).toNanoOfDay() / NANOS_PER_MILLI);
    }

    /** The SQL representation, without a zero fraction. */
    static String text(LocalDateTime dateTime) {
        return dateTime.toLocalDate() + " " + text(dateTime.toLocalTime());
    }

    /** The SQL representation, without a zero fraction. */
    static String text(LocalTime time) {
        return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
    }

    /** The local time of an instant in {@code zone}. */
    static LocalDateTime localDateTime(long epochMillis, ZoneId zone) {
        return LocalDateTime.ofInstant(java.time.Instant.ofEpochMilli(epochMillis), zone);
    }

    /** The local time of a java.sql value in the time zone of {@code calendar}. */
    static LocalDateTime localDateTime(java.util.Date value, Calendar calendar) {
        Calendar clock = (Calendar) calendar.clone();
        clock.setTime(value);
        LocalDateTime dateTime =
                localDateTime(clock.getTimeInMillis(), clock.getTimeZone().toZoneId());
        return value instanceof Timestamp timestamp ? dateTime.withNano(timestamp.getNanos()) : dateTime;
    }

    /** The instant of a local time in {@code zone}. */
    static Timestamp timestamp(LocalDateTime dateTime, ZoneId zone) {
        return Timestamp.from(dateTime.atZone(zone).toInstant());
    }

    static Date date(LocalDate date, ZoneId zone) {
        return new Date(date.atStartOfDay(zone).toInstant().toEpochMilli());
    }

    /** The time on 1970-01-01, as in java.sql.Time. */
    static Time time(LocalTime time, ZoneId zone) {
        return new Time(time.atDate(LocalDate.EPOCH).atZone(zone).toInstant().toEpochMilli());
    }
}
