package agentsession.report;

import agentsession.report.Condition.Shape;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import java.time.LocalDate;
import java.util.function.LongPredicate;

/**
 * Finds the log-in times for which a test is true by trying it. Times before {@link #FIRST} count as the first and
 * times after {@link #LAST} as the last, in the direction that asks for more.
 */
final class TimeTests {
    static final long MINUTES_PER_DAY = 24 * 60;

    /** Far enough around the report's 90 days, near enough for an INTEGER of seconds between any of it and now. */
    static final long FIRST = LocalDate.of(2000, 1, 1).toEpochDay() * MINUTES_PER_DAY;

    static final long LAST = LocalDate.of(2090, 1, 1).toEpochDay() * MINUTES_PER_DAY - 1;

    private TimeTests() {}

    /** @param test takes milliseconds of the wall clock */
    static LoginTimes times(Shape shape, LongPredicate test) {
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
            case BY_DAY -> days(minuteTest);
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

    private static LoginTimes days(LongPredicate test) {
        TreeRangeSet<Long> minutes = TreeRangeSet.create();
        minutes.add(Range.lessThan(FIRST));
        minutes.add(Range.atLeast(LAST + 1));
        long start = FIRST;
        boolean inside = false;
        for (long day = FIRST; day <= LAST; day += MINUTES_PER_DAY) {
            boolean isTrue = test.test(day);
            if (isTrue && !inside) {
                start = day;
            } else if (!isTrue && inside) {
                minutes.add(Range.closedOpen(start, day));
            }
            inside = isTrue;
        }
        if (inside) {
            minutes.add(Range.closedOpen(start, LAST + 1));
        }
        return new LoginTimes(ImmutableRangeSet.copyOf(minutes));
    }
}
