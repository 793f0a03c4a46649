package agentsession.concurrent;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import com.google.common.base.Throwables;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cancels work from any thread. There is one for each connection, query, scan and request; cancelling one cancels its children, and no other.
 *
 * <p>Code calls {@link #throwIfCancelled} between its steps and waits by {@link #await} and {@link #sleep}. Other blocking
 * operations, such as reading a socket, are aborted by an action registered with {@link #onCancel}.
 */
public final class CancellationToken implements AutoCloseable {
    /** Longer than any wait. */
    public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private final List<CancellationToken> parents;
    private final List<Registration> registeredAtParents = new ArrayList<>();
    private final Set<Action> actions = new LinkedHashSet<>();
    private Timeout timeout = Timeout.after(Duration.ZERO, () -> {});
    private volatile Supplier<Duration> needed = () -> FOREVER;
    private volatile @Nullable Long deadline;
    private volatile @Nullable DriverException reason;

    /** Creates a token without parents. */
    public CancellationToken() {
        this(List.of());
    }

    private CancellationToken(List<CancellationToken> parents) {
        this.parents = parents;
    }

    /** An action with its own identity, since the same one may be registered twice. */
    private static final class Action {
        private final Runnable code;

        Action(Runnable code) {
            this.code = code;
        }
    }

    /** A registered action; closing this removes it. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Creates a token that is also cancelled when a parent is. Close it, since the parents refer to it until then. */
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

    /** Cancels the work, which then fails with the reason. Further calls have no effect. */
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
     * Cancels the work after some time, unless the token is closed before. Call this at most once.
     *
     * @param time zero for never
     */
    public void cancelAfter(Duration time, DriverException newReason) {
        if (!time.isZero()) {
            deadline = System.nanoTime() + time.toNanos();
            timeout = Timeout.after(time, () -> cancel(newReason));
        }
    }

    /**
     * Sets how long there is at most a need for the work, for {@link #timeLeft}. It does not cancel the work.
     *
     * @param time {@link #FOREVER} for no limit
     */
    public void neededFor(Supplier<Duration> time) {
        needed = time;
    }

    /** The time until {@link #cancelAfter} cancels this token or a parent, or until there is no need for the work. */
    public Duration timeLeft() {
        Long at = deadline;
        Duration left = at == null ? FOREVER : Duration.ofNanos(Math.max(at - System.nanoTime(), 0));
        Duration need = needed.get();
        left = need.compareTo(left) < 0 ? need : left;
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
     * Throws the reason if the work is cancelled.
     *
     * @throws DriverException the reason
     */
    public void throwIfCancelled() {
        DriverException given = reason;
        if (given != null) {
            throw given;
        }
    }

    /** Registers an action for the thread that cancels; runs it now if this is cancelled. It must not block. */
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
     * Waits for the result of another thread, which continues if this token is cancelled.
     *
     * @throws DriverException the reason, as soon as the work is cancelled; (57014) if the thread is interrupted; or the failure of the other thread
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
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            registration.close();
        }
    }

    /** Stops the timeout of {@link #cancelAfter} and detaches the token from its parents, without cancelling it. */
    @Override
    public void close() {
        timeout.close();
        registeredAtParents.forEach(Registration::close);
    }

    /** The error of an interrupted wait; restores the interrupt status of the thread. */
    public static DriverException interrupted(Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new DriverException(SqlState.QUERY_CANCELED, "The thread was interrupted while it waited.", cause);
    }
}
