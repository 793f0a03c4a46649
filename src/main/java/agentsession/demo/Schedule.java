package agentsession.demo;

/** All login periods, numbered from 0 by log-in time. */
sealed interface Schedule permits ShiftSchedule, DenseSchedule {

    long size();

    /** The login period with this number; deterministic. */
    LoginPeriod period(long number);

    /** The number of the first login period that begins at or after a second; the size if there is none. */
    default long firstFrom(long second) {
        long low = 0;
        long high = size();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (period(middle).login() < second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
