package agentsession.decode;

/**
 * Parses cells in the usual form from bytes: non-negative numbers without separators, and times with a year of two digits.
 * The result of any other cell is -1, and {@link CellParser} decides what it is.
 */
final class CellBytes {
    private static final int MAX_DIGITS = 18;
    private static final int POINT_AND_HUNDREDTHS = 3;
    /** The bits before the point, in eight bytes that end with the hundredths. */
    private static final int POINT_SHIFT = (EightBytes.SIZE - POINT_AND_HUNDREDTHS) * Byte.SIZE;

    private static final int AFTER_POINT_SHIFT = POINT_SHIFT + Byte.SIZE;

    private static final int MIN_TIME_LENGTH = "1/1/20 1:00 AM".length();
    private static final int MAX_TIME_LENGTH = "12/31/20 12:00 AM".length();

    private CellBytes() {}

    /** A whole number. */
    static long number(byte[] bytes, int start, int end) {
        if (start >= end || end - start > MAX_DIGITS) {
            return -1;
        }
        if (end - start <= EightBytes.SIZE && end >= EightBytes.SIZE) {
            return EightBytes.number(EightBytes.digits(bytes, start, end));
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The hundredths of a number with two digits after the point, of which {@code %} may follow. */
    static long hundredths(byte[] bytes, int start, int cellEnd) {
        int end = cellEnd > start && bytes[cellEnd - 1] == '%' ? cellEnd - 1 : cellEnd;
        if (end - start <= EightBytes.SIZE && end - start > POINT_AND_HUNDREDTHS && end >= EightBytes.SIZE) {
            return hundredths(EightBytes.digits(bytes, start, end));
        }
        int point = end - POINT_AND_HUNDREDTHS;
        if (point < start || bytes[point] != '.' || point - start > MAX_DIGITS - 2) {
            return -1;
        }
        long whole = number(bytes, start, point);
        long fraction = number(bytes, point + 1, end);
        return whole < 0 || fraction < 0 ? -1 : whole * 100 + fraction;
    }

    private static long hundredths(long digits) {
        if (((digits >>> POINT_SHIFT) & 0xFF) != ('.' ^ '0')) {
            return -1;
        }
        long beforePoint = digits & ((1L << POINT_SHIFT) - 1);
        long afterPoint = digits >>> AFTER_POINT_SHIFT << AFTER_POINT_SHIFT;
        return EightBytes.number((beforePoint << Byte.SIZE) | afterPoint);
    }

    /** The milliseconds of a time, as of {@link CellParser#timestamp}. */
    static long timestamp(byte[] bytes, int start, int end) throws InvalidCellException {
        if (end - start < MIN_TIME_LENGTH || end - start > MAX_TIME_LENGTH) {
            return -1;
        }
        int monthEnd = bytes[start + 1] == '/' ? start + 1 : start + 2;
        int dayEnd = bytes[monthEnd + 2] == '/' ? monthEnd + 2 : monthEnd + 3;
        int yearEnd = dayEnd + 3;
        int hourEnd = end - 6;
        int half = bytes[end - 2];
        if (bytes[monthEnd] != '/'
                || bytes[dayEnd] != '/'
                || bytes[yearEnd] != ' '
                || bytes[hourEnd] != ':'
                || bytes[end - 3] != ' '
                || (half != 'A' && half != 'P')
                || bytes[end - 1] != 'M') {
            return -1;
        }
        int month = twoDigits(bytes, start, monthEnd);
        int day = twoDigits(bytes, monthEnd + 1, dayEnd);
        int year = twoDigits(bytes, dayEnd + 1, yearEnd);
        int hour = twoDigits(bytes, yearEnd + 1, hourEnd);
        int minute = twoDigits(bytes, hourEnd + 1, end - 3);
        return (month | day | year | hour | minute) < 0
                ? -1
                : CellParser.millis(2000 + year, month, day, hour, minute, half == 'P');
    }

    /** The number of one or two digits, -1 if there are more or others. */
    private static int twoDigits(byte[] bytes, int start, int end) {
        int count = end - start;
        int tens = count == 2 ? bytes[start] - '0' : 0;
        int ones = bytes[end - 1] - '0';
        return count < 1 || count > 2 || tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
