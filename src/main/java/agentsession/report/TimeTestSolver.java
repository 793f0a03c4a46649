package agentsession.report;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import java.time.LocalDate;
import java.util.function.LongPredicate;

/**
 * Finds the log-in times for which a test of a local time, in milliseconds, is true by calling it for selected times. It
 * is assumed to be true for all others.
 */
final class TimeTestSolver {
    private static final long MINUTES_PER_DAY = 24 * 60;

    /** Includes the report's 90 days, and any difference to now in seconds is within the range of INTEGER. */
    private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private static final long LAST_DAY = LocalDate.of(2089, 12, 31).toEpochDay();
    private static final long FIRST = FIRST_DAY * MINUTES_PER_DAY;
    private static final long LAST = (LAST_DAY + 1) * MINUTES_PER_DAY - 1;

    private TimeTestSolver() {}

    /** Solves a test that is true from some time on. */
    static LoginTimes from(LongPredicate test) {
        long first = firstTrue(test);
        return first == FIRST ? LoginTimes.ALL : LoginTimes.from(first);
    }

    /** Solves a test that is true up to some time. */
    static LoginTimes until(LongPredicate test) {
        long last = firstTrue(test.negate()) - 1;
        return last == LAST ? LoginTimes.ALL : LoginTimes.until(last);
    }

    /**
     * Solves a test that is true for whole days.
     *
     * @param within the times to test; the default bounds are the start of the report and now
     */
    static LoginTimes days(LongPredicate test, LoginTimes within, ReportTime time) {
        if (within.minutes().isEmpty()) {
            return LoginTimes.ALL;
        }
        Range<Long> span = within.minutes().span();
        long first = span.hasLowerBound()
                ? Math.max(Math.floorDiv(span.lowerEndpoint(), MINUTES_PER_DAY), FIRST_DAY)
                : time.horizon().toLocalDate().toEpochDay();
        long last = span.hasUpperBound()
                ? Math.min(Math.floorDiv(span.upperEndpoint() - 1, MINUTES_PER_DAY), LAST_DAY)
                : time.now().toLocalDate().toEpochDay() + 1;
        if (first > last) {
            return LoginTimes.ALL;
        }
        TreeRangeSet<Long> minutes = TreeRangeSet.create();
        minutes.add(Range.lessThan(first * MINUTES_PER_DAY));
        for (long day = first; day <= last; day++) {
            if (isTrue(test, day * MINUTES_PER_DAY)) {
                minutes.add(Range.closedOpen(day * MINUTES_PER_DAY, (day + 1) * MINUTES_PER_DAY));
            }
        }
        minutes.add(Range.atLeast((last + 1) * MINUTES_PER_DAY));
        return new LoginTimes(ImmutableRangeSet.copyOf(minutes), false);
    }

    /** The first minute for which a test that is true from some time on is true, or LAST + 1. */
    private static long firstTrue(LongPredicate test) {
        long low = FIRST;
        long high = LAST + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (isTrue(test, middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static boolean isTrue(LongPredicate test, long minute) {
        return test.test(minute * WallClock.MILLIS_PER_MINUTE);
    }
}
