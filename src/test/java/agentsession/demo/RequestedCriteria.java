package agentsession.demo;

import com.github.tomakehurst.wiremock.common.Json;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

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

    /** The criteria in the body of a request, which are known to be well-formed. */
    static RequestedCriteria of(String body) {
        // By WireMock's own Jackson, since the driver's is renamed in the shaded jar.
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
