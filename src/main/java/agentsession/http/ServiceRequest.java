package agentsession.http;

import agentsession.config.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request. Its headers and body may hold secrets, so {@link #toString} does not show them.
 *
 * @param body null for none, and then it is a GET
 * @param secrets what headers and body hold that no text of the response may show
 * @param timeout of each attempt, its response body included; zero for none
 */
public record ServiceRequest(
        URI uri, Map<String, String> headers, @Nullable String body, List<Secret> secrets, Duration timeout) {
    public ServiceRequest {
        headers = Map.copyOf(headers);
        secrets = List.copyOf(secrets);
    }

    public static ServiceRequest get(URI uri) {
        return new ServiceRequest(uri, Map.of("Accept", "application/json"), null, List.of(), Duration.ZERO);
    }

    public static ServiceRequest post(URI uri, Map<String, String> headers, String body) {
        return new ServiceRequest(uri, headers, body, List.of(), Duration.ZERO);
    }

    /** Posts a form: its fields stand in the body, which access logs do not show. */
    public static ServiceRequest form(URI uri, Map<String, String> fields) {
        return post(
                uri,
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&")));
    }

    public ServiceRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ServiceRequest(uri, more, body, secrets, timeout);
    }

    ServiceRequest withSecret(String name, String prefix, Secret secret) {
        return with(name, prefix + secret.reveal()).hiding(List.of(secret));
    }

    /** The same request, of whose secrets these are some more. */
    public ServiceRequest hiding(Collection<Secret> moreSecrets) {
        List<Secret> all = new ArrayList<>(secrets);
        all.addAll(moreSecrets);
        return new ServiceRequest(uri, headers, body, all, timeout);
    }

    public ServiceRequest within(Duration newTimeout) {
        return new ServiceRequest(uri, headers, body, secrets, newTimeout);
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
