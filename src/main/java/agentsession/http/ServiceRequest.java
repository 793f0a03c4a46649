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
 * An HTTP request. Headers and body may contain secrets, so {@link #toString} omits them.
 *
 * @param body null for a GET
 * @param secrets those in headers and body, which are redacted in all texts of the response
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

    /** Posts a form: the fields are in the body, which access logs do not contain. */
    public static ServiceRequest form(URI uri, Map<String, String> fields) {
        return post(
                uri,
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&")));
    }

    public ServiceRequest withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ServiceRequest(uri, more, body, secrets, timeout);
    }

    ServiceRequest withSecretHeader(String name, String prefix, Secret secret) {
        return withHeader(name, prefix + secret.reveal()).withSecrets(List.of(secret));
    }

    /** Adds secrets to redact. */
    public ServiceRequest withSecrets(Collection<Secret> moreSecrets) {
        List<Secret> all = new ArrayList<>(secrets);
        all.addAll(moreSecrets);
        return new ServiceRequest(uri, headers, body, all, timeout);
    }

    public ServiceRequest withTimeout(Duration newTimeout) {
        return new ServiceRequest(uri, headers, body, secrets, newTimeout);
    }

    /** Method and address. */
    @Override
    public String toString() {
        return (body == null ? "GET " : "POST ") + uri;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
