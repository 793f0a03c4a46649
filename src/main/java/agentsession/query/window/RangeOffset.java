package agentsession.query.window;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** How far the frame of RANGE n PRECEDING or FOLLOWING reaches from a key, in which there is neither NULL nor overflow. */
sealed interface RangeOffset {
    /** The key in the form in which it is compared with what {@link #from} gives. */
    Object comparable(Object key);

    /** The end of the reach from a key. */
    Object from(Object key, boolean downwards);

    /**
     * The distance that an amount is.
     *
     * @throws DriverException if the amount is NULL or negative
     */
    static RangeOffset of(SqlTypeName key, SqlTypeName amountType, @Nullable Object amount) {
        Number number = notNegative(amount);
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(amountType) && !SqlTypeName.YEAR_INTERVAL_TYPES.contains(key)) {
            return new Months(number.longValue(), key == SqlTypeName.DATE);
        }
        if (SqlTypeName.DAY_INTERVAL_TYPES.contains(amountType)) {
            return new Millis(number.longValue(), key == SqlTypeName.DATE);
        }
        if (SqlTypeName.APPROX_TYPES.contains(key) || SqlTypeName.APPROX_TYPES.contains(amountType)) {
            return new Approximate(number.doubleValue());
        }
        return new Exact(exact(number));
    }

    /**
     * The amount of a frame's bound.
     *
     * @throws DriverException if it is NULL or negative
     */
    static Number notNegative(@Nullable Object amount) {
        Number number = amount instanceof Number given ? given : null;
        if (number == null || number.doubleValue() < 0) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "A window frame cannot begin or end %s PRECEDING or FOLLOWING. Give it a number that is not negative."
                            .formatted(number == null ? "NULL" : number));
        }
        return number;
    }

    private static BigDecimal exact(Object number) {
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) number).longValue());
    }

    private static long millis(Object key, boolean ofDays) {
        long value = ((Number) key).longValue();
        return ofDays ? value * DateTimeUtils.MILLIS_PER_DAY : value;
    }

    /** Between integers and decimals. */
    record Exact(BigDecimal amount) implements RangeOffset {
        @Override
        public Object comparable(Object key) {
            return exact(key);
        }

        @Override
        public Object from(Object key, boolean downwards) {
            return downwards ? exact(key).subtract(amount) : exact(key).add(amount);
        }
    }

    /** Between floating-point numbers. */
    record Approximate(double amount) implements RangeOffset {
        @Override
        public Object comparable(Object key) {
            return ((Number) key).doubleValue();
        }

        @Override
        public Object from(Object key, boolean downwards) {
            double value = ((Number) key).doubleValue();
            return downwards ? value - amount : value + amount;
        }
    }

    /** Days, hours and less between times. */
    record Millis(long amount, boolean ofDays) implements RangeOffset {
        @Override
        public Object comparable(Object key) {
            return millis(key, ofDays);
        }

        @Override
        public Object from(Object key, boolean downwards) {
            return millis(key, ofDays) + (downwards ? -amount : amount);
        }
    }

    /** Months and years between times; a day that a month does not have becomes its last. */
    record Months(long amount, boolean ofDays) implements RangeOffset {
        @Override
        public Object comparable(Object key) {
            return millis(key, ofDays);
        }

        @Override
        public Object from(Object key, boolean downwards) {
            long millis = millis(key, ofDays);
            long day = Math.floorDiv(millis, DateTimeUtils.MILLIS_PER_DAY) * DateTimeUtils.MILLIS_PER_DAY;
            return LocalDateTime.ofEpochSecond(day / 1000, 0, ZoneOffset.UTC)
                                    .plusMonths(downwards ? -amount : amount)
                                    .toEpochSecond(ZoneOffset.UTC)
                            * 1000
                    + millis
                    - day;
        }
    }
}
