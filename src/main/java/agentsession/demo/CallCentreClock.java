package agentsession.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The clock on the wall of the call centre: Arizona's, which knows no summer time. */
final class CallCentreClock {
    static final int HOUR = 3_600;
    static final int DAY = 24 * HOUR;

    private static final int OFFSET = -7 * HOUR;

    private CallCentreClock() {}

    /** The centre's day at that second, counted from 1970-01-01. */
    static long day(long epochSecond) {
        return Math.floorDiv(epochSecond + OFFSET, (long) DAY);
    }

    static int hourOfDay(long epochSecond) {
        return (int) (Math.floorMod(epochSecond + OFFSET, (long) DAY) / HOUR);
    }

    /** The second at which the centre's day begins. */
    static long startOf(long day) {
        return day * DAY - OFFSET;
    }

    static boolean isWeekend(long day) {
        return LocalDate.ofEpochDay(day).getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }
}
