package agentsession.query;

import agentsession.text.Truncation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a chain of causes says. */
final class FailureChain {
    private static final int LONGEST = 200;

    private FailureChain() {}

    /** The failure and its causes, outermost first; Calcite hides some reasons among what is suppressed. */
    static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (@Nullable Throwable t = failure; t != null && !chain.contains(t); t = next(t)) {
            chain.add(t);
        }
        return chain;
    }

    private static @Nullable Throwable next(Throwable t) {
        if (t.getCause() != null) {
            return t.getCause();
        }
        return t.getSuppressed().length > 0 ? t.getSuppressed()[0] : null;
    }

    static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        return chain(failure).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    /** The message of the innermost failure, short and on one line. */
    static String reason(Throwable failure) {
        List<Throwable> chain = chain(failure);
        return shortened(message(chain.get(chain.size() - 1)));
    }

    /** What a failure says, on one line. */
    static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    static String shortened(String text) {
        return Truncation.truncate(text, LONGEST);
    }
}
