package agentsession.query.function;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.Arrays;

/** A pattern of LIKE. {@code %} stands for any characters and {@code _} for one, line ends included. */
public final class LikePattern {
    private static final int ONE = -1;
    private static final int ANY = -2;

    /** What must stand there, or one of the two wildcards, which are no characters. */
    private final int[] characters;

    private final boolean ignoresCase;

    private LikePattern(int[] characters, boolean ignoresCase) {
        this.characters = characters;
        this.ignoresCase = ignoresCase;
    }

    /**
     * Reads a pattern.
     *
     * @param escape takes the character after it for itself; empty for none
     * @throws DriverException if the escape is longer than a character, or the pattern ends with it (22025)
     */
    static LikePattern of(String pattern, String escape, boolean ignoresCase) {
        int escaping = escape(escape);
        int[] read = pattern.codePoints().toArray();
        int[] characters = new int[read.length];
        int length = 0;
        for (int i = 0; i < read.length; i++) {
            int character = read[i];
            if (character == escaping) {
                if (++i == read.length) {
                    throw invalidEscape("The pattern '%s' ends with its escape character. Write that twice for itself."
                            .formatted(pattern));
                }
                characters[length++] = folded(read[i], ignoresCase);
            } else if (character == '%') {
                characters[length++] = ANY;
            } else {
                characters[length++] = character == '_' ? ONE : folded(character, ignoresCase);
            }
        }
        return new LikePattern(Arrays.copyOf(characters, length), ignoresCase);
    }

    /** The character of an ESCAPE, or one that is in no text. */
    public static int escape(String escape) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw invalidEscape("ESCAPE takes one character, or '' for none, not '%s'.".formatted(escape));
        }
        return escape.isEmpty() ? Integer.MIN_VALUE : escape.codePointAt(0);
    }

    private static DriverException invalidEscape(String message) {
        return new DriverException(SqlState.INVALID_ESCAPE_SEQUENCE, message);
    }

    /** Takes each {@code %} for as little as will do, and for one character more where it will not. */
    boolean matches(String text) {
        int at = 0;
        int in = 0;
        int afterAny = -1;
        int triedFrom = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (in < characters.length && characters[in] == ANY) {
                afterAny = ++in;
                triedFrom = at;
            } else if (in < characters.length
                    && (characters[in] == ONE || characters[in] == folded(character, ignoresCase))) {
                in++;
                at += Character.charCount(character);
            } else if (afterAny >= 0) {
                triedFrom += Character.charCount(text.codePointAt(triedFrom));
                at = triedFrom;
                in = afterAny;
            } else {
                return false;
            }
        }
        while (in < characters.length && characters[in] == ANY) {
            in++;
        }
        return in == characters.length;
    }

    private static int folded(int character, boolean ignoresCase) {
        return ignoresCase ? Character.toLowerCase(character) : character;
    }
}
