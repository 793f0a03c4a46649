package agentsession.query.dialect;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Parses dates and times as people and tools write them: {@code 2026-01-31}, {@code 2026-1-31 13:00}, {@code 2026-01-31
 * 13:00:00.0}, {@code 2026-01-31T13:00:00}, and, where a time zone is given, {@code 2026-01-31T13:00:00+01:00}.
 */
public final class DateTimeParser {
    private static final DateTimeFormatter TIME = strict(new DateTimeFormatterBuilder()
            .appendValue(ChronoField.HOUR_OF_DAY, 1, 2, SignStyle.NOT_NEGATIVE)
            .appendLiteral(':')
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .optionalStart()
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd());

    private static final DateTimeFormatter TIME_WITH_ZONE = strict(new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(TIME)
            .optionalStart()
            .appendPattern("[' ']")
            .appendZoneOrOffsetId()
            .optionalEnd());

    private static final DateTimeFormatter DATE = strict(new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendLiteral('-')
            .appendValue(ChronoField.MONTH_OF_YEAR, 1, 2, SignStyle.NOT_NEGATIVE)
            .appendLiteral('-')
            .appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NOT_NEGATIVE));

    private DateTimeParser() {}

    /**
     * Parses a timestamp, or a date as its midnight.
     *
     * @throws DateTimeException if the string is neither
     */
    public static LocalDateTime timestamp(String text) {
        DateAndTime parts = DateAndTime.of(text);
        return parts.time.isEmpty() ? parts.date.atStartOfDay() : parts.date.atTime(LocalTime.parse(parts.time, TIME));
    }

    /**
     * Parses a timestamp, or a date as its midnight; with an offset or time zone, it is an instant.
     *
     * @param zone the time zone whose local time is returned for an instant
     * @throws DateTimeException if the string is neither
     */
    public static LocalDateTime timestamp(String text, ZoneId zone) {
        DateAndTime parts = DateAndTime.of(text);
        if (parts.time.isEmpty()) {
            return parts.date.atStartOfDay();
        }
        TemporalAccessor parsed = TIME_WITH_ZONE.parse(parts.time);
        LocalDateTime local = parts.date.atTime(LocalTime.from(parsed));
        ZoneId given = parsed.query(TemporalQueries.zone());
        return given == null
                ? local
                : local.atZone(given).withZoneSameInstant(zone).toLocalDateTime();
    }

    /**
     * Parses a time of day.
     *
     * @throws DateTimeException if the string is not a time
     */
    public static LocalTime time(String text) {
        return LocalTime.parse(text.strip(), TIME);
    }

    /**
     * Parses a time of day, whose offset is ignored, or the time of a timestamp.
     *
     * @param zone the time zone whose local time is returned for an instant
     * @throws DateTimeException if the string is neither
     */
    public static LocalTime time(String text, ZoneId zone) {
        try {
            return LocalTime.parse(text.strip(), TIME_WITH_ZONE);
        } catch (DateTimeParseException e) {
            return timestamp(text, zone).toLocalTime();
        }
    }

    private static DateTimeFormatter strict(DateTimeFormatterBuilder format) {
        return format.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** @param time the string after the date and a space or T; empty if there is none */
    private record DateAndTime(LocalDate date, String time) {
        static DateAndTime of(String text) {
            String stripped = text.strip();
            int end = 0;
            while (end < stripped.length() && " Tt".indexOf(stripped.charAt(end)) < 0) {
                end++;
            }
            LocalDate date = LocalDate.parse(stripped.substring(0, end), DATE);
            String time = stripped.substring(Math.min(end + 1, stripped.length()));
            if (end < stripped.length() && time.isEmpty()) {
                throw new DateTimeException("no time after the date in '" + text + "'");
            }
            return new DateAndTime(date, time);
        }
    }
}
