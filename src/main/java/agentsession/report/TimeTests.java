package agentsession.report;

import agentsession.report.Condition.Shape;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import java.time.LocalDate;
import java.util.function.LongPredicate;

/** Finds the log-in times for which a test is true by trying it; where it cannot be tried, it counts as true. */
final class TimeTests {
    private static final long MINUTES_PER_DAY = 24 * 60;

    /** Far enough around the report's 90 days, near enough for an INTEGER of seconds between any of it and now. */
    private static final long FIRST = LocalDate.of(2000, 1, 1).toEpochDay() * MINUTES_PER_DAY;

    private static final long LAST = LocalDate.of(2090, 1, 1).toEpochDay() * MINUTES_PER_DAY - 1;

    private TimeTests() {}

    /** The times for which a test of that shape, of milliseconds of the wall clock, is true. */
    static LoginTimes times(Shape shape, LongPredicate test, ReportTime time) {
        LongPredicate minuteTest = minute -> test.test(minute * WallClock.MILLIS_PER_MINUTE);
        return switch (shape) {
            case FROM -> {
                long first = firstTrue(minuteTest);
                yield first == FIRST ? LoginTimes.ALL : LoginTimes.from(first);
            }
            case UNTIL -> {
                long last = firstTrue(minuteTest.negate()) - 1;
                yield last == LAST ? LoginTimes.ALL : LoginTimes.until(last);
            }
            case BY_DAY -> days(minuteTest, time);
        };
    }

    /** The first minute for which a test that stays true once it is true is true; one past the last if none is. */
    private static long firstTrue(LongPredicate test) {
        long low = FIRST;
        long high = LAST + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (test.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Tries the days from the report's horizon to now. What is outside of them is not asked for unless it is named. */
    private static LoginTimes days(LongPredicate test, ReportTime time) {
        long first = time.horizon().toLocalDate().toEpochDay();
        long last = time.now().toLocalDate().toEpochDay() + 1;
        TreeRangeSet<Long> minutes = TreeRangeSet.create();
        minutes.add(Range.lessThan(first * MINUTES_PER_DAY));
        for (long day = first; day <= last; day++) {
            if (test.test(day * MINUTES_PER_DAY)) {
                minutes.add(Range.closedOpen(day * MINUTES_PER_DAY, (day + 1) * MINUTES_PER_DAY));
            }
        }
        minutes.add(Range.atLeast((last + 1) * MINUTES_PER_DAY));
        return new LoginTimes(ImmutableRangeSet.copyOf(minutes));
    }
}
