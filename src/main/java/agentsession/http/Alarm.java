package agentsession.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Does something after some time, unless it is lifted before. */
public final class Alarm {
    private final CompletableFuture<Void> watch = new CompletableFuture<>();

    private Alarm() {}

    /**
     * Sets an alarm.
     *
     * @param time zero for never
     */
    public static Alarm after(Duration time, Runnable action) {
        Alarm alarm = new Alarm();
        if (!time.isZero()) {
            alarm.watch.orTimeout(time.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
                action.run();
                return null;
            });
        }
        return alarm;
    }

    /** Harmless when repeated, and when it is too late. */
    public void lift() {
        watch.complete(null);
    }
}
