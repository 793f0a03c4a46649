package agentsession.demo;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report request asked for, as it stood in the body.
 *
 * @param startTimestamp null if absent, which asks for all there is
 * @param endTimestamp null if absent, which asks for all there is
 * @param agentIds empty asks for all, as do the other lists
 */
public record RequestedCriteria(
        @Nullable String startTimestamp,
        @Nullable String endTimestamp,
        ZoneId timeZone,
        List<Integer> agentIds,
        List<String> agentTeams,
        List<Integer> agentGroupIds) {
    public RequestedCriteria {
        agentIds = List.copyOf(agentIds);
        agentTeams = List.copyOf(agentTeams);
        agentGroupIds = List.copyOf(agentGroupIds);
    }
}
