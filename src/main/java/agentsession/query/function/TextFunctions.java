package agentsession.query.function;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Functions of text that count characters, where Calcite counts the halves of those beyond U+FFFF as two; public for the
 * code that Calcite generates.
 */
@Strict
public final class TextFunctions {
    private TextFunctions() {}

    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    public static String substring(String text, int from) {
        return slice(text, (long) from - 1, Integer.MAX_VALUE);
    }

    /** Characters {@code from} to {@code from + count}, as far as there are such. */
    public static String substring(String text, int from, int count) {
        if (count < 0) {
            throw negativeCount(count);
        }
        return slice(text, (long) from - 1, (long) from - 1 + count);
    }

    public static int position(String part, String text) {
        int index = text.indexOf(part);
        return index < 0 ? 0 : text.codePointCount(0, index) + 1;
    }

    /**
     * Where the part stands, counted in characters from 1; 0 if it does not.
     *
     * @param from where to begin, from 1; if it is negative, from the end and backwards
     */
    public static int position(String part, String text, int from) {
        return position(part, text, from, 1);
    }

    /**
     * Where the part stands, counted in characters from 1; 0 if it does not.
     *
     * @param occurrence which one, from 1
     */
    public static int position(String part, String text, int from, int occurrence) {
        if (from == 0 || occurrence < 1) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The place to begin must not be 0 and the occurrence at least 1, not %d and %d."
                            .formatted(from, occurrence));
        }
        int[] searched = text.codePoints().toArray();
        int[] sought = part.codePoints().toArray();
        int step = from > 0 ? 1 : -1;
        long first = from > 0 ? (long) from - 1 : (long) searched.length + from;
        int left = occurrence;
        for (long i = Math.min(first, searched.length); i >= 0 && i < searched.length; i += step) {
            if (startsWith(searched, (int) i, sought) && --left == 0) {
                return (int) i + 1;
            }
        }
        return 0;
    }

    private static boolean startsWith(int[] text, int from, int[] part) {
        return from + part.length <= text.length && Arrays.equals(text, from, from + part.length, part, 0, part.length);
    }

    public static String overlay(String text, String other, int from) {
        return overlay(text, other, from, length(other));
    }

    /**
     * The text with another in the place of some of its characters.
     *
     * @param count how many characters give way
     */
    public static String overlay(String text, String other, int from, int count) {
        if (from < 1) {
            throw new DriverException(
                    SqlState.SUBSTRING_ERROR, "OVERLAY begins at character 1 or later, not at %d.".formatted(from));
        }
        long start = (long) from - 1;
        return slice(text, 0, start) + other + slice(text, start + count, Integer.MAX_VALUE);
    }

    public static String leftPadded(String text, int length) {
        return leftPadded(text, length, " ");
    }

    public static String leftPadded(String text, int length, String padding) {
        int missing = length - length(text);
        return missing <= 0 ? slice(text, 0, length) : filled(padding, missing) + text;
    }

    public static String rightPadded(String text, int length) {
        return rightPadded(text, length, " ");
    }

    public static String rightPadded(String text, int length, String padding) {
        int missing = length - length(text);
        return missing <= 0 ? slice(text, 0, length) : text + filled(padding, missing);
    }

    private static String filled(String padding, int length) {
        int whole = length(padding);
        return whole == 0 ? "" : padding.repeat(length / whole) + slice(padding, 0, length % whole);
    }

    /** The first characters; with a negative number all but so many at the end. */
    public static String left(String text, int count) {
        return slice(text, 0, count < 0 ? (long) length(text) + count : count);
    }

    /** The last characters; with a negative number all but so many at the start. */
    public static String right(String text, int count) {
        return slice(text, count < 0 ? -(long) count : (long) length(text) - count, Integer.MAX_VALUE);
    }

    /**
     * The text without some characters at both ends.
     *
     * @param characters each of which is cut off, as often as it stands there
     */
    public static String trimmed(String characters, String text) {
        return trimmedRight(characters, trimmedLeft(characters, text));
    }

    public static String trimmedLeft(String characters, String text) {
        int start = 0;
        while (start < text.length() && characters.indexOf(text.codePointAt(start)) >= 0) {
            start += Character.charCount(text.codePointAt(start));
        }
        return text.substring(start);
    }

    public static String trimmedRight(String characters, String text) {
        int end = text.length();
        while (end > 0 && characters.indexOf(text.codePointBefore(end)) >= 0) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(0, end);
    }

    /**
     * The text with other characters in the place of some.
     *
     * @param to what stands in the place of the same character of {@code from}; without one it is left out
     */
    public static String translated(String text, String from, String to) {
        List<Integer> sought = new ArrayList<>(from.codePoints().boxed().toList());
        int[] replacements = to.codePoints().toArray();
        StringBuilder translated = new StringBuilder();
        text.codePoints().forEach(character -> {
            int index = sought.indexOf(character);
            if (index < 0) {
                translated.appendCodePoint(character);
            } else if (index < replacements.length) {
                translated.appendCodePoint(replacements[index]);
            }
        });
        return translated.toString();
    }

    public static int code(String text) {
        return text.isEmpty() ? 0 : text.codePointAt(0);
    }

    public static String character(int code) {
        if (!Character.isValidCodePoint(code) || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE, "There is no character of code %d.".formatted(code));
        }
        return Character.toString(code);
    }

    /** Each word, that is each run of letters and digits, with its first letter in upper case and the rest in lower. */
    public static String capitalized(String text) {
        StringBuilder capitalized = new StringBuilder();
        boolean within = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            capitalized.appendCodePoint(within ? Character.toLowerCase(character) : Character.toUpperCase(character));
            within = Character.isLetterOrDigit(character);
        }
        return capitalized.toString();
    }

    /** Each character as one capital letter, where Java makes two of ß. */
    public static String upper(String text) {
        return mapped(text, Character::toUpperCase);
    }

    /** Each character as one small letter. */
    public static String lower(String text) {
        return mapped(text, Character::toLowerCase);
    }

    private static String mapped(String text, IntUnaryOperator character) {
        return text.codePoints()
                .map(character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The text itself. */
    public static String same(String text) {
        return text;
    }

    /** As text of at most so many characters. */
    public static String cut(String text, int length) {
        return slice(text, 0, length);
    }

    /** As text of exactly so many characters. */
    public static String fixed(String text, int length) {
        return rightPadded(text, length);
    }

    /** @return the characters from one index on and before another, as far as there are such */
    private static String slice(String text, long start, long end) {
        int length = length(text);
        int from = (int) Math.min(Math.max(start, 0), length);
        int to = (int) Math.min(Math.max(end, from), length);
        return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    private static DriverException negativeCount(int count) {
        return new DriverException(
                SqlState.SUBSTRING_ERROR,
                String.format(Locale.ROOT, "A text cannot have %d characters, as SUBSTRING is asked for.", count));
    }
}
