package agentsession.spark;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts the tasks that failed, and the rows that Spark got from the driver. */
final class Tasks extends SparkListener {
    private final SparkContext context;
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong rows = new AtomicLong();

    Tasks(SparkContext context) {
        this.context = context;
        context.addSparkListener(this);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (!end.taskInfo().successful()) {
            failed.incrementAndGet();
        }
        if (end.taskMetrics() != null) {
            rows.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
        }
    }

    void reset() throws TimeoutException {
        awaitEvents();
        failed.set(0);
        rows.set(0);
    }

    int failed() throws TimeoutException {
        awaitEvents();
        return failed.get();
    }

    long rowsRead() throws TimeoutException {
        awaitEvents();
        return rows.get();
    }

    /** Spark reports the end of a task some time after it. */
    private void awaitEvents() throws TimeoutException {
        context.listenerBus().waitUntilEmpty(TimeUnit.MINUTES.toMillis(2));
    }
}
