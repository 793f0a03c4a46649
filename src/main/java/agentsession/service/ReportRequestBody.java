package agentsession.service;

import agentsession.report.ReportRequest;
import agentsession.report.ReportScope;
import agentsession.text.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The JSON body of a report request: the fields of the contract's example, in its order, and the two timestamps.
 */
final class ReportRequestBody {
    private static final String REPORT = "Agent_Session_Report_Raw";

    private ReportRequestBody() {}

    static String json(ReportScope scope, ReportRequest request) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.generator(text)) {
            json.writeStartObject();
            json.writeNullField("reportId");
            json.writeNullField("destination");
            json.writeStringField("delimiter", scope.format().delimiter().name());
            json.writeStringField("reportType", "CASPER_REPORT");
            json.writeBooleanField("cciReport", true);
            json.writeStringField("reportTypeName", REPORT);
            json.writeObjectFieldStart("reportCriteria");
            writeCriteria(json, scope, request);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A string can be written", e);
        }
        return text.toString();
    }

    private static void writeCriteria(JsonGenerator json, ReportScope scope, ReportRequest request) throws IOException {
        json.writeStringField("rollupAgent", scope.rollupAgent());
        strings(json, "agentTeams", request.teams());
        json.writeStringField("secureAgentGroupIds", scope.secureAgentGroupIds());
        integers(json, "agentGroupIds", scope.agentGroupIds());
        json.writeStringField("secureAgentIds", scope.secureAgentIds());
        integers(json, "agentIds", request.agentIds());
        json.writeStringField("startTimestamp", request.window().startTimestamp());
        json.writeStringField("endTimestamp", request.window().endTimestamp());
        json.writeStringField("timezoneName", scope.timeZone().getId());
        json.writeStringField("criteriaType", "CASPER_CRITERIA");
        json.writeStringField("reportName", REPORT);
        json.writeStringField("returnType", scope.format().returnType().name());
        json.writeObjectFieldStart("schedule");
        json.writeStringField("repeatOption", "ONCE");
        json.writeEndObject();
        strings(json, "accountIds", scope.accountIds());
    }

    private static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void integers(JsonGenerator json, String field, List<Integer> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (int value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }
}
