package agentsession.cache.store;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Space on the disk of a test. */
final class FakeSpace implements RowSpace {
    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private volatile boolean failed;
    private volatile boolean deleted;

    FakeSpace(long limit) {
        this.limit = limit;
    }

    long used() {
        return used.get();
    }

    boolean hasFailed() {
        return failed;
    }

    boolean isDeleted() {
        return deleted;
    }

    @Override
    public boolean take(long bytes) {
        if (used.get() + bytes > limit) {
            return false;
        }
        used.addAndGet(bytes);
        return true;
    }

    @Override
    public void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    @Override
    public void failed(IOException failure) {
        failed = true;
    }

    @Override
    public void deleted() {
        deleted = true;
    }
}
