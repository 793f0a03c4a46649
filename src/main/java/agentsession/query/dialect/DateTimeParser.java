package agentsession.query.dialect;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.text.Truncation;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Dates and times written as text, as people and tools write them: {@code 2026-01-31}, {@code 2026-01-31 13:00},
 * {@code 2026-01-31 13:00:00.0}, {@code 2026-01-31T13:00:00}. Calcite takes one form of them.
 */
public final class DateTimeParser {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.HOUR_OF_DAY, 1, 2, SignStyle.NOT_NEGATIVE)
            .appendLiteral(':')
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .optionalStart()
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendLiteral('-')
            .appendValue(ChronoField.MONTH_OF_YEAR, 1, 2, SignStyle.NOT_NEGATIVE)
            .appendLiteral('-')
            .appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NOT_NEGATIVE)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int LONGEST_QUOTE = 60;

    private DateTimeParser() {}

    /**
     * Reads a timestamp, or a date as its midnight.
     *
     * @throws DriverException if the text is neither
     */
    public static LocalDateTime timestamp(String text) {
        String stripped = text.strip();
        int separator = Math.max(stripped.indexOf(' '), Math.max(stripped.indexOf('T'), stripped.indexOf('t')));
        try {
            return separator < 0
                    ? LocalDate.parse(stripped, DATE).atStartOfDay()
                    : LocalDate.parse(stripped.substring(0, separator), DATE)
                            .atTime(LocalTime.parse(stripped.substring(separator + 1), TIME));
        } catch (DateTimeException e) {
            throw unreadable(text, "timestamp", "2026-01-31 13:00:00", e);
        }
    }

    /**
     * Reads a date, or the date of a timestamp.
     *
     * @throws DriverException if the text is neither
     */
    public static LocalDate date(String text) {
        try {
            return timestamp(text).toLocalDate();
        } catch (DriverException e) {
            throw unreadable(text, "date", "2026-01-31", e);
        }
    }

    /**
     * Reads a time of day.
     *
     * @throws DriverException if the text is none
     */
    public static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.strip(), TIME);
        } catch (DateTimeException e) {
            throw unreadable(text, "time", "13:00:00", e);
        }
    }

    private static DriverException unreadable(String text, String type, String example, Exception cause) {
        return new DriverException(
                SqlState.INVALID_DATETIME_FORMAT,
                "'%s' is not a %s. Write it like '%s'."
                        .formatted(Truncation.truncate(text, LONGEST_QUOTE), type, example),
                cause);
    }
}
