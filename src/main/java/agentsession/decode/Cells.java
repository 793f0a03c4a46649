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
 * The text of cells becomes numbers and times. An empty cell is NULL, and so is one of nothing but blanks.
 *
 * <p>A number may have blanks around it (no-break ones too), a sign, thousands separators, a decimal point with or
 * without digits on either side, a {@code %} behind it and the {@code '} with which spreadsheets protect digits before
 * it. Nearly all numbers of a report are plain, so that form is read without a copy and everything else is left to one
 * thorough reading.
 */
final class Cells {
    /** With sign and point; far more than any number of the report, and too few to be slow to convert. */
    private static final int MAX_NUMBER_LENGTH = 40;

    private static final int MAX_LONG_DIGITS = 18;
    private static final int SCALE = 2;

    private Cells() {}

    static @Nullable Integer integer(String cell) throws BadCellException {
        Long value = bigint(cell);
        if (value == null) {
            return null;
        }
        if (value.intValue() != value) {
            throw notANumber("is out of the range of an INTEGER");
        }
        return value.intValue();
    }

    static @Nullable Long bigint(String cell) throws BadCellException {
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

    /** A number of scale 2, or more where the cell has more digits than that which are not zero. */
    static @Nullable BigDecimal decimal(String cell) throws BadCellException {
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
     * A time of the form {@code M/d/yy h:mm AM|PM}, the year with two digits (of this century) or four.
     *
     * @return milliseconds from 1970-01-01T00:00 to that wall clock, as if it were UTC
     */
    static @Nullable Long timestamp(String cell) throws BadCellException {
        int start = firstNonBlank(cell, 0, cell.length());
        int end = lastInk(cell, start, cell.length());
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
        int half = firstNonBlank(cell, minuteEnd, end);
        int yearDigits = yearEnd - dayEnd - 1;
        long month = digits(cell, start, monthEnd, 2);
        long day = digits(cell, monthEnd + 1, dayEnd, 2);
        long year = digits(cell, dayEnd + 1, yearEnd, 4);
        long hour = digits(cell, hourStart, hourEnd, 2);
        long minute = digits(cell, hourEnd + 1, minuteEnd, 2);
        if ((yearDigits != 2 && yearDigits != 4)
                || hourStart == yearEnd
                || half == minuteEnd
                || end - half != 2
                || (cell.charAt(half + 1) | 0x20) != 'm'
                || (month | day | hour | minute) < 0) {
            throw notATime();
        }
        int halfLetter = cell.charAt(half) | 0x20;
        if (halfLetter != 'a' && halfLetter != 'p') {
            throw notATime();
        }
        int fullYear = (int) (yearDigits == 2 ? 2000 + year : year);
        if (fullYear == 0
                || month < 1
                || month > 12
                || day < 1
                || day > Month.of((int) month).length(Year.isLeap(fullYear))
                || hour < 1
                || hour > 12
                || minute > 59) {
            throw new BadCellException(SqlState.INVALID_DATETIME_FORMAT, "is a date or time that does not exist");
        }
        long minutes = ((hour % 12) + (halfLetter == 'p' ? 12 : 0)) * 60 + minute;
        return TimeUnit.DAYS.toMillis(
                        LocalDate.of(fullYear, (int) month, (int) day).toEpochDay())
                + TimeUnit.MINUTES.toMillis(minutes);
    }

    /** The value of one to {@code most} digits, or -1 where there is anything else. */
    private static long digits(String cell, int start, int end, int most) {
        if (start >= end || end - start > most) {
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

    /** A number in any form, exactly as written. */
    private static @Nullable BigDecimal number(String cell) throws BadCellException {
        int at = firstNonBlank(cell, 0, cell.length());
        int end = lastInk(cell, at, cell.length());
        if (at == end) {
            return null;
        }
        if (cell.charAt(at) == '\'') {
            at++;
        }
        if (end > at && cell.charAt(end - 1) == '%') {
            end = lastInk(cell, at, end - 1);
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

    /** Appends the digits before the point, which are all in thousands or not at all, and counts them. */
    private static int appendWhole(String cell, int start, int end, StringBuilder plain) throws BadCellException {
        int comma = cell.indexOf(',', start);
        if (comma < 0 || comma >= end) {
            return appendDigits(cell, start, end, plain);
        }
        boolean thousands = comma > start && comma <= start + 3 && cell.charAt(start) != '0' && (end - comma) % 4 == 0;
        int digits = 0;
        for (int i = start; i < end; i++) {
            boolean due = i >= comma && (i - comma) % 4 == 0;
            if (!thousands || (cell.charAt(i) == ',') != due) {
                throw notANumber("has commas that do not part thousands");
            }
            if (!due) {
                digits += appendDigits(cell, i, i + 1, plain);
            }
        }
        return digits;
    }

    private static int appendDigits(String cell, int start, int end, StringBuilder plain) throws BadCellException {
        for (int i = start; i < end; i++) {
            if (!isDigit(cell.charAt(i))) {
                throw notANumber("is not a number");
            }
            if (plain.length() == MAX_NUMBER_LENGTH) {
                throw notANumber("is longer than the " + MAX_NUMBER_LENGTH + " characters of a number");
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

    private static int lastInk(String cell, int start, int end) {
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

    private static BadCellException notANumber(String reason) {
        return new BadCellException(SqlState.DATA_EXCEPTION, reason);
    }

    private static BadCellException notATime() {
        return new BadCellException(
                SqlState.INVALID_DATETIME_FORMAT,
                "is not a time of the form M/d/yy h:mm AM|PM; seconds, 24-hour clocks and ISO forms are not taken,"
                        + " because the report shows minutes");
    }
}
