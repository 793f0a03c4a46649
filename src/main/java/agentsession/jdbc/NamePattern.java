package agentsession.jdbc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name pattern of {@link java.sql.DatabaseMetaData}: {@code %} matches any string, {@code _} any character, {@code \}
 * escapes both.
 */
final class NamePattern {
    static final String ESCAPE = "\\";

    private final Pattern pattern;

    private NamePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @param like null matches any name */
    static NamePattern of(@Nullable String like) {
        StringBuilder regex = new StringBuilder();
        String text = like == null ? "%" : like;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                if (c == '\\' && i + 1 < text.length()) {
                    i++;
                }
                regex.append(Pattern.quote(text.substring(i, i + 1)));
            }
        }
        return new NamePattern(
                Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
