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
 * The type that a value requires if it does not fit the type of the parameter: the parameter of {@code PRESENTED > ?} is
 * INTEGER until it is set to 10.5. So no number is rounded, and the query returns the same as with a literal.
 */
final class RequestedType {
    private static final int MAX_DIGITS = 38;
    private static final int DEFAULT_DIGITS = 19;

    private RequestedType() {}

    /** The parameter with the required type; null if the value fits. */
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

    /** A number, or a string converted to a number; null for other values. */
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

    /** For an open parameter, trailing zeros are significant: 5 / 2 is not 5 / 2.0. */
    private static boolean fits(QueryParameter parameter, BigDecimal number) {
        BigDecimal significant = parameter.open() ? number : number.stripTrailingZeros();
        int digits = significant.precision() - significant.scale();
        return switch (parameter.type()) {
            case TINYINT, SMALLINT, INTEGER -> significant.scale() <= 0 && isWithin(significant, Integer.SIZE);
            case BIGINT -> significant.scale() <= 0 && isWithin(significant, Long.SIZE);
            default -> significant.scale() <= parameter.scale() && digits <= parameter.precision() - parameter.scale();
        };
    }

    private static boolean isWithin(BigDecimal integer, int bits) {
        return integer.precision() - integer.scale() <= DEFAULT_DIGITS
                && integer.toBigInteger().bitLength() < bits;
    }

    private static QueryParameter ofNumber(QueryParameter parameter, BigDecimal number) {
        if (number.scale() <= 0 && isWithin(number, Integer.SIZE)) {
            return parameter.ofType(SqlTypeName.INTEGER, -1, 0);
        }
        if (number.scale() <= 0 && isWithin(number, Long.SIZE)) {
            return parameter.ofType(SqlTypeName.BIGINT, -1, 0);
        }
        int scale = Math.max(0, Math.min(number.scale(), MAX_DIGITS));
        boolean isShort = Math.max(scale, scale + number.precision() - number.scale()) <= DEFAULT_DIGITS;
        return parameter.ofType(SqlTypeName.DECIMAL, isShort ? DEFAULT_DIGITS : MAX_DIGITS, scale);
    }
}
