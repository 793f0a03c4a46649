package agentsession.query.function;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Functions of numbers that round half away from zero and fail on overflow; public for the code that Calcite generates.
 */
@Strict
public final class NumberFunctions {
    private static final int MAX_DIGITS = 38;
    private static final int DIGITS_OF_BIGINT = 19;

    private NumberFunctions() {}

    public static long toLong(BigDecimal number) {
        return inRange(number.setScale(0, RoundingMode.HALF_UP), Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT");
    }

    public static long toLong(double number) {
        if (!Double.isFinite(number)) {
            throw outOfRange(String.valueOf(number), "BIGINT");
        }
        return toLong(new BigDecimal(number));
    }

    public static int toInt(BigDecimal number) {
        return (int) inRange(number.setScale(0, RoundingMode.HALF_UP), Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
    }

    public static int toInt(double number) {
        if (!Double.isFinite(number)) {
            throw outOfRange(String.valueOf(number), "INTEGER");
        }
        return toInt(new BigDecimal(number));
    }

    public static short toShort(BigDecimal number) {
        return (short) inRange(number.setScale(0, RoundingMode.HALF_UP), Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT");
    }

    public static short toShort(double number) {
        if (!Double.isFinite(number)) {
            throw outOfRange(String.valueOf(number), "SMALLINT");
        }
        return toShort(new BigDecimal(number));
    }

    public static byte toByte(BigDecimal number) {
        return (byte) inRange(number.setScale(0, RoundingMode.HALF_UP), Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT");
    }

    public static byte toByte(double number) {
        if (!Double.isFinite(number)) {
            throw outOfRange(String.valueOf(number), "TINYINT");
        }
        return toByte(new BigDecimal(number));
    }

    public static int abs(int number) {
        return Math.absExact(number);
    }

    public static long abs(long number) {
        return Math.absExact(number);
    }

    public static int bitAnd(int left, int right) {
        return left & right;
    }

    public static long bitAnd(long left, long right) {
        return left & right;
    }

    public static int bitOr(int left, int right) {
        return left | right;
    }

    public static long bitOr(long left, long right) {
        return left | right;
    }

    public static int bitXor(int left, int right) {
        return left ^ right;
    }

    public static long bitXor(long left, long right) {
        return left ^ right;
    }

    public static int round(int number, int digits) {
        return Math.toIntExact(round((long) number, digits));
    }

    public static long round(long number, int digits) {
        return digits >= 0 ? number : round(number, digits, RoundingMode.HALF_UP);
    }

    public static int truncate(int number, int digits) {
        return (int) truncate((long) number, digits);
    }

    public static long truncate(long number, int digits) {
        return digits >= 0 ? number : round(number, digits, RoundingMode.DOWN);
    }

    private static long round(long number, int digits, RoundingMode mode) {
        return inRange(
                BigDecimal.valueOf(number).setScale(Math.max(digits, -DIGITS_OF_BIGINT - 1), mode),
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                "BIGINT");
    }

    /**
     * Rounds half away from zero.
     *
     * @param scale the scale of the result
     */
    public static BigDecimal round(BigDecimal number, int digits, int scale) {
        return setScale(number, digits, scale, RoundingMode.HALF_UP);
    }

    /**
     * Rounds toward zero.
     *
     * @param scale the scale of the result
     */
    public static BigDecimal truncate(BigDecimal number, int digits, int scale) {
        return setScale(number, digits, scale, RoundingMode.DOWN);
    }

    private static BigDecimal setScale(BigDecimal number, int digits, int scale, RoundingMode mode) {
        int roundedScale = Math.max(-MAX_DIGITS - 1, Math.min(digits, scale));
        BigDecimal scaled = number.setScale(roundedScale, mode).setScale(scale, RoundingMode.UNNECESSARY);
        if (scaled.precision() > MAX_DIGITS) {
            throw outOfRange(number.toPlainString(), "DECIMAL");
        }
        return scaled;
    }

    /** Returns the number; fails if it is infinite or not a number. */
    public static double checkFinite(double number) {
        if (Double.isNaN(number)) {
            throw new DriverException(
                    SqlState.INVALID_ARGUMENT_FOR_POWER,
                    "The argument is outside the domain of the function, as for the square root of a negative number.");
        }
        if (Double.isInfinite(number)) {
            throw new DriverException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "The result is out of range of DOUBLE, or undefined.");
        }
        return number;
    }

    /** Returns the argument of a logarithm; fails unless it is positive. */
    public static double checkPositive(double number) {
        if (number <= 0) {
            throw new DriverException(
                    SqlState.INVALID_ARGUMENT_FOR_LOGARITHM, "The argument of a logarithm must be greater than 0.");
        }
        return number;
    }

    /**
     * Returns the number in a scale that depends on its value only: in Java, 1.0 does not equal 1.00.
     *
     * @param scale the scale of the type and of the result, unless the number has more digits
     */
    public static BigDecimal canonical(BigDecimal number, int scale) {
        if (number.scale() == scale) {
            return number;
        }
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < scale ? shortest.setScale(scale) : shortest;
    }

    private static long inRange(BigDecimal number, long min, long max, String type) {
        if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw outOfRange(number.toPlainString(), type);
        }
        return number.longValue();
    }

    private static DriverException outOfRange(String number, String type) {
        return new DriverException(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                "%s is out of range of %s. Use CAST(... AS BIGINT) or AS DECIMAL(38, 2) for larger numbers."
                        .formatted(number, type));
    }
}
