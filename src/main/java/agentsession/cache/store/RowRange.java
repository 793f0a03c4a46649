package agentsession.cache.store;

import agentsession.report.ReportRequest;
import agentsession.report.RequestPlan;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a report to read. The agents and teams only say which invalid cells matter, since the query checks them
 * itself.
 *
 * @param firstMinute the first log-in time, in minutes since 1970-01-01T00:00 of local time
 * @param lastMinute the last log-in time, inclusive
 * @param agentIds empty for all
 * @param teams empty for all
 */
public record RowRange(long firstMinute, long lastMinute, Set<Integer> agentIds, Set<String> teams) {
    public RowRange {
        agentIds = Set.copyOf(agentIds);
        teams = Set.copyOf(teams);
    }

    /** The rows of a request within a range of log-in times. */
    public static RowRange of(long firstMinute, long lastMinute, ReportRequest request) {
        return new RowRange(firstMinute, lastMinute, new HashSet<>(request.agentIds()), new HashSet<>(request.teams()));
    }

    boolean skips(Block.LoginRange logins) {
        return logins.isOutside(firstMinute, lastMinute);
    }

    boolean includesAll(Block.LoginRange logins) {
        return logins.isWithin(firstMinute, lastMinute);
    }

    /** Whether a row with this log-in time is one of them. */
    boolean includes(@Nullable Object login) {
        return RequestPlan.isWithin(firstMinute, lastMinute, login instanceof Long millis ? millis : null);
    }

    /** Whether a row of this agent and team can be one that the query needs. */
    boolean needs(@Nullable Object agentId, @Nullable Object team) {
        return (agentIds.isEmpty() || !(agentId instanceof Integer id) || agentIds.contains(id))
                && (teams.isEmpty() || !(team instanceof String name) || teams.contains(name));
    }
}
