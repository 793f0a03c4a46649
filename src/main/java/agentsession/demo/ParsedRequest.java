package agentsession.demo;

import agentsession.report.ReportFormat;
import agentsession.report.ReportFormat.Delimiter;
import agentsession.report.ReportFormat.ReturnType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * The body of a report request, read as strictly as the contract lets one; unknown fields are passed over.
 *
 * @param format of the answer
 * @param start null if absent, which asks for all there is
 * @param end null if absent, which asks for all there is
 * @param timeZone whose wall clock start and end are
 * @param agentIds empty asks for all, as do the other lists
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
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    static ParsedRequest parse(String text) throws RefusedRequest {
        JsonNode body = tree(text);
        if (!body.isObject()) {
            throw RefusedRequest.badRequest("The body is not a JSON object");
        }
        demand(body, "reportType", "CASPER_REPORT");
        demand(body, "reportTypeName", REPORT_NAME);
        JsonNode criteria = body.path("reportCriteria");
        if (!criteria.isObject()) {
            throw RefusedRequest.badRequest("reportCriteria is not a JSON object");
        }
        demand(criteria, "criteriaType", "CASPER_CRITERIA");
        demand(criteria, "reportName", REPORT_NAME);
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

    /** A timestamp of the criteria. */
    static LocalDateTime timestamp(String text) throws DateTimeParseException {
        return LocalDateTime.parse(text, TIMESTAMP);
    }

    private static JsonNode tree(String text) throws RefusedRequest {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw RefusedRequest.badRequest("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void demand(JsonNode object, String name, String wanted) throws RefusedRequest {
        String given = text(object, name);
        if (!wanted.equals(given)) {
            throw RefusedRequest.badRequest(name + " is " + given + ", not " + wanted);
        }
    }

    /** The choice that stands under a name, {@code absent} if none does. */
    private static <E extends Enum<E>> E choice(JsonNode object, String name, E absent) throws RefusedRequest {
        String named = text(object, name);
        if (named == null) {
            return absent;
        }
        Class<E> choices = absent.getDeclaringClass();
        try {
            return Enum.valueOf(choices, named);
        } catch (IllegalArgumentException e) {
            throw RefusedRequest.badRequest(
                    name + " '" + named + "' is not one of " + Arrays.toString(choices.getEnumConstants()));
        }
    }

    private static @Nullable String text(JsonNode object, String name) throws RefusedRequest {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw RefusedRequest.badRequest(name + " is " + value + ", not a string");
        }
        return value.textValue();
    }

    private static @Nullable LocalDateTime timestamp(JsonNode criteria, String name) throws RefusedRequest {
        String text = text(criteria, name);
        if (text == null) {
            return null;
        }
        try {
            return timestamp(text);
        } catch (DateTimeParseException e) {
            throw RefusedRequest.badRequest(name + " '" + text + "' is not a yyyy-MM-dd HH:mm:ss[.fraction]");
        }
    }

    private static ZoneId zone(JsonNode criteria) throws RefusedRequest {
        String name = text(criteria, "timezoneName");
        if (name == null || !ZoneId.getAvailableZoneIds().contains(name)) {
            throw RefusedRequest.badRequest("timezoneName " + name + " is not a name of the tz database");
        }
        return ZoneId.of(name);
    }

    private static List<Integer> integers(JsonNode criteria, String name) throws RefusedRequest {
        List<Integer> values = new ArrayList<>();
        for (JsonNode element : array(criteria, name)) {
            if (!element.canConvertToInt() || !element.isIntegralNumber()) {
                throw RefusedRequest.badRequest(name + " holds " + element + ", not a 32-bit integer");
            }
            values.add(element.intValue());
        }
        return values;
    }

    private static List<String> strings(JsonNode criteria, String name) throws RefusedRequest {
        List<String> values = new ArrayList<>();
        for (JsonNode element : array(criteria, name)) {
            if (!element.isTextual()) {
                throw RefusedRequest.badRequest(name + " holds " + element + ", not a string");
            }
            values.add(element.textValue());
        }
        return values;
    }

    private static JsonNode array(JsonNode criteria, String name) throws RefusedRequest {
        JsonNode value = criteria.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw RefusedRequest.badRequest(name + " is " + value + ", not an array");
        }
        return value;
    }
}
