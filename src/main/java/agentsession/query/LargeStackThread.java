package agentsession.query;

import com.google.common.base.Throwables;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A thread for work that recurses deeper than the stacks of the application's threads allow. */
final class LargeStackThread {
    /** Memory that is reserved, and used as far as it is needed. */
    private static final long BYTES = 256L << 20;

    private LargeStackThread() {}

    /** Does the work in such a thread, and waits for it. What it throws, this throws. */
    static <T> T call(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                },
                "agent-session-planner",
                BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.join();
        } catch (CompletionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw e;
        }
    }
}
