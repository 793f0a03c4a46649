package agentsession.demo;

/**
 * The time from an agent's log-in to the log-out.
 *
 * @param id the unique ID of the login session
 * @param agent the index of the agent
 * @param login in seconds since the epoch
 * @param logout in seconds since the epoch, possibly in the future; at most {@link #MAX_LENGTH} after the log-in
 */
record LoginPeriod(long id, int agent, long login, long logout) {
    /** The maximum length, in seconds. */
    static final int MAX_LENGTH = 22 * 3600;

    /** The IDs exceed the range of INTEGER, as those of a large service do. */
    static final long FIRST_ID = 4_000_000_000L;
}
