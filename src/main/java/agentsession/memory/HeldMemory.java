package agentsession.memory;

/** The memory that one operator of a query holds. Not thread-safe, except for {@link #close}. */
public final class HeldMemory implements AutoCloseable {
    /** Taken at a time, so that threads do not contend for each row. */
    private static final long STEP = 1 << 16;

    private final QueryMemory query;
    private final String operator;
    private long used;
    private long taken;

    HeldMemory(QueryMemory query, String operator) {
        this.query = query;
        this.operator = operator;
    }

    String operator() {
        return operator;
    }

    long bytes() {
        return taken;
    }

    /** Adds bytes, unless the limit would be exceeded. */
    boolean tryAdd(long bytes) {
        long missing = used + bytes - taken;
        if (missing > 0) {
            long step = Math.max(missing, STEP);
            if (query.limit().take(step)) {
                taken += step;
            } else if (query.limit().take(missing)) {
                taken += missing;
            } else {
                return false;
            }
        }
        used += bytes;
        return true;
    }

    /**
     * Adds bytes.
     *
     * @throws agentsession.error.DriverException (53200) if the limit would be exceeded
     */
    public void add(long bytes) {
        if (!tryAdd(bytes)) {
            throw query.exceeded();
        }
    }

    /** Adds bytes if the limit allows it, or if the operator holds next to nothing, so that it can go on. */
    boolean tryAddOrStart(long bytes) {
        if (tryAdd(bytes)) {
            return true;
        }
        if (used + bytes > STEP) {
            return false;
        }
        MemoryLimit.force(bytes);
        taken += bytes;
        used += bytes;
        return true;
    }

    /** Adds bytes as {@link #tryAddOrStart} does, or fails as {@link #add} does. */
    void addOrStart(long bytes) {
        if (!tryAddOrStart(bytes)) {
            throw query.exceeded();
        }
    }

    /** Gives everything back; the operator may go on. */
    void clear() {
        MemoryLimit.giveBack(taken);
        taken = 0;
        used = 0;
    }

    @Override
    public void close() {
        clear();
        query.released(this);
    }
}
