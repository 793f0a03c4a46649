package agentsession.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A string that must not be displayed: only {@link #reveal} returns it, {@link #toString} does not. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The secret itself, for use in a request. */
    public String reveal() {
        return text;
    }

    /** Replaces this secret in a string, whether plain or encoded as form, URL, HTML, JSON or Base64. */
    String redact(String string) {
        String redacted = string;
        if (!text.isEmpty()) {
            for (String encoded : encodings()) {
                redacted = redacted.replace(encoded, toString());
            }
        }
        return redacted;
    }

    private List<String> encodings() {
        String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return List.of(
                text,
                form,
                form.replace("+", "%20"),
                text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"),
                text.replace("\\", "\\\\").replace("\"", "\\\""),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Replaces all of these secrets in a string. */
    public static String redact(String text, Collection<Secret> secrets) {
        String redacted = text;
        for (Secret secret : secrets) {
            redacted = secret.redact(redacted);
        }
        return redacted;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
