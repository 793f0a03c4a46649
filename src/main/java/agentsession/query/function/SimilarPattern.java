package agentsession.query.function;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A pattern of SIMILAR TO: one of LIKE with alternation, repetition, groups and character classes. */
final class SimilarPattern {
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("alpha", "\\p{IsAlphabetic}"),
            Map.entry("upper", "\\p{IsUppercase}"),
            Map.entry("lower", "\\p{IsLowercase}"),
            Map.entry("digit", "\\p{IsDigit}"),
            Map.entry("alnum", "\\p{IsAlphabetic}\\p{IsDigit}"),
            Map.entry("space", "\\p{IsWhite_Space}"),
            Map.entry("whitespace", "\\p{IsWhite_Space}"));

    private final Pattern regex;

    private SimilarPattern(Pattern regex) {
        this.regex = regex;
    }

    /**
     * Parses a pattern.
     *
     * @throws agentsession.error.DriverException if the escape is longer than a character (22025)
     */
    static SimilarPattern of(String pattern, String escape) {
        String regex = new Translation(pattern, LikePattern.escape(escape)).translate();
        return new SimilarPattern(Pattern.compile(regex, Pattern.DOTALL));
    }

    boolean matches(String text) {
        return regex.matcher(new CancellableString(text)).matches();
    }

    /** Translates a pattern to a regular expression. */
    private static final class Translation {
        private final String pattern;
        private final int escape;
        private final StringBuilder regex = new StringBuilder();
        private int next;

        Translation(String pattern, int escape) {
            this.pattern = pattern;
            this.escape = escape;
        }

        String translate() {
            while (next < pattern.length()) {
                translateNext();
            }
            return regex.toString();
        }

        private void translateNext() {
            int character = read();
            if (character == escape) {
                literal(next < pattern.length() ? read() : character);
                return;
            }
            switch (character) {
                case '%' -> regex.append(".*");
                case '_' -> regex.append('.');
                case '(' -> regex.append("(?:");
                case ')', '|', '*', '+', '?', '{', '}' -> regex.appendCodePoint(character);
                case '[' -> characterClass();
                default -> literal(character);
            }
        }

        /** {@code [a-z]}, {@code [^a-z]}, {@code [[:alpha:]]}. */
        private void characterClass() {
            regex.append('[');
            if (next < pattern.length() && pattern.charAt(next) == '^') {
                next++;
                regex.append('^');
            }
            boolean first = true;
            while (next < pattern.length() && (first || pattern.charAt(next) != ']')) {
                first = false;
                int end = pattern.startsWith("[:", next) ? pattern.indexOf(":]", next) : -1;
                String javaClass = end < 0
                        ? null
                        : CLASSES.get(pattern.substring(next + 2, end).toLowerCase(Locale.ROOT));
                if (javaClass != null) {
                    regex.append(javaClass);
                    next = end + 2;
                    continue;
                }
                int character = read();
                if (character == '-') {
                    regex.append('-');
                } else {
                    literal(character == escape && next < pattern.length() ? read() : character);
                }
            }
            if (next < pattern.length()) {
                next++;
                regex.append(']');
            }
        }

        private int read() {
            int character = pattern.codePointAt(next);
            next += Character.charCount(character);
            return character;
        }

        private void literal(int character) {
            if (character < 128 && !Character.isLetterOrDigit(character)) {
                regex.append('\\');
            }
            regex.appendCodePoint(character);
        }
    }
}
