package agentsession.service;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.ErrorText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The accounts that a user may see, as the service lists them. */
final class Accounts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_NAMED = 10;
    private static final int LONGEST_NAME = 40;

    private Accounts() {}

    /** What to tell a user whose account is not among those that an answer lists; nothing if it lists none. */
    static Optional<DriverException> missing(byte[] answer, ReportEndpoint endpoint) throws IOException {
        JsonNode list;
        try {
            list = JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        List<String> named = new ArrayList<>();
        for (JsonNode account : list) {
            String id = account.path("accountId").asText("");
            if (id.equals(endpoint.accountId())) {
                return Optional.empty();
            }
            if (!id.isBlank()) {
                named.add(ErrorText.oneLine(
                        id + inBrackets(account.path("accountName").asText("")), LONGEST_NAME));
            }
        }
        return named.isEmpty() ? Optional.empty() : Optional.of(missing(named, endpoint));
    }

    private static DriverException missing(List<String> named, ReportEndpoint endpoint) {
        int more = named.size() - MOST_NAMED;
        return new DriverException(
                SqlState.CONNECTION_REJECTED,
                "The user may not see account " + endpoint.accountId() + " at " + endpoint.host() + ", but "
                        + String.join(", ", named.subList(0, Math.min(named.size(), MOST_NAMED)))
                        + (more > 0 ? " and " + more + " more" : "")
                        + ". The account is the last part of the URL before the '?'.");
    }

    private static String inBrackets(String name) {
        return name.isBlank() ? "" : " (" + name + ")";
    }
}
