package agentsession.adapter;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands things from one thread to another, a few at a time: a slow taker stops the giver. Either side, or a third
 * thread, may end it at any time and wakes both.
 */
final class RowQueue<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<T> waiting = new ArrayDeque<>();
    private final int capacity;
    private boolean complete;
    private boolean abandoned;
    private @Nullable RuntimeException failure;

    RowQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Gives a thing, once there is room for it.
     *
     * @return false if no one will take it
     */
    boolean give(T thing) {
        lock.lock();
        try {
            while (waiting.size() >= capacity && !isOver()) {
                changed.awaitUninterruptibly();
            }
            if (isOver()) {
                return false;
            }
            waiting.add(thing);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** There will be no more; what was given will still be taken. */
    void complete() {
        lock.lock();
        try {
            complete = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** There will be no more, and that is a failure. What was given before it is still taken; the first failure counts. */
    void fail(RuntimeException reason) {
        lock.lock();
        try {
            if (failure == null && !complete) {
                failure = reason;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No one will take any more; whatever waits is dropped. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next thing, waiting for it; null at the end. Throws the failure, if it came to that. */
    @Nullable
    T take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !isOver() && !complete) {
                changed.awaitUninterruptibly();
            }
            T thing = waiting.poll();
            if (thing != null) {
                changed.signalAll();
            } else if (failure != null) {
                throw failure;
            }
            return thing;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver() {
        return abandoned || failure != null;
    }
}
