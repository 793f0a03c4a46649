package agentsession.report;

import java.util.List;

/**
 * What one request asks of the service beyond the connection's {@link ReportScope}.
 *
 * @param agentIds the agents asked for; empty asks for all
 * @param teams the team names asked for; empty asks for all
 */
public record ReportRequest(LoginWindow window, List<Integer> agentIds, List<String> teams) {
    public ReportRequest {
        agentIds = List.copyOf(agentIds);
        teams = List.copyOf(teams);
    }
}
