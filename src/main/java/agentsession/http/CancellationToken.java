package agentsession.http;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets one thread end what another does, whichever of several things that waits for at the time. */
public final class CancellationToken {
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** Ends it. The first reason counts. */
    public void end(DriverException reason) {
        over.completeExceptionally(reason);
    }

    public boolean isOver() {
        return over.isDone();
    }

    /** Throws the reason, if it has been ended. */
    public void check() {
        if (over.isDone()) {
            try {
                over.join();
            } catch (CompletionException e) {
                throw (DriverException) e.getCause();
            }
        }
    }

    /** Does something in the thread that ends it, or at once if it has been ended. */
    public void onEnd(Runnable action) {
        over.exceptionally(reason -> {
            action.run();
            return null;
        });
    }

    /** Waits for some time; throws the reason as soon as it is ended. */
    public void pause(Duration time) {
        try {
            over.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            check();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits for what another thread is to bring; throws the reason as soon as it is ended. */
    public <T> T await(CompletableFuture<T> result) {
        try {
            CompletableFuture.anyOf(result, over).get();
        } catch (ExecutionException e) {
            check();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        } catch (CancellationException e) {
            throw interrupted(e);
        }
    }

    /** The failure of a wait whose thread was interrupted; the thread stays so. */
    public static DriverException interrupted(Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new DriverException(SqlState.QUERY_CANCELED, "The thread was interrupted while it waited.", cause);
    }
}
