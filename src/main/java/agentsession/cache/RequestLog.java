package agentsession.cache;

import agentsession.report.ReportRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The latest requests of connections that share reports, oldest first. Thread-safe. */
final class RequestLog {
    private static final int MAX_REQUESTS = 1_000;

    private final CacheClock clock;
    private final Deque<Entry> entries = new ArrayDeque<>();

    RequestLog(CacheClock clock) {
        this.clock = clock;
    }

    synchronized Entry add(ReportRequest request, Instant asked) {
        if (entries.size() == MAX_REQUESTS) {
            entries.removeFirst();
        }
        Entry entry = new Entry(request, asked, clock);
        entries.addLast(entry);
        return entry;
    }

    synchronized List<ReportUse> uses() {
        return entries.stream().map(Entry::use).toList();
    }

    /** A request. Thread-safe. */
    static final class Entry {
        private final ReportRequest request;
        private final Instant asked;
        private final CacheClock clock;
        private final long began;
        private LongSupplier rows = () -> 0;
        private String status = "waiting";
        private LongSupplier nanos;
        private long bytes;
        private int retries;
        private long answers;
        private boolean held;

        private Entry(ReportRequest request, Instant asked, CacheClock clock) {
            this.request = request;
            this.asked = asked;
            this.clock = clock;
            this.began = clock.nanos();
            this.nanos = () -> clock.nanos() - began;
        }

        /**
         * @param newRows the number of rows so far
         * @param newHeld whether further queries may be answered
         */
        synchronized void begun(LongSupplier newRows, boolean newHeld) {
            rows = newRows;
            held = newHeld;
        }

        synchronized void sent() {
            status = "running";
        }

        synchronized void attempted(long newBytes, int newRetries) {
            bytes = newBytes;
            retries = newRetries;
        }

        synchronized void answered() {
            answers++;
        }

        synchronized void ended(String newStatus) {
            long count = rows.getAsLong();
            long took = clock.nanos() - began;
            rows = () -> count;
            nanos = () -> took;
            status = newStatus;
        }

        synchronized void dropped() {
            held = false;
        }

        private synchronized ReportUse use() {
            return new ReportUse(
                    asked,
                    request,
                    status,
                    rows.getAsLong(),
                    bytes,
                    TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong()),
                    retries,
                    answers,
                    held);
        }
    }
}
