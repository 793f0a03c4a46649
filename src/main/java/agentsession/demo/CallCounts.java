package agentsession.demo;

/** The numbers of calls of a session. */
record CallCounts(
        int presented, int accepted, int manualNoConnect, int rna, int dispXfers, int placedOnHold, int monitored) {
    static final CallCounts NONE = new CallCounts(0, 0, 0, 0, 0, 0, 0);
}
