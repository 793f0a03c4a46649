package agentsession.service;

import static agentsession.service.ServiceFixture.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import agentsession.report.ReportFormat;
import agentsession.report.ReportRequest;
import agentsession.report.ReportScope;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportRequestBodyTest {

    @Test
    void theFieldsAreInTheContractsOrder() {
        ReportScope scope = new ReportScope(
                ZoneId.of("Europe/Berlin"),
                List.of(7, 8),
                "groups",
                "agents",
                "rollup",
                List.of("0012", "34"),
                new ReportFormat(ReportFormat.ReturnType.XML, ReportFormat.Delimiter.PIPE));
        ReportRequest request =
                new ReportRequest(REQUEST.window(), List.of(1111111, -2), List.of("Sales \"A\"", "Süd"));

        assertThat(ReportRequestBody.json(scope, request))
                .isEqualTo("{\"reportId\":null,\"destination\":null,\"delimiter\":\"PIPE\","
                        + "\"reportType\":\"CASPER_REPORT\",\"cciReport\":true,"
                        + "\"reportTypeName\":\"Agent_Session_Report_Raw\",\"reportCriteria\":{"
                        + "\"rollupAgent\":\"rollup\",\"agentTeams\":[\"Sales \\\"A\\\"\",\"Süd\"],"
                        + "\"secureAgentGroupIds\":\"groups\",\"agentGroupIds\":[7,8],"
                        + "\"secureAgentIds\":\"agents\",\"agentIds\":[1111111,-2],"
                        + "\"startTimestamp\":\"2020-04-22 00:00:00.0000\","
                        + "\"endTimestamp\":\"2020-04-22 23:59:59.9999\","
                        + "\"timezoneName\":\"Europe/Berlin\",\"criteriaType\":\"CASPER_CRITERIA\","
                        + "\"reportName\":\"Agent_Session_Report_Raw\",\"returnType\":\"XML\","
                        + "\"schedule\":{\"repeatOption\":\"ONCE\"},\"accountIds\":[\"0012\",\"34\"]}}");
    }
}
