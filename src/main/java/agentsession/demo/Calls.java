package agentsession.demo;

/** The calls of a session, counted. */
record Calls(
        int presented, int accepted, int manualNoConnect, int rna, int dispXfers, int placedOnHold, int monitored) {
    static final Calls NONE = new Calls(0, 0, 0, 0, 0, 0, 0);
}
