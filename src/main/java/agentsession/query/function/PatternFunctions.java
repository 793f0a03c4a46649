package agentsession.query.function;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.linq4j.function.Strict;

/**
 * The tests of text by patterns, in which letters of any alphabet have a case. Public for the code that Calcite
 * generates, which makes one for all calls in a plan; runs of the plan share it.
 */
@Strict
public final class PatternFunctions {
    static final String DEFAULT_ESCAPE = "\\";

    private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final int PATTERNS_KEPT = 64;

    /** What a pattern was read from, and as what. */
    private record Source(String pattern, String escape, int flags, Class<?> type) {}

    private final Map<Source, Object> known = new ConcurrentHashMap<>();

    public boolean like(String text, String pattern) {
        return like(text, pattern, DEFAULT_ESCAPE);
    }

    public boolean like(String text, String pattern, String escape) {
        return read(LikePattern.class, pattern, escape, 0, () -> LikePattern.of(pattern, escape, false))
                .matches(text);
    }

    public boolean likeInAnyCase(String text, String pattern) {
        return likeInAnyCase(text, pattern, DEFAULT_ESCAPE);
    }

    public boolean likeInAnyCase(String text, String pattern, String escape) {
        return read(LikePattern.class, pattern, escape, ANY_CASE, () -> LikePattern.of(pattern, escape, true))
                .matches(text);
    }

    public boolean similar(String text, String pattern) {
        return similar(text, pattern, DEFAULT_ESCAPE);
    }

    public boolean similar(String text, String pattern, String escape) {
        return read(SimilarPattern.class, pattern, escape, 0, () -> SimilarPattern.of(pattern, escape))
                .matches(text);
    }

    /** PostgreSQL's {@code ~}. */
    public boolean matches(String text, String pattern) {
        return regex(pattern, Pattern.DOTALL).matcher(text).find();
    }

    /** PostgreSQL's {@code ~*}. */
    public boolean matchesInAnyCase(String text, String pattern) {
        return regex(pattern, Pattern.DOTALL | ANY_CASE).matcher(text).find();
    }

    /** REGEXP_LIKE. */
    public boolean contains(String text, String pattern) {
        return regex(pattern, 0).matcher(text).find();
    }

    /** REGEXP_LIKE with letters that say how it compares. */
    public boolean contains(String text, String pattern, String flags) {
        return regex(pattern, flags(flags)).matcher(text).find();
    }

    /** REGEXP_REPLACE of every match. */
    public String replaced(String text, String pattern, String replacement) {
        return regex(pattern, 0).matcher(text).replaceAll(replacement(replacement));
    }

    /** REGEXP_REPLACE of the first match. */
    public String replacedOnce(String text, String pattern, String replacement) {
        return regex(pattern, 0).matcher(text).replaceFirst(replacement(replacement));
    }

    /** PostgreSQL's REGEXP_REPLACE, of the first match, or with {@code g} of every one. */
    public String replaced(String text, String pattern, String replacement, String flags) {
        Matcher matcher = regex(pattern, flags(flags)).matcher(text);
        return flags.indexOf('g') < 0
                ? matcher.replaceFirst(replacement(replacement))
                : matcher.replaceAll(replacement(replacement));
    }

    public String replaced(String text, String pattern, String replacement, int from) {
        return replaced(text, pattern, replacement, from, 0, "");
    }

    public String replaced(String text, String pattern, String replacement, int from, int occurrence) {
        return replaced(text, pattern, replacement, from, occurrence, "");
    }

    public String replaced(String text, String pattern, String replacement, int from, String flags) {
        return replaced(text, pattern, replacement, from, 0, flags);
    }

    /**
     * REGEXP_REPLACE of MySQL and Oracle.
     *
     * @param from the character to begin at, from 1
     * @param occurrence which match, from 1; 0 for every one
     */
    public String replaced(String text, String pattern, String replacement, int from, int occurrence, String flags) {
        if (from < 1 || occurrence < 0) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "REGEXP_REPLACE begins at character 1 or later, not %d, and takes match 0 for all or a later one, not %d."
                            .formatted(from, occurrence));
        }
        if (from > TextFunctions.length(text)) {
            return text;
        }
        int start = text.offsetByCodePoints(0, from - 1);
        String searched = text.substring(start);
        Matcher matcher = regex(pattern, flags(flags)).matcher(searched);
        StringBuilder replaced = new StringBuilder(text.substring(0, start));
        for (int match = 1; matcher.find(); match++) {
            matcher.appendReplacement(
                    replaced,
                    occurrence == 0 || occurrence == match
                            ? replacement(replacement)
                            : Matcher.quoteReplacement(matcher.group()));
        }
        return matcher.appendTail(replaced).toString();
    }

    /** Groups are written {@code \1}, or as in MySQL {@code $1}. */
    private static String replacement(String replacement) {
        StringBuilder java = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            char following = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
            boolean group = following >= '0' && following <= '9';
            if (c == '\\' && group) {
                java.append('$');
            } else if (c == '\\' && following == '&') {
                java.append("$0");
                i++;
            } else if (c == '\\' && following == '\\') {
                java.append("\\\\");
                i++;
            } else if (c == '\\' || (c == '$' && !group)) {
                java.append('\\').append(c);
            } else {
                java.append(c);
            }
        }
        return java.toString();
    }

    private static int flags(String letters) {
        int flags = 0;
        for (int i = 0; i < letters.length(); i++) {
            flags = switch (letters.charAt(i)) {
                case 'i' -> flags | ANY_CASE;
                case 'c' -> flags & ~ANY_CASE;
                case 'n' -> flags | Pattern.DOTALL;
                case 's' -> flags & ~Pattern.DOTALL;
                case 'm' -> flags | Pattern.MULTILINE;
                case 'g' -> flags;
                default ->
                    throw new DriverException(
                            SqlState.INVALID_PARAMETER_VALUE,
                            "'%s' has a letter other than i, c, n, s, m and g, which say how a regular expression compares."
                                    .formatted(letters));
            };
        }
        return flags;
    }

    private Pattern regex(String pattern, int flags) {
        return read(Pattern.class, pattern, "", flags, () -> Pattern.compile(pattern, flags));
    }

    private <T> T read(Class<T> type, String pattern, String escape, int flags, Supplier<T> reader) {
        Source source = new Source(pattern, escape, flags, type);
        Object read = known.get(source);
        if (read == null) {
            read = reader.get();
            if (known.size() >= PATTERNS_KEPT) {
                known.clear();
            }
            known.put(source, read);
        }
        return type.cast(read);
    }
}
