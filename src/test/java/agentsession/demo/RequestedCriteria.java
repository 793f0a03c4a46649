package agentsession.demo;

import com.github.tomakehurst.wiremock.common.Json;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

/**
 * The criteria in the body of a report request.
 *
 * @param startTimestamp null if absent, for no lower bound
 * @param endTimestamp null if absent, for no upper bound
 * @param agentIds empty for all agents, like the other lists
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

    /** Parses the body of a valid request. */
    static RequestedCriteria of(String body) {
        // Uses the Jackson of WireMock, since that of the driver is relocated in the shaded jar.
        JsonNode criteria = Json.node(body).get("reportCriteria");
        return new RequestedCriteria(
                criteria.path("startTimestamp").textValue(),
                criteria.path("endTimestamp").textValue(),
                ZoneId.of(criteria.get("timezoneName").textValue()),
                values(criteria, "agentIds", JsonNode::intValue),
                values(criteria, "agentTeams", JsonNode::textValue),
                values(criteria, "agentGroupIds", JsonNode::intValue));
    }

    private static <T> List<T> values(JsonNode criteria, String name, Function<JsonNode, T> value) {
        return StreamSupport.stream(criteria.path(name).spliterator(), false)
                .map(value)
                .toList();
    }
}
