package agentsession.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a test hold answers half-way, to see what a client does before it has all. */
public final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long pauseAt = Long.MAX_VALUE;
    private int waiting;
    private boolean closed;

    Gate() {}

    /** From now on, an answer stops once it has sent exactly so many rows (0: the header alone), until released. */
    public void pauseAfter(long rows) {
        set(rows);
    }

    /** Lets all answers go on, those that wait and those to come. */
    public void release() {
        set(Long.MAX_VALUE);
    }

    /**
     * Waits until some answer has stopped at the gate.
     *
     * @return false if none did in that time
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

    /** Whether an answer must stop after that row. */
    boolean stopsAfter(long rows) {
        return rows == pauseAt;
    }

    /** Waits for the release. */
    void pass(long rows) throws IOException {
        lock.lock();
        try {
            waiting++;
            changed.signalAll();
            while (rows == pauseAt && !closed) {
                changed.await();
            }
            if (closed) {
                throw new IOException("The demo service was closed while an answer waited at its gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted at the gate", e);
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
