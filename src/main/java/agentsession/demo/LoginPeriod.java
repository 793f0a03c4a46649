package agentsession.demo;

/**
 * Who is logged in from when to when.
 *
 * @param id the login session's id, distinct
 * @param agent the index of the agent
 * @param login seconds from the epoch
 * @param logout seconds from the epoch, perhaps in the future; at most {@link #LONGEST} after the log-in
 */
record LoginPeriod(long id, int agent, long login, long logout) {
    /** The longest that anyone stays logged in, in seconds. */
    static final int LONGEST = 22 * 3600;

    /** Session ids are beyond the range of an INTEGER, as a busy service's are. */
    static final long FIRST_ID = 4_000_000_000L;
}
