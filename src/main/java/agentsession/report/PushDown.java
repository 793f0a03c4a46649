package agentsession.report;

/**
 * Which parts of a WHERE clause may become report criteria; what is off is filtered by the driver alone.
 *
 * @param timestamps narrow {@code startTimestamp}/{@code endTimestamp}
 * @param agents send the agents' ids
 * @param teams send the names of teams
 */
public record PushDown(boolean timestamps, boolean agents, boolean teams) {
    public static final PushDown ALL = new PushDown(true, true, true);
    public static final PushDown NONE = new PushDown(false, false, false);
}
