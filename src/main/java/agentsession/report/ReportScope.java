package agentsession.report;

import java.time.ZoneId;
import java.util.List;

/**
 * The fields that all requests of a connection have in common.
 *
 * @param timeZone {@code timezoneName}: the time zone of the request and the report
 * @param agentGroupIds {@code agentGroupIds}; empty for all
 * @param secureAgentGroupIds {@code secureAgentGroupIds}; empty for none
 * @param secureAgentIds {@code secureAgentIds}; empty for none
 * @param rollupAgent {@code rollupAgent}; empty for the service's default
 * @param accountIds {@code accountIds}; empty for the account of the URL
 * @param format {@code returnType} and {@code delimiter}
 */
public record ReportScope(
        ZoneId timeZone,
        List<Integer> agentGroupIds,
        String secureAgentGroupIds,
        String secureAgentIds,
        String rollupAgent,
        List<String> accountIds,
        ReportFormat format) {
    public ReportScope {
        agentGroupIds = List.copyOf(agentGroupIds);
        accountIds = List.copyOf(accountIds);
    }
}
