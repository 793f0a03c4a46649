package agentsession.report;

import java.time.ZoneId;
import java.util.List;

/**
 * The part of a request that stands for the whole connection and goes into every request as it is.
 *
 * @param timeZone {@code timezoneName}: the zone of the request's timestamps and of the report's wall clock
 * @param agentGroupIds {@code agentGroupIds}; empty asks for all
 * @param secureAgentGroupIds {@code secureAgentGroupIds}, empty for none
 * @param secureAgentIds {@code secureAgentIds}, empty for none
 * @param rollupAgent {@code rollupAgent}, empty for the service's default
 * @param accountIds {@code accountIds}; empty asks for the account of the address
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
