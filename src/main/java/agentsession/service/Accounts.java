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

/** The accounts that a user may see, as the service lists them. */
final class Accounts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_NAMED = 10;
    private static final int LONGEST_NAME = 40;

    private Accounts() {}

    /** @throws DriverException (08004) if the response lists accounts, and not this one */
    static void check(byte[] response, ReportEndpoint endpoint) throws IOException {
        JsonNode list;
        try {
            list = JSON.readTree(response);
        } catch (JsonProcessingException e) {
            return;
        }
        List<String> named = new ArrayList<>();
        for (JsonNode account : list) {
            String id = account.path("accountId").asText("");
            if (id.equals(endpoint.accountId())) {
                return;
            }
            if (!id.isBlank()) {
                named.add(ErrorText.oneLine(
                        id + inBrackets(account.path("accountName").asText("")), LONGEST_NAME));
            }
        }
        if (!named.isEmpty()) {
            throw missing(named, endpoint);
        }
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
