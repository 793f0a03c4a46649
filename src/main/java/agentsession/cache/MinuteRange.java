package agentsession.cache;

import java.util.Optional;

/** A range of log-in times, in minutes since 1970-01-01T00:00 of local time, both ends inclusive. */
record MinuteRange(long first, long last) {

    boolean contains(long minute) {
        return minute >= first && minute <= last;
    }

    boolean contains(MinuteRange other) {
        return first <= other.first && last >= other.last;
    }

    long minutes() {
        return last - first + 1;
    }

    /** The part of this range up to a minute. */
    Optional<MinuteRange> until(long end) {
        return end < first ? Optional.empty() : Optional.of(new MinuteRange(first, Math.min(last, end)));
    }

    Optional<MinuteRange> intersection(MinuteRange other) {
        long start = Math.max(first, other.first);
        long end = Math.min(last, other.last);
        return start > end ? Optional.empty() : Optional.of(new MinuteRange(start, end));
    }
}
