package agentsession.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A limit to the memory that all queries of the process hold together. Connections may have different limits.
 *
 * @param bytes the limit
 */
public record MemoryLimit(long bytes) {
    static final long BYTES_PER_MEGABYTE = 1 << 20;
    private static final int DEFAULT_SHARE = 4;
    private static final AtomicLong HELD = new AtomicLong();

    public static MemoryLimit ofMegabytes(int megabytes) {
        return new MemoryLimit(megabytes * BYTES_PER_MEGABYTE);
    }

    /** A quarter of the largest heap. */
    public static MemoryLimit ofHeap() {
        return new MemoryLimit(Runtime.getRuntime().maxMemory() / DEFAULT_SHARE);
    }

    /** The bytes that all queries of the process hold. */
    public static long held() {
        return HELD.get();
    }

    long megabytes() {
        return Math.max(1, bytes / BYTES_PER_MEGABYTE);
    }

    /** Takes memory, unless the limit would be exceeded. */
    boolean take(long amount) {
        long held = HELD.get();
        while (held + amount <= bytes) {
            if (HELD.compareAndSet(held, held + amount)) {
                return true;
            }
            held = HELD.get();
        }
        return false;
    }

    /** Takes memory even beyond the limit. */
    static void force(long amount) {
        HELD.addAndGet(amount);
    }

    static void giveBack(long amount) {
        HELD.addAndGet(-amount);
    }
}
