package agentsession.concurrent;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Cancels work from any thread. There is one for each connection, query, scan and request; cancelling one cancels those
 * made from it, and no other.
 *
 * <p>Work asks {@link #throwIfCancelled} between its steps and waits by {@link #await} and {@link #sleep}; what blocks
 * otherwise, such as a socket, is released by an action that {@link #onCancel} registers.
 */
public final class CancellationToken implements AutoCloseable {
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private final List<CancellationToken> parents;
    private final List<Registration> registeredAtParents = new ArrayList<>();
    private final Set<Action> actions = new LinkedHashSet<>();
    private Timeout timeout = Timeout.after(Duration.ZERO, () -> {});
    private volatile @Nullable Long deadline;
    private volatile @Nullable DriverException reason;

    /** A token that only its own {@link #cancel} cancels. */
    public CancellationToken() {
        this(List.of());
    }

    private CancellationToken(List<CancellationToken> parents) {
        this.parents = parents;
    }

    /** An action under an identity of its own, since one may be registered twice. */
    private static final class Action {
        private final Runnable code;

        Action(Runnable code) {
            this.code = code;
        }
    }

    /** An action that waits for the cancellation; closing it withdraws the action. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** A token that is also cancelled when this one is; to be closed, since this one refers to it until then. */
    public CancellationToken child() {
        return linkedTo(this);
    }

    /** A token that is also cancelled when one of the parents is; to be closed, since these refer to it until then. */
    public static CancellationToken linkedTo(CancellationToken... parents) {
        CancellationToken child = new CancellationToken(List.of(parents));
        for (CancellationToken parent : parents) {
            child.registeredAtParents.add(parent.onCancel(() -> {
                DriverException reason = parent.reason;
                if (reason != null) {
                    child.cancel(reason);
                }
            }));
        }
        return child;
    }

    /** Cancels the work. The reason is what it fails with; the first one counts. */
    public void cancel(DriverException newReason) {
        List<Action> toRun;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = newReason;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        toRun.forEach(action -> action.code.run());
    }

    /**
     * Cancels the work after some time, unless the token is closed before. To be called once.
     *
     * @param time zero for never
     */
    public void cancelAfter(Duration time, DriverException newReason) {
        if (!time.isZero()) {
            deadline = System.nanoTime() + time.toNanos();
            timeout = Timeout.after(time, () -> cancel(newReason));
        }
    }

    /** The time until this token, or one it was made from, is cancelled by {@link #cancelAfter}. */
    public Duration timeLeft() {
        Long at = deadline;
        Duration left = at == null ? FOREVER : Duration.ofNanos(Math.max(at - System.nanoTime(), 0));
        for (CancellationToken parent : parents) {
            Duration ofParent = parent.timeLeft();
            left = ofParent.compareTo(left) < 0 ? ofParent : left;
        }
        return left;
    }

    public boolean isCancelled() {
        return reason != null;
    }

    /**
     * Does nothing unless the work has been cancelled.
     *
     * @throws DriverException the reason
     */
    public void throwIfCancelled() {
        DriverException given = reason;
        if (given != null) {
            throw given;
        }
    }

    /** Runs an action in the thread that cancels, or at once if that has happened. It must not block. */
    public Registration onCancel(Runnable code) {
        Action action = new Action(code);
        synchronized (this) {
            if (reason == null) {
                actions.add(action);
                return () -> remove(action);
            }
        }
        code.run();
        return () -> {};
    }

    private synchronized void remove(Action action) {
        actions.remove(action);
    }

    /**
     * Waits.
     *
     * @throws DriverException the reason, as soon as the work is cancelled; (57014) if the thread is interrupted
     */
    public void sleep(Duration time) {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        Registration registration = onCancel(() -> cancelled.complete(null));
        try {
            cancelled.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            registration.close();
        }
        throwIfCancelled();
    }

    /**
     * Waits for the result of another thread, whose work goes on if this is cancelled.
     *
     * @throws DriverException the reason, as soon as the work is cancelled; (57014) if the thread is interrupted; or
     *     what the other thread failed with
     */
    public <T> T await(CompletableFuture<T> result) {
        CompletableFuture<T> either = result.copy();
        Registration registration = onCancel(() -> either.cancel(false));
        try {
            return either.get();
        } catch (CancellationException e) {
            throwIfCancelled();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            registration.close();
        }
    }

    /** Cancels nothing. Stops the timeout of {@link #cancelAfter}, and detaches the token from those it was made from. */
    @Override
    public void close() {
        timeout.close();
        registeredAtParents.forEach(Registration::close);
    }

    /** The failure of a wait whose thread was interrupted; the thread stays so. */
    public static DriverException interrupted(Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new DriverException(SqlState.QUERY_CANCELED, "The thread was interrupted while it waited.", cause);
    }
}
