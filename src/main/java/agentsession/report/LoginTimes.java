package agentsession.report;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import java.util.List;
import java.util.Set;

/**
 * The values of LOGIN_DTS that criteria allow, as minutes of local time since 1970-01-01T00:00.
 *
 * @param minutes disjoint, non-adjacent, closed-open ranges
 * @param includesNull whether NULL is one of the values
 */
public record LoginTimes(ImmutableRangeSet<Long> minutes, boolean includesNull) {
    static final LoginTimes ALL = new LoginTimes(ImmutableRangeSet.of(Range.all()), true);
    static final LoginTimes NONE = new LoginTimes(ImmutableRangeSet.of(), false);
    static final LoginTimes NULL = new LoginTimes(ImmutableRangeSet.of(), true);

    /** The log-in times from one minute to another, inclusive. */
    static LoginTimes between(long first, long last) {
        return of(Range.closedOpen(first, last + 1));
    }

    static LoginTimes from(long first) {
        return of(Range.atLeast(first));
    }

    static LoginTimes until(long last) {
        return of(Range.lessThan(last + 1));
    }

    private static LoginTimes of(Range<Long> minutes) {
        return new LoginTimes(ImmutableRangeSet.of(minutes), false);
    }

    boolean isNone() {
        return minutes.isEmpty() && !includesNull;
    }

    /**
     * The ranges to request. No criterion selects rows without a log-in time, so NULL is ignored, unless it is the only
     * value: then the range is unbounded.
     */
    Set<Range<Long>> requestedRanges() {
        return equals(NULL) ? ALL.minutes.asRanges() : minutes.asRanges();
    }

    /** Whether some times are excluded, but not all. */
    public boolean isWindow() {
        return !minutes.isEmpty() && !minutes.equals(ALL.minutes);
    }

    LoginTimes and(LoginTimes other) {
        return new LoginTimes(minutes.intersection(other.minutes), includesNull && other.includesNull);
    }

    static LoginTimes anyOf(List<LoginTimes> times) {
        TreeRangeSet<Long> union = TreeRangeSet.create();
        times.forEach(some -> union.addAll(some.minutes));
        return new LoginTimes(ImmutableRangeSet.copyOf(union), times.stream().anyMatch(LoginTimes::includesNull));
    }

    /** The minutes, such as {@code 2026-01-01 00:00..2026-01-31 23:59}. */
    @Override
    public String toString() {
        return minutes.asRanges().stream()
                .map(range -> (range.hasLowerBound() ? text(range.lowerEndpoint()) : "")
                        + ".."
                        + (range.hasUpperBound() ? text(range.upperEndpoint() - 1) : ""))
                .collect(joining(", "));
    }

    private static String text(long minute) {
        return WallClock.text(minute * WallClock.MILLIS_PER_MINUTE).substring(0, "2026-01-01 00:00".length());
    }
}
