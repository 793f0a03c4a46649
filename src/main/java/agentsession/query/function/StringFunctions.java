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
 * String functions that count characters, where Calcite counts those beyond U+FFFF as two; public for the code that
 * Calcite generates.
 */
@Strict
public final class StringFunctions {
    private StringFunctions() {}

    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    public static String substring(String text, int from) {
        return slice(text, (long) from - 1, Integer.MAX_VALUE);
    }

    /** Returns {@code count} characters from {@code from}, or those that exist. */
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
     * Returns the position of a substring, from 1; 0 if it is not found.
     *
     * @param from where to start, from 1; if negative, counted from the end, and searching backwards
     */
    public static int position(String part, String text, int from) {
        return position(part, text, from, 1);
    }

    /**
     * Returns the position of a substring, from 1; 0 if it is not found.
     *
     * @param occurrence which occurrence to find, from 1
     */
    public static int position(String part, String text, int from, int occurrence) {
        if (from == 0 || occurrence < 1) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The start must not be 0 and the occurrence must be at least 1, but are %d and %d."
                            .formatted(from, occurrence));
        }
        int[] searched = text.codePoints().toArray();
        int[] sought = part.codePoints().toArray();
        int step = from > 0 ? 1 : -1;
        long first = from > 0 ? (long) from - 1 : (long) searched.length + from;
        int remaining = occurrence;
        for (long i = Math.min(first, searched.length); i >= 0 && i < searched.length; i += step) {
            if (startsWith(searched, (int) i, sought) && --remaining == 0) {
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
     * Replaces characters by another string.
     *
     * @param from the first character to replace, from 1
     * @param count the number of characters to replace
     */
    public static String overlay(String text, String other, int from, int count) {
        if (from < 1) {
            throw new DriverException(
                    SqlState.SUBSTRING_ERROR, "The start of OVERLAY must be at least 1, but is %d.".formatted(from));
        }
        long start = (long) from - 1;
        return slice(text, 0, start) + other + slice(text, start + count, Integer.MAX_VALUE);
    }

    public static String padLeft(String text, int length) {
        return padLeft(text, length, " ");
    }

    public static String padLeft(String text, int length, String padding) {
        int missing = length - length(text);
        return missing <= 0 ? slice(text, 0, length) : repeat(padding, missing) + text;
    }

    public static String padRight(String text, int length) {
        return padRight(text, length, " ");
    }

    public static String padRight(String text, int length, String padding) {
        int missing = length - length(text);
        return missing <= 0 ? slice(text, 0, length) : text + repeat(padding, missing);
    }

    private static String repeat(String padding, int length) {
        int whole = length(padding);
        return whole == 0 ? "" : padding.repeat(length / whole) + slice(padding, 0, length % whole);
    }

    /** Returns the first characters; if the count is negative, all but that many at the end. */
    public static String left(String text, int count) {
        return slice(text, 0, count < 0 ? (long) length(text) + count : count);
    }

    /** Returns the last characters; if the count is negative, all but that many at the start. */
    public static String right(String text, int count) {
        return slice(text, count < 0 ? -(long) count : (long) length(text) - count, Integer.MAX_VALUE);
    }

    /**
     * Removes characters at both ends.
     *
     * @param characters the characters to remove
     */
    public static String trim(String characters, String text) {
        return trimRight(characters, trimLeft(characters, text));
    }

    public static String trimLeft(String characters, String text) {
        int start = 0;
        while (start < text.length() && characters.indexOf(text.codePointAt(start)) >= 0) {
            start += Character.charCount(text.codePointAt(start));
        }
        return text.substring(start);
    }

    public static String trimRight(String characters, String text) {
        int end = text.length();
        while (end > 0 && characters.indexOf(text.codePointBefore(end)) >= 0) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(0, end);
    }

    /**
     * Replaces single characters.
     *
     * @param to the replacements of the characters of {@code from}; if it is shorter, the others are removed
     */
    public static String translate(String text, String from, String to) {
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
                    SqlState.INVALID_PARAMETER_VALUE, "%d is not the code of a character.".formatted(code));
        }
        return Character.toString(code);
    }

    /** Converts the first letter of each word to upper case and the rest to lower; a word is a run of letters and digits. */
    public static String capitalize(String text) {
        StringBuilder capitalized = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            capitalized.appendCodePoint(inWord ? Character.toLowerCase(character) : Character.toUpperCase(character));
            inWord = Character.isLetterOrDigit(character);
        }
        return capitalized.toString();
    }

    /** Converts each character to one upper-case character, where Java converts ß to two. */
    public static String upper(String text) {
        return map(text, Character::toUpperCase);
    }

    /** Converts each character to one lower-case character. */
    public static String lower(String text) {
        return map(text, Character::toLowerCase);
    }

    private static String map(String text, IntUnaryOperator character) {
        return text.codePoints()
                .map(character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Returns its argument. */
    public static String identity(String text) {
        return text;
    }

    /** Truncates to a number of characters. */
    public static String truncate(String text, int length) {
        return slice(text, 0, length);
    }

    /** Truncates or pads to a number of characters. */
    public static String toFixedLength(String text, int length) {
        return padRight(text, length);
    }

    /** Returns the characters between two indexes, or those that exist. */
    private static String slice(String text, long start, long end) {
        int length = length(text);
        int from = (int) Math.min(Math.max(start, 0), length);
        int to = (int) Math.min(Math.max(end, from), length);
        return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    private static DriverException negativeCount(int count) {
        return new DriverException(
                SqlState.SUBSTRING_ERROR,
                String.format(Locale.ROOT, "The length of SUBSTRING must not be negative, but is %d.", count));
    }
}
