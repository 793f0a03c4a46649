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
 * A connection property as a tool displays it before connecting.
 *
 * @param description what the property does, its allowed values and its default
 * @param value the given value or the default; null for none, and for every secret
 * @param required whether connecting needs it
 * @param choices as {@link ConnectionProperty#choices}
 */
public record PropertyInfo(
        String name, String description, @Nullable String value, boolean required, List<String> choices) {
    public PropertyInfo {
        choices = List.copyOf(choices);
    }

    /** Lists all properties. It never fails: invalid parts of the URL and the Properties are ignored. */
    public static List<PropertyInfo> list(@Nullable String url, @Nullable Properties properties) {
        Map<ConnectionProperty, String> given = new HashMap<>();
        if (url != null && JdbcUrl.accepts(url)) {
            given.putAll(UrlProperties.parseLeniently(url));
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
                    description(property),
                    property.secret() ? null : value,
                    required.contains(property),
                    property.choices()));
        }
        return List.copyOf(list);
    }

    private static String description(ConnectionProperty property) {
        String defaultValue =
                property.defaultValue().map(value -> " Default: " + value + ".").orElse("");
        return (property.description() + " It must be " + property.allowed() + "." + defaultValue).replace("`", "");
    }

    /**
     * The properties missing for the sign-in method that the given ones belong to: of alternatives only the first, and
     * none if the password is an alternative, since tools always have a field for it.
     */
    private static Set<ConnectionProperty> required(Map<ConnectionProperty, String> given) {
        SignInMethod method = Optional.ofNullable(given.get(ConnectionProperty.AUTH))
                .flatMap(SignInMethod::named)
                .or(() -> SignInMethod.inferred(given::containsKey))
                .orElse(SignInMethod.BEARER);
        return method.missing(given::containsKey).stream()
                .filter(group -> group.indexOf(ConnectionProperty.PASSWORD) <= 0)
                .map(group -> group.get(0))
                .collect(Collectors.toSet());
    }
}
