package agentsession.report;

/**
 * The kinds of conditions that become report criteria; the driver evaluates the others.
 *
 * @param timestamps whether conditions on times become criteria
 * @param agents whether conditions on agents become criteria
 * @param teams whether conditions on teams become criteria
 */
public record PushDown(boolean timestamps, boolean agents, boolean teams) {
    public static final PushDown ALL = new PushDown(true, true, true);
    public static final PushDown NONE = new PushDown(false, false, false);
}
