package agentsession.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connection property as a tool shows it before it connects.
 *
 * @param value given or by default; null for none, and for every secret
 * @param required whether there can be no connection without it
 * @param choices as {@link ConnectionProperty#choices}
 */
public record PropertyInfo(
        String name, String description, @Nullable String value, boolean required, List<String> choices) {
    public PropertyInfo {
        choices = List.copyOf(choices);
    }

    /** All properties, for whatever there is of a URL and of Properties, right or wrong: this never fails. */
    public static List<PropertyInfo> list(@Nullable String url, @Nullable Properties properties) {
        Map<ConnectionProperty, String> given = new HashMap<>();
        if (url != null && JdbcUrl.isOurs(url)) {
            given.putAll(UrlProperties.glean(url));
        }
        if (properties != null) {
            for (String name : properties.stringPropertyNames()) {
                Optional.ofNullable(properties.getProperty(name))
                        .filter(value -> !value.isBlank())
                        .ifPresent(value ->
                                ConnectionProperty.named(name).ifPresent(property -> given.put(property, value)));
            }
        }
        Set<ConnectionProperty> required = JdbcUrl.isDemo(url) ? Set.of() : required(given);
        List<PropertyInfo> list = new ArrayList<>();
        for (ConnectionProperty property : ConnectionProperty.ALL) {
            String value = given.getOrDefault(property, property.defaultValue().orElse(null));
            list.add(new PropertyInfo(
                    property.propertyName(),
                    (property.description() + " It must be " + property.allowed() + ".").replace("`", ""),
                    property.secret() ? null : value,
                    required.contains(property),
                    property.choices()));
        }
        return List.copyOf(list);
    }

    /**
     * What is missing to sign in with what there is; the first where one of several would do, and none where a password
     * would, since tools ask for that by themselves.
     */
    private static Set<ConnectionProperty> required(Map<ConnectionProperty, String> given) {
        SignInMethod way = Optional.ofNullable(given.get(ConnectionProperty.AUTH))
                .flatMap(SignInMethod::named)
                .or(() -> SignInMethod.inferred(given::containsKey))
                .orElse(SignInMethod.BEARER);
        return way.missing(given::containsKey).stream()
                .filter(group -> group.indexOf(ConnectionProperty.PASSWORD) <= 0)
                .map(group -> group.get(0))
                .collect(Collectors.toSet());
    }
}
