package agentsession.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Pauses responses, so that a test sees what a client does before it has received all rows. */
public final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long pauseAt = Long.MAX_VALUE;
    private int waiting;
    private boolean closed;

    Gate() {}

    /** Pauses responses after exactly this number of rows, or after the header if it is 0, until {@link #release}. */
    public void pauseAfter(long rows) {
        set(rows);
    }

    /** Resumes all responses and pauses none from now on. */
    public void release() {
        set(Long.MAX_VALUE);
    }

    /**
     * Waits until a response is paused.
     *
     * @return false if the timeout expires first
     */
    public boolean awaitPaused(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = timeout.toNanos();
            while (waiting == 0 && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return waiting > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Whether to pause after this number of rows. */
    boolean stopsAfter(long rows) {
        return rows == pauseAt;
    }

    /** Waits until the response may continue. */
    void pass(long rows) throws IOException {
        lock.lock();
        try {
            waiting++;
            changed.signalAll();
            while (rows == pauseAt && !closed) {
                changed.await();
            }
            if (closed) {
                throw new IOException("The demo service was closed while a response was paused");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a response was paused", e);
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void set(long rows) {
        lock.lock();
        try {
            pauseAt = rows;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
