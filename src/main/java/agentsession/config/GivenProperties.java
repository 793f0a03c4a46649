package agentsession.config;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The property values given in the {@link Properties} and in the URL; the Properties take precedence. A blank value
 * counts as not given, since tools send empty strings for fields that were not filled in. {@link SparkOptions} in the
 * Properties are ignored.
 */
final class GivenProperties {
    private final Map<ConnectionProperty, String> values;

    private GivenProperties(Map<ConnectionProperty, String> values) {
        this.values = values;
    }

    /** @throws DriverException (22023) for a name or value in the Properties that is invalid */
    static GivenProperties of(JdbcUrl url, @Nullable Properties properties) {
        Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
        if (properties != null) {
            refuseObjects(properties);
            // Sorted, so that the same one of several mistakes is reported each time.
            for (String name : new TreeSet<>(properties.stringPropertyNames())) {
                if (!SparkOptions.contains(name)) {
                    add(values, name, properties.getProperty(name));
                }
            }
        }
        url.properties().forEach((property, value) -> {
            if (!value.isBlank()) {
                values.putIfAbsent(property, value);
            }
        });
        return new GivenProperties(values);
    }

    boolean has(ConnectionProperty property) {
        return values.containsKey(property);
    }

    /**
     * The given value, or the default.
     *
     * @param type the type of the property
     */
    <T> Optional<T> find(ConnectionProperty property, PropertyType<T> type) {
        if (property.type() != type) {
            throw new IllegalArgumentException(property + " has another type");
        }
        return Optional.ofNullable(values.get(property))
                .or(property::defaultValue)
                .map(text -> type.read(property, text));
    }

    /** The value of a property that has a default or was given. */
    <T> T get(ConnectionProperty property, PropertyType<T> type) {
        return find(property, type).orElseThrow();
    }

    /**
     * The secret in the first of the properties that is given; a property contains either the secret or its file.
     *
     * @param type the type of the secret, which may be stricter than that of the property
     */
    Optional<SecretSource> secret(PropertyType<Secret> type, ConnectionProperty... properties) {
        return Arrays.stream(properties).filter(this::has).findFirst().map(property -> {
            String value = Objects.requireNonNull(values.get(property));
            return property.secret()
                    ? new SecretSource.Given(type.read(property, value))
                    : new SecretSource.InFile(PropertyType.FILE.read(property, value), property, type);
        });
    }

    private static void refuseObjects(Properties properties) {
        properties.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw invalid("A name in the Properties must be a String, not " + describe(key) + ".");
            }
            if (!(value instanceof String)) {
                throw invalid("The value of connection property " + InputText.quoted(name)
                        + " in the Properties must be a String, not " + describe(value) + ".");
            }
        });
    }

    private static void add(Map<ConnectionProperty, String> values, String name, @Nullable String value) {
        ConnectionProperty property = ConnectionProperty.named(name)
                .orElseThrow(() -> ConnectionProperty.unknown(InputText.quoted(name) + " in the Properties", name));
        if (value == null || value.isBlank()) {
            return;
        }
        if (values.putIfAbsent(property, value) != null) {
            throw invalid("Connection property " + property.propertyName()
                    + " is set twice in the Properties, in different case; remove one.");
        }
    }

    private static String describe(Object object) {
        return "an object of " + object.getClass().getName();
    }

    private static DriverException invalid(String message) {
        return new DriverException(SqlState.INVALID_PARAMETER_VALUE, message);
    }
}
