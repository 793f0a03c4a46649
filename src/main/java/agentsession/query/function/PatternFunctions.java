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
 * Pattern matching with the case rules of Unicode. Public for the code that Calcite generates, which creates one instance
 * for all calls and executions of a plan.
 */
@Strict
public final class PatternFunctions {
    static final String DEFAULT_ESCAPE = "\\";

    private static final int IGNORE_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final int MAX_CACHED_PATTERNS = 64;

    /** The key of a parsed pattern. */
    private record CacheKey(String pattern, String escape, int flags, Class<?> type) {}

    private final Map<CacheKey, Object> cache = new ConcurrentHashMap<>();

    public boolean like(String text, String pattern) {
        return like(text, pattern, DEFAULT_ESCAPE);
    }

    public boolean like(String text, String pattern, String escape) {
        return cached(LikePattern.class, pattern, escape, 0, () -> LikePattern.of(pattern, escape, false))
                .matches(text);
    }

    public boolean likeIgnoringCase(String text, String pattern) {
        return likeIgnoringCase(text, pattern, DEFAULT_ESCAPE);
    }

    public boolean likeIgnoringCase(String text, String pattern, String escape) {
        return cached(LikePattern.class, pattern, escape, IGNORE_CASE, () -> LikePattern.of(pattern, escape, true))
                .matches(text);
    }

    public boolean similar(String text, String pattern) {
        return similar(text, pattern, DEFAULT_ESCAPE);
    }

    public boolean similar(String text, String pattern, String escape) {
        return cached(SimilarPattern.class, pattern, escape, 0, () -> SimilarPattern.of(pattern, escape))
                .matches(text);
    }

    /** PostgreSQL's {@code ~}. */
    public boolean matches(String text, String pattern) {
        return regex(pattern, Pattern.DOTALL)
                .matcher(new CancellableString(text))
                .find();
    }

    /** PostgreSQL's {@code ~*}. */
    public boolean matchesIgnoringCase(String text, String pattern) {
        return regex(pattern, Pattern.DOTALL | IGNORE_CASE)
                .matcher(new CancellableString(text))
                .find();
    }

    /** REGEXP_LIKE. */
    public boolean contains(String text, String pattern) {
        return regex(pattern, 0).matcher(new CancellableString(text)).find();
    }

    /** REGEXP_LIKE with flags. */
    public boolean contains(String text, String pattern, String flags) {
        return regex(pattern, flags(flags)).matcher(new CancellableString(text)).find();
    }

    /** REGEXP_REPLACE of every match. */
    public String replace(String text, String pattern, String replacement) {
        return regex(pattern, 0).matcher(new CancellableString(text)).replaceAll(replacement(replacement));
    }

    /** REGEXP_REPLACE of the first match. */
    public String replaceFirst(String text, String pattern, String replacement) {
        return regex(pattern, 0).matcher(new CancellableString(text)).replaceFirst(replacement(replacement));
    }

    /** PostgreSQL's REGEXP_REPLACE of the first match, or of all with the flag {@code g}. */
    public String replace(String text, String pattern, String replacement, String flags) {
        Matcher matcher = regex(pattern, flags(flags)).matcher(new CancellableString(text));
        return flags.indexOf('g') < 0
                ? matcher.replaceFirst(replacement(replacement))
                : matcher.replaceAll(replacement(replacement));
    }

    public String replace(String text, String pattern, String replacement, int from) {
        return replace(text, pattern, replacement, from, 0, "");
    }

    public String replace(String text, String pattern, String replacement, int from, int occurrence) {
        return replace(text, pattern, replacement, from, occurrence, "");
    }

    public String replace(String text, String pattern, String replacement, int from, String flags) {
        return replace(text, pattern, replacement, from, 0, flags);
    }

    /**
     * REGEXP_REPLACE of MySQL and Oracle.
     *
     * @param from the character at which to start, from 1
     * @param occurrence the match to replace, from 1; 0 for all
     */
    public String replace(String text, String pattern, String replacement, int from, int occurrence, String flags) {
        if (from < 1 || occurrence < 0) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "REGEXP_REPLACE needs a start of at least 1, not %d, and an occurrence of at least 0, not %d."
                            .formatted(from, occurrence));
        }
        if (from > StringFunctions.length(text)) {
            return text;
        }
        int start = text.offsetByCodePoints(0, from - 1);
        String searched = text.substring(start);
        Matcher matcher = regex(pattern, flags(flags)).matcher(new CancellableString(searched));
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

    /** Converts a replacement to Java's syntax. It refers to groups by {@code \1}, or as in MySQL by {@code $1}. */
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
                case 'i' -> flags | IGNORE_CASE;
                case 'c' -> flags & ~IGNORE_CASE;
                case 'n' -> flags | Pattern.DOTALL;
                case 's' -> flags & ~Pattern.DOTALL;
                case 'm' -> flags | Pattern.MULTILINE;
                case 'g' -> flags;
                default ->
                    throw new DriverException(
                            SqlState.INVALID_PARAMETER_VALUE,
                            "The flags '%s' of a regular expression are invalid. Use i, c, n, s, m or g."
                                    .formatted(letters));
            };
        }
        return flags;
    }

    private Pattern regex(String pattern, int flags) {
        return cached(Pattern.class, pattern, "", flags, () -> Pattern.compile(pattern, flags));
    }

    private <T> T cached(Class<T> type, String pattern, String escape, int flags, Supplier<T> parser) {
        CacheKey key = new CacheKey(pattern, escape, flags, type);
        Object parsed = cache.get(key);
        if (parsed == null) {
            parsed = parser.get();
            if (cache.size() >= MAX_CACHED_PATTERNS) {
                cache.clear();
            }
            cache.put(key, parsed);
        }
        return type.cast(parsed);
    }
}
