package agentsession.concurrent;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The token of the work that the current thread does, for functions that cannot be given one. */
public final class CurrentToken {
    private static final ThreadLocal<@Nullable CancellationToken> TOKEN = new ThreadLocal<>();

    private CurrentToken() {}

    /** Does work with a token; the thread keeps no reference to it. */
    public static <T> T during(CancellationToken token, Supplier<T> work) {
        CancellationToken outer = TOKEN.get();
        TOKEN.set(token);
        try {
            return work.get();
        } finally {
            if (outer == null) {
                TOKEN.remove();
            } else {
                TOKEN.set(outer);
            }
        }
    }

    /** Throws the reason if the work of this thread is cancelled. */
    public static void throwIfCancelled() {
        CancellationToken token = TOKEN.get();
        if (token != null) {
            token.throwIfCancelled();
        }
    }
}
