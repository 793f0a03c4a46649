package agentsession.query;

import com.google.common.base.Throwables;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Runs work that needs a larger stack than the threads of the application have. */
final class LargeStackThread {
    /** The stack size; memory is only used as needed. */
    private static final long STACK_SIZE = 256L << 20;

    private LargeStackThread() {}

    /** Runs the work in a new thread, waits for it, and rethrows its exception. */
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
                STACK_SIZE);
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
