package agentsession.spark;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Counts the tasks that failed, and the rows that Spark got from the driver. */
final class Tasks extends SparkListener {
    private static final long TIMEOUT = TimeUnit.MINUTES.toMillis(2);

    private final SparkContext context;
    private int running;
    private int failed;
    private long rows;

    Tasks(SparkContext context) {
        this.context = context;
        context.addSparkListener(this);
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
        running++;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        if (!end.taskInfo().successful()) {
            failed++;
        }
        if (end.taskMetrics() != null) {
            rows += end.taskMetrics().inputMetrics().recordsRead();
        }
        running--;
        notifyAll();
    }

    /** Waits for the end of all tasks, since those of a job that has failed may end after it. */
    void reset() throws InterruptedException, TimeoutException {
        awaitEvents();
        synchronized (this) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT);
            while (running > 0) {
                if (System.nanoTime() > end) {
                    throw new TimeoutException(running + " tasks have not ended");
                }
                wait(TIMEOUT);
            }
            failed = 0;
            rows = 0;
        }
    }

    int failed() throws TimeoutException {
        awaitEvents();
        synchronized (this) {
            return failed;
        }
    }

    long rowsRead() throws TimeoutException {
        awaitEvents();
        synchronized (this) {
            return rows;
        }
    }

    /** Spark reports the end of a task some time after it. */
    private void awaitEvents() throws TimeoutException {
        context.listenerBus().waitUntilEmpty(TIMEOUT);
    }
}
