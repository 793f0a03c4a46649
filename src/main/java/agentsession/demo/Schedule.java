package agentsession.demo;

/** Numbers the stints of the window from 0, in the order of their log-in. */
sealed interface Schedule permits ShiftSchedule, DenseSchedule {

    long size();

    /** The stint numbered so; always the same. */
    LoginPeriod stint(long number);

    /** The number of the first stint that begins at the second or after; the size if there is none. */
    default long firstFrom(long second) {
        long low = 0;
        long high = size();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (stint(middle).login() < second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
