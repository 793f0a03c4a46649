package agentsession.decode;

import agentsession.error.SqlState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Parses cells to numbers and times. A blank cell is NULL.
 *
 * <p>A number may have whitespace around it (including no-break spaces), a sign, thousands separators, a decimal point
 * with or without digits on either side, a trailing {@code %} and the leading {@code '} that marks text in spreadsheets.
 * Nearly all numbers are digits only; these are parsed without a copy, all others by {@link #number}.
 */
final class CellParser {
    /** Includes sign and point. It is more than any number of the report needs, and limits the cost of conversion. */
    private static final int MAX_NUMBER_LENGTH = 40;

    private static final int MAX_LONG_DIGITS = 18;
    private static final int SCALE = 2;

    private CellParser() {}

    static @Nullable Integer integer(String cell) throws InvalidCellException {
        Long value = bigint(cell);
        if (value == null) {
            return null;
        }
        if (value.intValue() != value) {
            throw notANumber("is out of the range of an INTEGER");
        }
        return value.intValue();
    }

    static @Nullable Long bigint(String cell) throws InvalidCellException {
        if (!cell.isEmpty()) {
            long plain = digits(cell, 0, cell.length(), MAX_LONG_DIGITS);
            if (plain >= 0) {
                return plain;
            }
        }
        BigDecimal number = number(cell);
        if (number == null) {
            return null;
        }
        if (number.stripTrailingZeros().scale() > 0) {
            throw notANumber("is not a whole number");
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw notANumber("is out of the range of a BIGINT");
        }
    }

    /** A number with a scale of 2, or more if the cell has more significant digits. */
    static @Nullable BigDecimal decimal(String cell) throws InvalidCellException {
        int end = cell.endsWith("%") ? cell.length() - 1 : cell.length();
        int point = end - SCALE - 1;
        if (point >= 0 && cell.charAt(point) == '.') {
            long whole = point == 0 ? 0 : digits(cell, 0, point, MAX_LONG_DIGITS - SCALE);
            long hundredths = digits(cell, point + 1, end, SCALE);
            if (whole >= 0 && hundredths >= 0) {
                return BigDecimal.valueOf(whole * 100 + hundredths, SCALE);
            }
        }
        BigDecimal number = number(cell);
        if (number == null) {
            return null;
        }
        int scale = Math.max(SCALE, number.stripTrailingZeros().scale());
        return number.setScale(scale, RoundingMode.UNNECESSARY);
    }

    /**
     * A time in the format {@code M/d/yy h:mm AM|PM}; the year has two digits (of this century) or four.
     *
     * @return milliseconds from 1970-01-01T00:00 to the local time, as if both were in UTC
     */
    static @Nullable Long timestamp(String cell) throws InvalidCellException {
        int start = firstNonBlank(cell, 0, cell.length());
        int end = trimmedEnd(cell, start, cell.length());
        if (start == end) {
            return null;
        }
        int monthEnd = cell.indexOf('/', start);
        int dayEnd = cell.indexOf('/', monthEnd + 1);
        int hourEnd = cell.indexOf(':', dayEnd + 1);
        int minuteEnd = hourEnd + 3;
        if (monthEnd < 0 || dayEnd < 0 || hourEnd < 0 || minuteEnd > end) {
            throw notATime();
        }
        int yearEnd = dayEnd + 1;
        while (isDigit(cell.charAt(yearEnd))) {
            yearEnd++;
        }
        int hourStart = firstNonBlank(cell, yearEnd, hourEnd);
        int amPm = firstNonBlank(cell, minuteEnd, end);
        int yearDigits = yearEnd - dayEnd - 1;
        long month = digits(cell, start, monthEnd, 2);
        long day = digits(cell, monthEnd + 1, dayEnd, 2);
        long year = digits(cell, dayEnd + 1, yearEnd, 4);
        long hour = digits(cell, hourStart, hourEnd, 2);
        long minute = digits(cell, hourEnd + 1, minuteEnd, 2);
        if ((yearDigits != 2 && yearDigits != 4)
                || hourStart == yearEnd
                || amPm == minuteEnd
                || end - amPm != 2
                || (cell.charAt(amPm + 1) | 0x20) != 'm'
                || (month | day | hour | minute) < 0) {
            throw notATime();
        }
        int amPmLetter = cell.charAt(amPm) | 0x20;
        if (amPmLetter != 'a' && amPmLetter != 'p') {
            throw notATime();
        }
        return millis(yearDigits == 2 ? 2000 + year : year, month, day, hour, minute, amPmLetter == 'p');
    }

    /**
     * The milliseconds of a time, as of {@link #timestamp}.
     *
     * @param hour from 1 to 12
     */
    static long millis(long year, long month, long day, long hour, long minute, boolean afternoon)
            throws InvalidCellException {
        if (year < 1
                || month < 1
                || month > 12
                || day < 1
                || day > Month.of((int) month).length(Year.isLeap(year))
                || hour < 1
                || hour > 12
                || minute > 59) {
            throw new InvalidCellException(SqlState.INVALID_DATETIME_FORMAT, "is a date or time that does not exist");
        }
        long minutes = ((hour % 12) + (afternoon ? 12 : 0)) * 60 + minute;
        return TimeUnit.DAYS.toMillis(
                        LocalDate.of((int) year, (int) month, (int) day).toEpochDay())
                + TimeUnit.MINUTES.toMillis(minutes);
    }

    /** Parses one to {@code maxDigits} digits; returns -1 for anything else. */
    private static long digits(String cell, int start, int end, int maxDigits) {
        if (start >= end || end - start > maxDigits) {
            return -1;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            char c = cell.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    /** Parses a number in any format, exactly. */
    private static @Nullable BigDecimal number(String cell) throws InvalidCellException {
        int at = firstNonBlank(cell, 0, cell.length());
        int end = trimmedEnd(cell, at, cell.length());
        if (at == end) {
            return null;
        }
        if (cell.charAt(at) == '\'') {
            at++;
        }
        if (end > at && cell.charAt(end - 1) == '%') {
            end = trimmedEnd(cell, at, end - 1);
        }
        StringBuilder plain = new StringBuilder(MAX_NUMBER_LENGTH);
        if (at < end && (cell.charAt(at) == '-' || cell.charAt(at) == '+')) {
            plain.append(cell.charAt(at++));
        }
        int point = at;
        while (point < end && cell.charAt(point) != '.') {
            point++;
        }
        int digits = appendWhole(cell, at, point, plain);
        if (point < end) {
            plain.append('.');
            digits += appendDigits(cell, point + 1, end, plain);
        }
        if (digits == 0) {
            throw notANumber("is not a number");
        }
        return new BigDecimal(plain.toString());
    }

    /** Appends the digits before the point, with all thousands separators or none, and returns their number. */
    private static int appendWhole(String cell, int start, int end, StringBuilder plain) throws InvalidCellException {
        int comma = cell.indexOf(',', start);
        if (comma < 0 || comma >= end) {
            return appendDigits(cell, start, end, plain);
        }
        boolean thousands = comma > start && comma <= start + 3 && cell.charAt(start) != '0' && (end - comma) % 4 == 0;
        int digits = 0;
        for (int i = start; i < end; i++) {
            boolean expectsComma = i >= comma && (i - comma) % 4 == 0;
            if (!thousands || (cell.charAt(i) == ',') != expectsComma) {
                throw notANumber("has commas that are not thousands separators");
            }
            if (!expectsComma) {
                digits += appendDigits(cell, i, i + 1, plain);
            }
        }
        return digits;
    }

    private static int appendDigits(String cell, int start, int end, StringBuilder plain) throws InvalidCellException {
        for (int i = start; i < end; i++) {
            if (!isDigit(cell.charAt(i))) {
                throw notANumber("is not a number");
            }
            if (plain.length() == MAX_NUMBER_LENGTH) {
                throw notANumber("is longer than the limit of " + MAX_NUMBER_LENGTH + " characters for a number");
            }
            plain.append(cell.charAt(i));
        }
        return end - start;
    }

    private static int firstNonBlank(String cell, int start, int end) {
        int at = start;
        while (at < end && isBlank(cell.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int trimmedEnd(String cell, int start, int end) {
        int at = end;
        while (at > start && isBlank(cell.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isBlank(char c) {
        return Character.isSpaceChar(c) || Character.isWhitespace(c);
    }

    private static InvalidCellException notANumber(String reason) {
        return new InvalidCellException(SqlState.DATA_EXCEPTION, reason);
    }

    private static InvalidCellException notATime() {
        return new InvalidCellException(
                SqlState.INVALID_DATETIME_FORMAT,
                "is not a time in the format M/d/yy h:mm AM|PM; seconds, 24-hour times and ISO 8601 are not supported");
    }
}
