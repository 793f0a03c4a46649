package agentsession.query;

import agentsession.adapter.ScanMonitor;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time by which a query ends, done or not.
 *
 * @param alarm ends the query; null for a query that may take its time
 */
record Deadline(@Nullable Future<?> alarm) {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    static Deadline after(Duration timeout, ScanMonitor query) {
        if (timeout.isZero()) {
            return new Deadline(null);
        }
        DriverException late = new DriverException(
                SqlState.TIMEOUT,
                "The query took longer than its timeout of %d s. Narrow it, or allow it more time (setQueryTimeout)."
                        .formatted(timeout.toSeconds()));
        query.endsAt(System.nanoTime() + timeout.toNanos());
        return new Deadline(TIMER.schedule(() -> query.end(late), timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    void lift() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, run -> {
            Thread thread = new Thread(run, "agent-session-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }
}
