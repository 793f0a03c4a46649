package agentsession.jdbc;

import agentsession.query.QueryParameter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The type that a value asks for where that of the parameter would not do: {@code PRESENTED > ?} has an INTEGER for its
 * parameter until 10.5 is set. So no number is rounded, and the query means what it would with the number in its text.
 */
final class RequestedType {
    private static final int MOST_DIGITS = 38;
    private static final int FEW_DIGITS = 19;

    private RequestedType() {}

    /** The parameter as the value wants it; null where the value is content. */
    static @Nullable QueryParameter of(QueryParameter parameter, Object value) {
        ValueType.Family family = ValueType.of(parameter.type()).family();
        if (parameter.open() && family == ValueType.Family.TEXT) {
            return ofKind(parameter, value);
        }
        boolean exact = family == ValueType.Family.INTEGER || family == ValueType.Family.DECIMAL;
        BigDecimal number = parameter.widens() && exact ? number(value) : null;
        return number == null || fits(parameter, number) ? null : ofNumber(parameter, number);
    }

    private static @Nullable QueryParameter ofKind(QueryParameter parameter, Object value) {
        if (value instanceof Number) {
            BigDecimal number = number(value);
            return number == null ? null : ofNumber(parameter, number);
        }
        SqlTypeName type = null;
        if (value instanceof Boolean) {
            type = SqlTypeName.BOOLEAN;
        } else if (value instanceof LocalDate || value instanceof java.sql.Date) {
            type = SqlTypeName.DATE;
        } else if (value instanceof LocalTime || value instanceof java.sql.Time) {
            type = SqlTypeName.TIME;
        } else if (value instanceof LocalDateTime
                || value instanceof java.util.Date
                || value instanceof Calendar
                || value instanceof Instant
                || value instanceof OffsetDateTime
                || value instanceof ZonedDateTime) {
            type = SqlTypeName.TIMESTAMP;
        }
        return type == null ? null : parameter.ofType(type, -1, 0);
    }

    /** The number that a value is or shows; null if there is none. */
    private static @Nullable BigDecimal number(Object value) {
        if (!(value instanceof Number || value instanceof String)) {
            return null;
        }
        try {
            return new BigDecimal(value.toString().strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Of an open parameter the digits after the point count as well if they are zeros: 5 / 2 is not 5 / 2.0. */
    private static boolean fits(QueryParameter parameter, BigDecimal number) {
        BigDecimal least = parameter.open() ? number : number.stripTrailingZeros();
        int digits = least.precision() - least.scale();
        return switch (parameter.type()) {
            case TINYINT, SMALLINT, INTEGER -> least.scale() <= 0 && isWithin(least, Integer.SIZE);
            case BIGINT -> least.scale() <= 0 && isWithin(least, Long.SIZE);
            default -> least.scale() <= parameter.scale() && digits <= parameter.precision() - parameter.scale();
        };
    }

    private static boolean isWithin(BigDecimal integer, int bits) {
        return integer.precision() - integer.scale() <= FEW_DIGITS
                && integer.toBigInteger().bitLength() < bits;
    }

    private static QueryParameter ofNumber(QueryParameter parameter, BigDecimal number) {
        if (number.scale() <= 0 && isWithin(number, Integer.SIZE)) {
            return parameter.ofType(SqlTypeName.INTEGER, -1, 0);
        }
        if (number.scale() <= 0 && isWithin(number, Long.SIZE)) {
            return parameter.ofType(SqlTypeName.BIGINT, -1, 0);
        }
        int scale = Math.max(0, Math.min(number.scale(), MOST_DIGITS));
        boolean isShort = Math.max(scale, scale + number.precision() - number.scale()) <= FEW_DIGITS;
        return parameter.ofType(SqlTypeName.DECIMAL, isShort ? FEW_DIGITS : MOST_DIGITS, scale);
    }
}
