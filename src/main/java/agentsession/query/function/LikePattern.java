package agentsession.query.function;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.Arrays;

/** A pattern of LIKE. {@code %} matches any characters and {@code _} one, including line breaks. */
public final class LikePattern {
    private static final int ONE = -1;
    private static final int ANY = -2;

    /** Code points, or one of the two wildcards, which are negative. */
    private final int[] characters;

    private final boolean ignoresCase;

    private LikePattern(int[] characters, boolean ignoresCase) {
        this.characters = characters;
        this.ignoresCase = ignoresCase;
    }

    /**
     * Parses a pattern.
     *
     * @param escape makes the character after it a literal; empty for none
     * @throws DriverException if the escape is longer than a character, or the pattern ends with it (22025)
     */
    static LikePattern of(String pattern, String escape, boolean ignoresCase) {
        int escapeCharacter = escape(escape);
        int[] source = pattern.codePoints().toArray();
        int[] characters = new int[source.length];
        int length = 0;
        for (int i = 0; i < source.length; i++) {
            int character = source[i];
            if (character == escapeCharacter) {
                if (++i == source.length) {
                    throw invalidEscape(
                            "The pattern '%s' ends with its escape character. To match that character, write it twice."
                                    .formatted(pattern));
                }
                characters[length++] = foldCase(source[i], ignoresCase);
            } else if (character == '%') {
                characters[length++] = ANY;
            } else {
                characters[length++] = character == '_' ? ONE : foldCase(character, ignoresCase);
            }
        }
        return new LikePattern(Arrays.copyOf(characters, length), ignoresCase);
    }

    /** Returns the character of an ESCAPE; if that is empty, a number that is no character. */
    public static int escape(String escape) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw invalidEscape("ESCAPE must be one character, or '' for none, but is '%s'.".formatted(escape));
        }
        return escape.isEmpty() ? Integer.MIN_VALUE : escape.codePointAt(0);
    }

    private static DriverException invalidEscape(String message) {
        return new DriverException(SqlState.INVALID_ESCAPE_SEQUENCE, message);
    }

    /** Matches each {@code %} with as few characters as possible, and with one more if the rest does not match. */
    boolean matches(String text) {
        int at = 0;
        int in = 0;
        int patternAfterAny = -1;
        int anyStart = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (in < characters.length && characters[in] == ANY) {
                patternAfterAny = ++in;
                anyStart = at;
            } else if (in < characters.length
                    && (characters[in] == ONE || characters[in] == foldCase(character, ignoresCase))) {
                in++;
                at += Character.charCount(character);
            } else if (patternAfterAny >= 0) {
                anyStart += Character.charCount(text.codePointAt(anyStart));
                at = anyStart;
                in = patternAfterAny;
            } else {
                return false;
            }
        }
        while (in < characters.length && characters[in] == ANY) {
            in++;
        }
        return in == characters.length;
    }

    private static int foldCase(int character, boolean ignoresCase) {
        return ignoresCase ? Character.toLowerCase(character) : character;
    }
}
