package agentsession.demo;

/**
 * The times of a session, in seconds. Talk, work, pending disposition, ring, RNA and available time, the breaks and time
 * away do not overlap; hold is part of talk.
 */
record TimeTotals(
        int talk,
        int hold,
        int work,
        int pendingDisp,
        int ring,
        int rna,
        int available,
        int offHook,
        int pause,
        int away,
        int lunch,
        int training) {
    static final TimeTotals NONE = new TimeTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    int engaged() {
        return talk + pendingDisp;
    }
}
