package agentsession.jdbc;

import java.util.Locale;
import java.util.Optional;

/** The strings that are booleans; case-insensitive. */
final class BooleanText {
    private BooleanText() {}

    /** The boolean that a string spells; empty if it spells none. */
    static Optional<Boolean> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "1" -> Optional.of(true);
            case "false", "f", "no", "n", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
