package agentsession.jdbc;

import agentsession.query.QueryParameter;
import agentsession.query.dialect.DateTimeParser;
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
 * Converts the values of a parameter to the engine's internal representation of its type.
 *
 * <p>An Instant, OffsetDateTime or ZonedDateTime is converted to the time zone of the report. All other dates and times,
 * including those of java.util and java.sql, are local times.
 */
final class ParameterConverter {
    private final QueryParameter parameter;
    private final int number;
    private final ZoneId zone;
    private final ValueType type;
    private final ParameterErrors errors;

    /**
     * @param number the number of the parameter, from 1
     * @param zone the time zone of the report
     */
    ParameterConverter(QueryParameter parameter, int number, ZoneId zone) {
        this.parameter = parameter;
        this.number = number;
        this.zone = zone;
        this.type = ValueType.of(parameter.type());
        this.errors = new ParameterErrors(parameter, number);
    }

    /** Converts the value, and determines the type that it requires. */
    BoundValue bind(@Nullable Object value) throws SQLException {
        QueryParameter requested = value == null ? null : RequestedType.of(parameter, value);
        return requested == null
                ? new BoundValue(convert(value), null)
                : new BoundValue(new ParameterConverter(requested, number, zone).convert(value), requested);
    }

    /** Converts the value to the target type, which applies only if the query does not determine a type. */
    @Nullable
    Object convertTo(@Nullable Object value, int targetSqlType) throws SQLException {
        SqlTypeName targetType = SqlTypeName.getNameForJdbcType(targetSqlType);
        if (value == null || targetType == null || !parameter.open() || type.family() != ValueType.Family.TEXT) {
            return value;
        }
        ParameterConverter target = new ParameterConverter(parameter.ofType(targetType, -1, 0), number, zone);
        try {
            return switch (target.type.family()) {
                case BOOLEAN -> target.booleanValue(value);
                case INTEGER, DECIMAL, APPROXIMATE -> target.decimal(value);
                case TEXT -> target.text(value);
                case DATE -> target.dateTime(value).toLocalDate();
                case TIME -> target.time(value);
                case TIMESTAMP -> target.dateTime(value);
                case BINARY, MONTHS, MILLIS, ARRAY, OTHER -> value;
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw target.errors.unreadable(value, e);
        }
    }

    @Nullable
    Object convert(@Nullable Object value) throws SQLException {
        if (value == null) {
            return null;
        }
        try {
            return switch (type.family()) {
                case BOOLEAN -> booleanValue(value);
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

    private boolean booleanValue(Object value) throws SQLException {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Number) {
            return decimal(value).signum() != 0;
        }
        if (value instanceof String text) {
            return BooleanText.parse(text).orElseThrow(() -> errors.unreadable(value, null));
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
        if (value instanceof Boolean bool) {
            return bool ? BigDecimal.ONE : BigDecimal.ZERO;
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
        if (value instanceof LocalDateTime dateTime) {
            return dateTime;
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
            return Temporals.localDateTime(date, Calendar.getInstance(TimeZone.getDefault(), Locale.ROOT));
        }
        if (value instanceof Calendar calendar) {
            return Temporals.localDateTime(
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
            return DateTimeParser.timestamp(text, zone);
        }
        throw errors.mismatch(value);
    }

    private LocalTime time(Object value) throws SQLException {
        if (value instanceof LocalTime time) {
            return time;
        }
        if (value instanceof java.sql.Time time) {
            return Temporals.localDateTime(time, Calendar.getInstance(TimeZone.getDefault(), Locale.ROOT))
                    .toLocalTime();
        }
        if (value instanceof String text) {
            return DateTimeParser.time(text, zone);
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

    /** Rounds a number, or a string for a numeric parameter, to the scale given to {@code setObject}. */
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
