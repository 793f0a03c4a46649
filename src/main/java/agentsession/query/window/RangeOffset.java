package agentsession.query.window;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The offset of RANGE n PRECEDING or FOLLOWING, computed without overflow; keys are not NULL. */
sealed interface RangeOffset {
    /** Converts a key for comparison with the result of {@link #from}. */
    Object comparable(Object key);

    /** The key plus or minus the offset. */
    Object from(Object key, boolean downwards);

    /**
     * Creates an offset.
     *
     * @throws DriverException (22023) if the amount is NULL or negative
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
     * Checks the offset of a frame bound.
     *
     * @throws DriverException (22023) if it is NULL or negative
     */
    static Number notNegative(@Nullable Object amount) {
        Number number = amount instanceof Number n ? n : null;
        if (number == null || number.doubleValue() < 0) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The offset %s of a window frame is invalid. It must be a number that is not negative."
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

    /** For integers and decimals. */
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

    /** For floating-point numbers. */
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

    /** Days and shorter units, for times. */
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

    /** Months and years, for times; a day that does not exist in a month becomes its last day. */
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
