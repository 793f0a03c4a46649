package agentsession.jdbc;

import agentsession.query.QueryParameter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Turns what an application sets into the engine's form of the parameter's type.
 *
 * <p>An Instant, OffsetDateTime or ZonedDateTime is the wall clock that the report's zone shows then; all other dates
 * and times, those of java.util and java.sql among them, are the digits they show themselves.
 */
final class ParameterConverter {
    private final QueryParameter parameter;
    private final int number;
    private final ZoneId zone;
    private final ValueType type;
    private final ParameterErrors errors;

    /**
     * @param number the parameter's, from 1
     * @param zone of the report's wall clock
     */
    ParameterConverter(QueryParameter parameter, int number, ZoneId zone) {
        this.parameter = parameter;
        this.number = number;
        this.zone = zone;
        this.type = ValueType.of(parameter.type());
        this.errors = new ParameterErrors(parameter, number);
    }

    /** The value as the engine takes it, with the type that it asks for. */
    BoundValue bind(@Nullable Object value) throws SQLException {
        QueryParameter asked = value == null ? null : RequestedType.of(parameter, value);
        return asked == null
                ? new BoundValue(convert(value), null)
                : new BoundValue(new ParameterConverter(asked, number, zone).convert(value), asked);
    }

    /** The value as the type that it is to be sent as, which counts where the query gives its place none. */
    @Nullable
    Object sentAs(@Nullable Object value, int targetSqlType) throws SQLException {
        SqlTypeName target = SqlTypeName.getNameForJdbcType(targetSqlType);
        if (value == null || target == null || !parameter.open() || type.family() != ValueType.Family.TEXT) {
            return value;
        }
        ParameterConverter sender = new ParameterConverter(parameter.ofType(target, -1, 0), number, zone);
        try {
            return switch (sender.type.family()) {
                case BOOLEAN -> sender.truth(value);
                case INTEGER, DECIMAL, APPROXIMATE -> sender.decimal(value);
                case TEXT -> sender.text(value);
                case DATE -> sender.dateTime(value).toLocalDate();
                case TIME -> sender.time(value);
                case TIMESTAMP -> sender.dateTime(value);
                case BINARY, MONTHS, MILLIS, ARRAY, OTHER -> value;
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw sender.errors.unreadable(value, e);
        }
    }

    @Nullable
    Object convert(@Nullable Object value) throws SQLException {
        if (value == null) {
            return null;
        }
        try {
            return switch (type.family()) {
                case BOOLEAN -> truth(value);
                case INTEGER -> integral(value);
                case DECIMAL -> decimal(value);
                case APPROXIMATE -> approximate(value);
                case TEXT -> text(value);
                case BINARY -> binary(value);
                case DATE -> (int) dateTime(value).toLocalDate().toEpochDay();
                case TIME -> Temporals.toMillisOfDay(time(value));
                case TIMESTAMP -> timestamp(value);
                case MONTHS -> months(value);
                case MILLIS -> millis(value);
                case ARRAY, OTHER -> value;
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw errors.unreadable(value, e);
        }
    }

    private boolean truth(Object value) throws SQLException {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number) {
            return decimal(value).signum() != 0;
        }
        if (value instanceof String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw errors.unreadable(value, null);
            };
        }
        throw errors.mismatch(value);
    }

    private Object integral(Object value) throws SQLException {
        BigDecimal exact = decimal(value);
        if (exact.stripTrailingZeros().scale() > 0) {
            throw errors.outOfRange(value, "has a fraction");
        }
        try {
            return switch (parameter.type()) {
                case TINYINT -> exact.byteValueExact();
                case SMALLINT -> exact.shortValueExact();
                case INTEGER -> exact.intValueExact();
                default -> exact.longValueExact();
            };
        } catch (ArithmeticException e) {
            throw errors.outOfRange(value, "is out of its range");
        }
    }

    private BigDecimal decimal(Object value) throws SQLException {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof Number || value instanceof String) {
            return new BigDecimal(value.toString().strip());
        }
        throw errors.mismatch(value);
    }

    private Object approximate(Object value) throws SQLException {
        double number = value instanceof Double || value instanceof Float
                ? ((Number) value).doubleValue()
                : decimal(value).doubleValue();
        if (type == ValueType.REAL) {
            return (float) number;
        }
        return number;
    }

    private String text(Object value) throws SQLException {
        if (value instanceof String || value instanceof Character || value instanceof UUID || value instanceof Enum) {
            return value.toString();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof LocalDate || value instanceof java.sql.Date) {
            return dateTime(value).toLocalDate().toString();
        }
        if (value instanceof LocalTime || value instanceof java.sql.Time) {
            return Temporals.text(time(value));
        }
        return Temporals.text(dateTime(value));
    }

    private ByteString binary(Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            return new ByteString(bytes);
        }
        throw errors.mismatch(value);
    }

    private long timestamp(Object value) throws SQLException {
        return parameter.type() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
                ? dateTime(value).atZone(zone).toInstant().toEpochMilli()
                : Temporals.toMillis(dateTime(value));
    }

    private LocalDateTime dateTime(Object value) throws SQLException {
        if (value instanceof LocalDateTime wallClock) {
            return wallClock;
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        if (value instanceof java.sql.Timestamp timestamp) {
            return timestamp.toLocalDateTime();
        }
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate().atStartOfDay();
        }
        if (value instanceof java.util.Date date && !(value instanceof java.sql.Time)) {
            return Temporals.wallClock(date, Calendar.getInstance(TimeZone.getDefault(), Locale.ROOT));
        }
        if (value instanceof Calendar calendar) {
            return Temporals.wallClock(
                    calendar.getTimeInMillis(), calendar.getTimeZone().toZoneId());
        }
        if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, zone);
        }
        if (value instanceof OffsetDateTime time) {
            return time.atZoneSameInstant(zone).toLocalDateTime();
        }
        if (value instanceof ZonedDateTime time) {
            return time.withZoneSameInstant(zone).toLocalDateTime();
        }
        if (value instanceof String text) {
            return Temporals.parseDateTime(text, zone);
        }
        throw errors.mismatch(value);
    }

    private LocalTime time(Object value) throws SQLException {
        if (value instanceof LocalTime time) {
            return time;
        }
        if (value instanceof java.sql.Time time) {
            return Temporals.wallClock(time, Calendar.getInstance(TimeZone.getDefault(), Locale.ROOT))
                    .toLocalTime();
        }
        if (value instanceof String text) {
            return Temporals.parseTime(text, zone);
        }
        return dateTime(value).toLocalTime();
    }

    private int months(Object value) throws SQLException {
        if (value instanceof Period period && period.equals(period.withDays(0))) {
            return Math.toIntExact(period.toTotalMonths());
        }
        throw errors.mismatch(value);
    }

    private long millis(Object value) throws SQLException {
        if (value instanceof Duration duration) {
            return duration.toMillis();
        }
        throw errors.mismatch(value);
    }

    /** A number, or the text of one where the parameter is numeric, with the scale that {@code setObject} asks for. */
    @Nullable
    Object scaled(@Nullable Object value, int scale) throws SQLException {
        boolean numeric = type.family().isNumeric() || parameter.open();
        if (!numeric || !(value instanceof Number || value instanceof String)) {
            return value;
        }
        try {
            return decimal(value).setScale(scale, RoundingMode.HALF_UP);
        } catch (NumberFormatException e) {
            throw errors.unreadable(value, e);
        }
    }
}
