package agentsession.jdbc;

import agentsession.jdbc.ValueType.Family;
import agentsession.query.ResultColumn;
import agentsession.query.dialect.DateTimeParser;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.apache.calcite.sql.type.SqlTypeName;

/** Converts the dates and times of one column. They are local times of the report, whatever the JVM's time zone. */
final class TemporalReader {
    private static final long[] MILLIS_PER_DIGIT = {1_000, 100, 10, 1};

    private final ValueReader reader;
    private final Family family;
    private final boolean isInstant;
    private final long unit;
    private final ZoneId zone;

    TemporalReader(ValueReader reader, ResultColumn column, ZoneId zone) {
        this.reader = reader;
        this.family = ValueType.of(column).family();
        this.isInstant = column.type() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
        this.unit = MILLIS_PER_DIGIT[Math.min(Math.max(column.precision(), 0), MILLIS_PER_DIGIT.length - 1)];
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    /** A TIMESTAMP in milliseconds of local time, truncated to the precision of its type. */
    long millis(Object value) {
        long millis = ((Number) value).longValue();
        if (isInstant) {
            millis = Temporals.toMillis(Temporals.localDateTime(millis, zone));
        }
        return millis - Math.floorMod(millis, unit);
    }

    LocalDateTime dateTime(Object value) throws SQLException {
        return dateTime(value, "LocalDateTime");
    }

    private LocalDateTime dateTime(Object value, String target) throws SQLException {
        return switch (family) {
            case TIMESTAMP -> Temporals.ofMillis(millis(value));
            case DATE -> LocalDate.ofEpochDay((Integer) value).atStartOfDay();
            case TIME -> Temporals.ofMillisOfDay((Integer) value).atDate(LocalDate.EPOCH);
            case TEXT -> {
                try {
                    yield DateTimeParser.timestamp(value.toString(), zone);
                } catch (DateTimeException e) {
                    throw reader.unreadable(value, "a timestamp such as 2026-01-31 12:00:00", e);
                }
            }
            default -> throw reader.mismatch(target);
        };
    }

    LocalDate date(Object value) throws SQLException {
        return switch (family) {
            case DATE -> LocalDate.ofEpochDay((Integer) value);
            case TIME -> throw reader.mismatch("LocalDate");
            default -> dateTime(value, "LocalDate").toLocalDate();
        };
    }

    LocalTime time(Object value) throws SQLException {
        return switch (family) {
            case TIME -> Temporals.ofMillisOfDay((Integer) value);
            case DATE -> throw reader.mismatch("LocalTime");
            case TEXT -> {
                try {
                    yield DateTimeParser.time(value.toString(), zone);
                } catch (DateTimeException e) {
                    throw reader.unreadable(value, "a time such as 12:00:00", e);
                }
            }
            default -> dateTime(value, "LocalTime").toLocalTime();
        };
    }

    /** The instant of the value in the time zone of the report. */
    ZonedDateTime zoned(Object value) throws SQLException {
        if (family == Family.TIME) {
            throw reader.mismatch("an instant");
        }
        return isInstant
                ? java.time.Instant.ofEpochMilli(((Number) value).longValue()).atZone(zone)
                : dateTime(value, "an instant").atZone(zone);
    }

    /** The timestamp that displays the same local time in the JVM's time zone. */
    Timestamp sqlTimestamp(Object value) throws SQLException {
        return Timestamp.valueOf(dateTime(value, "Timestamp"));
    }

    Date sqlDate(Object value) throws SQLException {
        return Date.valueOf(date(value));
    }

    Time sqlTime(Object value) throws SQLException {
        return Temporals.time(time(value), ZoneId.systemDefault());
    }
}
