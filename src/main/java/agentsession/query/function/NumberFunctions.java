package agentsession.query.function;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Functions of numbers that round half away from zero and never give another number than the right one; public for the
 * code that Calcite generates.
 */
@Strict
public final class NumberFunctions {
    private static final int MOST_DIGITS = 38;
    private static final int DIGITS_OF_BIGINT = 19;

    private NumberFunctions() {}

    public static long toLong(BigDecimal number) {
        return within(number.setScale(0, RoundingMode.HALF_UP), Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT");
    }

    public static long toLong(double number) {
        if (!Double.isFinite(number)) {
            throw outOfRange(String.valueOf(number), "BIGINT");
        }
        return toLong(new BigDecimal(number));
    }

    public static int toInt(BigDecimal number) {
        return (int) within(number.setScale(0, RoundingMode.HALF_UP), Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
    }

    public static int toInt(double number) {
        if (!Double.isFinite(number)) {
            throw outOfRange(String.valueOf(number), "INTEGER");
        }
        return toInt(new BigDecimal(number));
    }

    public static short toShort(BigDecimal number) {
        return (short) within(number.setScale(0, RoundingMode.HALF_UP), Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT");
    }

    public static short toShort(double number) {
        if (!Double.isFinite(number)) {
            throw outOfRange(String.valueOf(number), "SMALLINT");
        }
        return toShort(new BigDecimal(number));
    }

    public static byte toByte(BigDecimal number) {
        return (byte) within(number.setScale(0, RoundingMode.HALF_UP), Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT");
    }

    public static byte toByte(double number) {
        if (!Double.isFinite(number)) {
            throw outOfRange(String.valueOf(number), "TINYINT");
        }
        return toByte(new BigDecimal(number));
    }

    public static int absolute(int number) {
        return Math.absExact(number);
    }

    public static long absolute(long number) {
        return Math.absExact(number);
    }

    public static int bitsOfBoth(int left, int right) {
        return left & right;
    }

    public static long bitsOfBoth(long left, long right) {
        return left & right;
    }

    public static int bitsOfEither(int left, int right) {
        return left | right;
    }

    public static long bitsOfEither(long left, long right) {
        return left | right;
    }

    public static int bitsOfOne(int left, int right) {
        return left ^ right;
    }

    public static long bitsOfOne(long left, long right) {
        return left ^ right;
    }

    public static int rounded(int number, int digits) {
        return Math.toIntExact(rounded((long) number, digits));
    }

    public static long rounded(long number, int digits) {
        return digits >= 0 ? number : rounded(number, digits, RoundingMode.HALF_UP);
    }

    public static int truncated(int number, int digits) {
        return (int) truncated((long) number, digits);
    }

    public static long truncated(long number, int digits) {
        return digits >= 0 ? number : rounded(number, digits, RoundingMode.DOWN);
    }

    private static long rounded(long number, int digits, RoundingMode mode) {
        return within(
                BigDecimal.valueOf(number).setScale(Math.max(digits, -DIGITS_OF_BIGINT - 1), mode),
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                "BIGINT");
    }

    /**
     * The number rounded half away from zero.
     *
     * @param scale that of the result
     */
    public static BigDecimal rounded(BigDecimal number, int digits, int scale) {
        return scaled(number, digits, scale, RoundingMode.HALF_UP);
    }

    /**
     * The number cut off.
     *
     * @param scale that of the result
     */
    public static BigDecimal truncated(BigDecimal number, int digits, int scale) {
        return scaled(number, digits, scale, RoundingMode.DOWN);
    }

    private static BigDecimal scaled(BigDecimal number, int digits, int scale, RoundingMode mode) {
        int kept = Math.max(-MOST_DIGITS - 1, Math.min(digits, scale));
        BigDecimal scaled = number.setScale(kept, mode).setScale(scale, RoundingMode.UNNECESSARY);
        if (scaled.precision() > MOST_DIGITS) {
            throw outOfRange(number.toPlainString(), "DECIMAL");
        }
        return scaled;
    }

    /** A result that is a number: not infinite, and not none. */
    public static double finite(double number) {
        if (Double.isNaN(number)) {
            throw new DriverException(
                    SqlState.INVALID_ARGUMENT_FOR_POWER,
                    "The argument is outside what the function is defined for, as the root of a negative number.");
        }
        if (Double.isInfinite(number)) {
            throw new DriverException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "The result is out of the range of DOUBLE, or not defined.");
        }
        return number;
    }

    /** The argument of a logarithm. */
    public static double positive(double number) {
        if (number <= 0) {
            throw new DriverException(
                    SqlState.INVALID_ARGUMENT_FOR_LOGARITHM, "There is no logarithm of zero and of negative numbers.");
        }
        return number;
    }

    /**
     * The number in the form that all equal numbers have: Java takes 1.0 and 1.00 for two.
     *
     * @param scale that of the type, which the result has unless the number has more digits
     */
    public static BigDecimal canonical(BigDecimal number, int scale) {
        if (number.scale() == scale) {
            return number;
        }
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < scale ? shortest.setScale(scale) : shortest;
    }

    private static long within(BigDecimal number, long least, long most, String type) {
        if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw outOfRange(number.toPlainString(), type);
        }
        return number.longValue();
    }

    private static DriverException outOfRange(String number, String type) {
        return new DriverException(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                "%s is out of range of %s. CAST(... AS BIGINT) or AS DECIMAL(38, 2) holds larger numbers."
                        .formatted(number, type));
    }
}
