package agentsession.service;

import agentsession.report.ReportRequest;
import agentsession.report.ReportScope;
import agentsession.text.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The JSON body of a report request: the fields of the contract's example, in its order, and the two timestamps.
 */
final class ReportRequestBody {
    private static final String REPORT = "Agent_Session_Report_Raw";

    private ReportRequestBody() {}

    static String json(ReportScope scope, ReportRequest request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putNull("reportId");
        body.putNull("destination");
        body.put("delimiter", scope.format().delimiter().name());
        body.put("reportType", "CASPER_REPORT");
        body.put("cciReport", true);
        body.put("reportTypeName", REPORT);
        writeCriteria(body.putObject("reportCriteria"), scope, request);
        return Json.text(body);
    }

    private static void writeCriteria(ObjectNode criteria, ReportScope scope, ReportRequest request) {
        criteria.put("rollupAgent", scope.rollupAgent());
        strings(criteria.putArray("agentTeams"), request.teams());
        criteria.put("secureAgentGroupIds", scope.secureAgentGroupIds());
        integers(criteria.putArray("agentGroupIds"), scope.agentGroupIds());
        criteria.put("secureAgentIds", scope.secureAgentIds());
        integers(criteria.putArray("agentIds"), request.agentIds());
        criteria.put("startTimestamp", request.window().startTimestamp());
        criteria.put("endTimestamp", request.window().endTimestamp());
        criteria.put("timezoneName", scope.timeZone().getId());
        criteria.put("criteriaType", "CASPER_CRITERIA");
        criteria.put("reportName", REPORT);
        criteria.put("returnType", scope.format().returnType().name());
        criteria.putObject("schedule").put("repeatOption", "ONCE");
        strings(criteria.putArray("accountIds"), scope.accountIds());
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static void integers(ArrayNode array, List<Integer> values) {
        values.forEach(array::add);
    }
}
