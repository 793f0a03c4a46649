package agentsession.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that must not be seen: it shows itself to {@link #reveal} alone. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The text itself, for the request that needs it. */
    public String reveal() {
        return text;
    }

    /** A text without this secret, whether it stands there as it is or as forms, URLs, HTML, JSON or Base64 write it. */
    public String redact(String other) {
        String redacted = other;
        if (!text.isEmpty()) {
            for (String written : writings()) {
                redacted = redacted.replace(written, toString());
            }
        }
        return redacted;
    }

    private List<String> writings() {
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

    /** A text without any of these secrets. */
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
