package agentsession.query;

import agentsession.concurrent.CancellationToken;
import agentsession.concurrent.CurrentToken;
import agentsession.error.OutOfMemory;
import com.google.common.base.Throwables;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Plans a query in a new thread, which ends with it.
 *
 * <ul>
 *   <li>The caller returns as soon as the planning is cancelled. The thread then ends at the next step of the planner that
 *       looks at the cancellation.
 *   <li>Calcite's planner leaves thread-locals behind; in a thread of the application they would keep the class loader of
 *       the driver after the driver has been removed.
 *   <li>Nested expressions need a larger stack than the threads of the application have.
 * </ul>
 */
final class PlannerThread {
    /** In bytes; memory is only used as needed. */
    private static final long STACK_SIZE = 256L << 20;

    private PlannerThread() {}

    /**
     * Runs the work, waits for it, and rethrows its exception.
     *
     * @throws agentsession.error.DriverException the reason, as soon as the token is cancelled
     */
    static <T> T call(Supplier<T> work, CancellationToken token) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CancellationToken.Registration cancellation = token.onCancel(() -> result.cancel(false));
        try {
            start(() -> {
                try {
                    result.complete(CurrentToken.during(token, work));
                } catch (Throwable failure) {
                    result.completeExceptionally(failure);
                }
            });
            return result.join();
        } catch (CancellationException e) {
            token.throwIfCancelled();
            throw e;
        } catch (CompletionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw e;
        } catch (OutOfMemoryError e) {
            throw OutOfMemory.exception(e);
        } finally {
            cancellation.close();
        }
    }

    /** @throws OutOfMemoryError if there is no memory for another thread */
    static void start(Runnable work) {
        Thread thread = new Thread(null, work, "agent-session-planner", STACK_SIZE, false);
        thread.setDaemon(true);
        thread.start();
    }
}
