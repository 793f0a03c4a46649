package agentsession.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
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
        boolean signedIn = JdbcUrl.isDemo(url)
                || Stream.of(ConnectionProperty.ACCESS_TOKEN, ConnectionProperty.PASSWORD, ConnectionProperty.API_TOKEN)
                        .anyMatch(given::containsKey);
        List<PropertyInfo> list = new ArrayList<>();
        for (ConnectionProperty property : ConnectionProperty.ALL) {
            String value = given.getOrDefault(property, property.defaultValue().orElse(null));
            list.add(new PropertyInfo(
                    property.propertyName(),
                    (property.description() + " It must be " + property.allowed() + ".").replace("`", ""),
                    property.secret() ? null : value,
                    property == ConnectionProperty.ACCESS_TOKEN && !signedIn,
                    property.choices()));
        }
        return List.copyOf(list);
    }
}
