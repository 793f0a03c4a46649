package agentsession.adapter;

import agentsession.concurrent.CancellationToken;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between the thread that reads a report and the one that executes the query. A slow consumer blocks the
 * producer. Cancellation wakes both.
 *
 * @param <T> a batch of rows
 */
final class RowQueue<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<T> items = new ArrayDeque<>();
    private final int capacity;
    private final CancellationToken token;
    private boolean complete;
    private @Nullable RuntimeException failure;

    /** @param token cancels the producer and the consumer */
    RowQueue(int capacity, CancellationToken token) {
        this.capacity = capacity;
        this.token = token;
        token.onCancel(this::signal);
    }

    /**
     * Adds an item, waiting for space.
     *
     * @throws agentsession.error.DriverException the reason, if the token is cancelled
     */
    void put(T item) {
        lock.lock();
        try {
            while (items.size() >= capacity && !token.isCancelled()) {
                changed.awaitUninterruptibly();
            }
            token.throwIfCancelled();
            items.add(item);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the queue: after the remaining items, {@link #take} returns null. */
    void complete() {
        lock.lock();
        try {
            complete = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the queue with a failure: after the remaining items, {@link #take} throws it. */
    void fail(RuntimeException reason) {
        lock.lock();
        try {
            failure = reason;
            complete = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next item.
     *
     * @return null after the last
     * @throws RuntimeException the failure after the last item; the reason, if the token is cancelled
     */
    @Nullable
    T take() {
        lock.lock();
        try {
            while (items.isEmpty() && !complete && !token.isCancelled()) {
                changed.awaitUninterruptibly();
            }
            token.throwIfCancelled();
            T item = items.poll();
            if (item == null && failure != null) {
                throw failure;
            }
            changed.signalAll();
            return item;
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
