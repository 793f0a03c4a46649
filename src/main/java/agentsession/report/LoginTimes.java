package agentsession.report;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import java.util.List;
import java.util.Set;

/**
 * The values of LOGIN_DTS that may be asked for, as minutes of the report's wall clock (since 1970-01-01T00:00).
 *
 * @param minutes disjoint ranges, none adjacent to another, each with its first minute and without its end
 * @param orNull whether NULL is one of the values
 */
public record LoginTimes(ImmutableRangeSet<Long> minutes, boolean orNull) {
    public static final LoginTimes ALL = new LoginTimes(ImmutableRangeSet.of(Range.all()), true);
    static final LoginTimes NONE = new LoginTimes(ImmutableRangeSet.of(), false);
    static final LoginTimes NULL = new LoginTimes(ImmutableRangeSet.of(), true);

    /** The log-in times from one minute to another, both included. */
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
        return minutes.isEmpty() && !orNull;
    }

    /**
     * What has to be asked for: all there is only where NULL is the only value. No request can ask for rows without a
     * log-in; if there are such, they come with others.
     */
    Set<Range<Long>> toAskFor() {
        return equals(NULL) ? ALL.minutes.asRanges() : minutes.asRanges();
    }

    /** Whether there are times that are not asked for, and others that are. */
    public boolean isWindow() {
        return !minutes.isEmpty() && !minutes.equals(ALL.minutes);
    }

    LoginTimes and(LoginTimes other) {
        return new LoginTimes(minutes.intersection(other.minutes), orNull && other.orNull);
    }

    static LoginTimes anyOf(List<LoginTimes> times) {
        TreeRangeSet<Long> union = TreeRangeSet.create();
        times.forEach(some -> union.addAll(some.minutes));
        return new LoginTimes(ImmutableRangeSet.copyOf(union), times.stream().anyMatch(LoginTimes::orNull));
    }

    /** The minutes in words, such as {@code 2026-01-01 00:00..2026-01-31 23:59}. */
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
