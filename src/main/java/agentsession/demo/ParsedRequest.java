package agentsession.demo;

import agentsession.report.ReportFormat;
import agentsession.report.ReportFormat.Delimiter;
import agentsession.report.ReportFormat.ReturnType;
import agentsession.text.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of a report request, validated as strictly as the contract allows; unknown fields are ignored.
 *
 * @param format the format of the response
 * @param start null for no bound
 * @param end null for no bound
 * @param timeZone the time zone of start and end
 * @param agentIds empty for all, like the other lists
 */
record ParsedRequest(
        ReportFormat format,
        @Nullable LocalDateTime start,
        @Nullable LocalDateTime end,
        ZoneId timeZone,
        List<Integer> agentIds,
        List<String> agentTeams,
        List<Integer> agentGroupIds) {
    private static final String REPORT_NAME = "Agent_Session_Report_Raw";
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    static ParsedRequest parse(String text) throws RejectedRequest {
        JsonNode body = tree(text);
        if (!body.isObject()) {
            throw RejectedRequest.badRequest("The body is not a JSON object");
        }
        require(body, "reportType", "CASPER_REPORT");
        require(body, "reportTypeName", REPORT_NAME);
        JsonNode criteria = body.path("reportCriteria");
        if (!criteria.isObject()) {
            throw RejectedRequest.badRequest("reportCriteria is not a JSON object");
        }
        require(criteria, "criteriaType", "CASPER_CRITERIA");
        require(criteria, "reportName", REPORT_NAME);
        for (String name : List.of("rollupAgent", "secureAgentGroupIds", "secureAgentIds")) {
            text(criteria, name);
        }
        strings(criteria, "accountIds");
        return new ParsedRequest(
                new ReportFormat(
                        choice(criteria, "returnType", ReturnType.CSV), choice(body, "delimiter", Delimiter.COMMA)),
                timestamp(criteria, "startTimestamp"),
                timestamp(criteria, "endTimestamp"),
                zone(criteria),
                integers(criteria, "agentIds"),
                strings(criteria, "agentTeams"),
                integers(criteria, "agentGroupIds"));
    }

    /** Parses a timestamp of the criteria. */
    static LocalDateTime timestamp(String text) throws DateTimeParseException {
        return LocalDateTime.parse(text, TIMESTAMP);
    }

    private static JsonNode tree(String text) throws RejectedRequest {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw RejectedRequest.badRequest("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void require(JsonNode object, String name, String expected) throws RejectedRequest {
        String actual = text(object, name);
        if (!expected.equals(actual)) {
            throw RejectedRequest.badRequest(name + " is " + actual + ", not " + expected);
        }
    }

    /** The value of an enum field. */
    private static <E extends Enum<E>> E choice(JsonNode object, String name, E defaultValue) throws RejectedRequest {
        String text = text(object, name);
        if (text == null) {
            return defaultValue;
        }
        Class<E> choices = defaultValue.getDeclaringClass();
        try {
            return Enum.valueOf(choices, text);
        } catch (IllegalArgumentException e) {
            throw RejectedRequest.badRequest(
                    name + " '" + text + "' is not one of " + Arrays.toString(choices.getEnumConstants()));
        }
    }

    private static @Nullable String text(JsonNode object, String name) throws RejectedRequest {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw RejectedRequest.badRequest(name + " is " + value + ", not a string");
        }
        return value.textValue();
    }

    private static @Nullable LocalDateTime timestamp(JsonNode criteria, String name) throws RejectedRequest {
        String text = text(criteria, name);
        if (text == null) {
            return null;
        }
        try {
            return timestamp(text);
        } catch (DateTimeParseException e) {
            throw RejectedRequest.badRequest(name + " '" + text + "' is not a yyyy-MM-dd HH:mm:ss[.fraction]");
        }
    }

    private static ZoneId zone(JsonNode criteria) throws RejectedRequest {
        String name = text(criteria, "timezoneName");
        if (name == null || !ZoneId.getAvailableZoneIds().contains(name)) {
            throw RejectedRequest.badRequest("timezoneName " + name + " is not a name of the tz database");
        }
        return ZoneId.of(name);
    }

    private static List<Integer> integers(JsonNode criteria, String name) throws RejectedRequest {
        List<Integer> values = new ArrayList<>();
        for (JsonNode element : array(criteria, name)) {
            if (!element.canConvertToInt() || !element.isIntegralNumber()) {
                throw RejectedRequest.badRequest(name + " contains " + element + ", not a 32-bit integer");
            }
            values.add(element.intValue());
        }
        return values;
    }

    private static List<String> strings(JsonNode criteria, String name) throws RejectedRequest {
        List<String> values = new ArrayList<>();
        for (JsonNode element : array(criteria, name)) {
            if (!element.isTextual()) {
                throw RejectedRequest.badRequest(name + " contains " + element + ", not a string");
            }
            values.add(element.textValue());
        }
        return values;
    }

    private static JsonNode array(JsonNode criteria, String name) throws RejectedRequest {
        JsonNode value = criteria.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw RejectedRequest.badRequest(name + " is " + value + ", not an array");
        }
        return value;
    }
}
