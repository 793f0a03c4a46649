package agentsession.service;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.ErrorText;
import agentsession.text.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The list of accounts that the user may access. */
final class Accounts {
    private static final int MAX_LISTED = 10;
    private static final int MAX_NAME_LENGTH = 40;

    private Accounts() {}

    /** @throws DriverException (08004) if the response lists accounts, but not this one */
    static void check(byte[] response, ReportEndpoint endpoint) throws IOException {
        JsonNode list;
        try {
            list = Json.mapper().readTree(response);
        } catch (JsonProcessingException e) {
            return;
        }
        List<String> listed = new ArrayList<>();
        for (JsonNode account : list) {
            String id = account.path("accountId").asText("");
            if (id.equals(endpoint.accountId())) {
                return;
            }
            if (!id.isBlank()) {
                listed.add(ErrorText.oneLine(
                        id + inBrackets(account.path("accountName").asText("")), MAX_NAME_LENGTH));
            }
        }
        if (!listed.isEmpty()) {
            throw missing(listed, endpoint);
        }
    }

    private static DriverException missing(List<String> listed, ReportEndpoint endpoint) {
        int more = listed.size() - MAX_LISTED;
        return new DriverException(
                SqlState.CONNECTION_REJECTED,
                "The user may not access account " + endpoint.accountId() + " at " + endpoint.host() + ", but "
                        + String.join(", ", listed.subList(0, Math.min(listed.size(), MAX_LISTED)))
                        + (more > 0 ? " and " + more + " more" : "")
                        + ". The account is the last part of the URL before the '?'.");
    }

    private static String inBrackets(String name) {
        return name.isBlank() ? "" : " (" + name + ")";
    }
}
