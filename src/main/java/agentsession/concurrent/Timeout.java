package agentsession.concurrent;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs an action after a delay, unless it is closed before.
 *
 * <p>All timeouts share one daemon thread, which exits after a second without timeouts and inherits neither the class
 * loader nor the thread-locals of the application. Actions must not block.
 */
public final class Timeout implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final @Nullable Future<?> scheduled;

    private Timeout(@Nullable Future<?> scheduled) {
        this.scheduled = scheduled;
    }

    /**
     * Schedules an action.
     *
     * @param delay zero for never
     */
    public static Timeout after(Duration delay, Runnable action) {
        return new Timeout(delay.isZero() ? null : TIMER.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Cancels the action, unless it has run. */
    @Override
    public void close() {
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, run -> {
            Thread thread = new Thread(null, run, "agent-session-timer", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }
}
