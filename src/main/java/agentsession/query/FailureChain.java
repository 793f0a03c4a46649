package agentsession.query;

import agentsession.text.Truncation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chain of causes of a failure, and its messages. */
final class FailureChain {
    private static final int MAX_LENGTH = 200;

    private FailureChain() {}

    /** The failure and its causes, outermost first; Calcite adds some causes as suppressed exceptions. */
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

    /** The message of the innermost cause, truncated, on one line. */
    static String reason(Throwable failure) {
        List<Throwable> chain = chain(failure);
        return truncate(message(chain.get(chain.size() - 1)));
    }

    /** The message of a failure, on one line. */
    static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    static String truncate(String text) {
        return Truncation.truncate(text, MAX_LENGTH);
    }
}
