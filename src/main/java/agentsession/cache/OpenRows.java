package agentsession.cache;

import agentsession.cache.store.StoredRows;

/** An open reader of a report. */
final class OpenRows {
    private final CachedReport report;
    private final StoredRows rows;
    private final boolean cached;
    private final long ageNanos;
    private int warnings;
    /** Guarded by the pool. */
    private boolean closed;

    /** @param cached whether the report was there before */
    OpenRows(CachedReport report, StoredRows rows, boolean cached, long ageNanos) {
        this.report = report;
        this.rows = rows;
        this.cached = cached;
        this.ageNanos = ageNanos;
    }

    CachedReport report() {
        return report;
    }

    StoredRows rows() {
        return rows;
    }

    boolean cached() {
        return cached;
    }

    /** The age of the report when it was opened. */
    long ageNanos() {
        return ageNanos;
    }

    /** The number of warnings that the reader has passed on. */
    int warnings() {
        return warnings;
    }

    void warned(int count) {
        warnings = count;
    }

    /** Returns whether it was open. */
    boolean close() {
        boolean was = !closed;
        closed = true;
        return was;
    }
}
