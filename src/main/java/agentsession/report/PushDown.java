package agentsession.report;

/**
 * The kinds of conditions that become report criteria; the driver evaluates the others.
 *
 * @param timestamps whether conditions on times set {@code startTimestamp} and {@code endTimestamp}
 * @param agents whether conditions on agents set {@code agentIds}
 * @param teams whether conditions on teams set {@code agentTeams}
 */
public record PushDown(boolean timestamps, boolean agents, boolean teams) {
    public static final PushDown ALL = new PushDown(true, true, true);
    public static final PushDown NONE = new PushDown(false, false, false);
}
