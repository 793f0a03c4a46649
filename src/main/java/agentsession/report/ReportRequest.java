package agentsession.report;

import java.util.List;

/**
 * The criteria of one request, in addition to the {@link ReportScope} of the connection.
 *
 * @param agentIds empty for all
 * @param teams empty for all
 */
public record ReportRequest(LoginWindow window, List<Integer> agentIds, List<String> teams) {
    public ReportRequest {
        agentIds = List.copyOf(agentIds);
        teams = List.copyOf(teams);
    }
}
