package agentsession.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is sent. Its headers may hold secrets, so it does not show them.
 *
 * @param body null for none, and then it is a GET
 */
public record ServiceRequest(
        URI uri, Map<String, String> headers, @Nullable String body) {
    public ServiceRequest {
        headers = Map.copyOf(headers);
    }

    public static ServiceRequest get(URI uri) {
        return new ServiceRequest(uri, Map.of("Accept", "application/json"), null);
    }

    /** A form, whose fields stand in the body, where no access log has them. */
    public static ServiceRequest form(URI uri, Map<String, String> fields) {
        return new ServiceRequest(
                uri,
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&")));
    }

    public ServiceRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ServiceRequest(uri, more, body);
    }

    /** Method and address. */
    @Override
    public String toString() {
        return (body == null ? "GET " : "POST ") + uri;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
