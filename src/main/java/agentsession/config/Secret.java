package agentsession.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
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

    /** A text without this secret, whether it stands there as it is or as a form or URL writes it. */
    public String strike(String other) {
        if (text.isEmpty()) {
            return other;
        }
        return other.replace(text, toString()).replace(URLEncoder.encode(text, StandardCharsets.UTF_8), toString());
    }

    /** A text without any of these secrets. */
    public static String strike(String text, Collection<Secret> secrets) {
        String struck = text;
        for (Secret secret : secrets) {
            struck = secret.strike(struck);
        }
        return struck;
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
