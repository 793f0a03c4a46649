package agentsession.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** Local times of the call centre: those of Arizona, which has no daylight saving time. */
final class CallCentreClock {
    static final int HOUR = 3_600;
    static final int DAY = 24 * HOUR;

    private static final int OFFSET = -7 * HOUR;

    private CallCentreClock() {}

    /** The local date, as days since 1970-01-01. */
    static long day(long epochSecond) {
        return Math.floorDiv(epochSecond + OFFSET, (long) DAY);
    }

    static int hourOfDay(long epochSecond) {
        return (int) (Math.floorMod(epochSecond + OFFSET, (long) DAY) / HOUR);
    }

    /** The first second of a local date, since the epoch. */
    static long startOf(long day) {
        return day * DAY - OFFSET;
    }

    static boolean isWeekend(long day) {
        return LocalDate.ofEpochDay(day).getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }
}
