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
 * The values a connection was given: those of the {@link Properties} and, for what these leave open, those of the URL.
 * A blank value is none, since tools send empty ones for what was not filled in.
 */
final class GivenProperties {
    private final Map<ConnectionProperty, String> values;

    private GivenProperties(Map<ConnectionProperty, String> values) {
        this.values = values;
    }

    /** @throws DriverException (22023) for a name or value in the Properties that cannot be */
    static GivenProperties of(JdbcUrl url, @Nullable Properties properties) {
        Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
        if (properties != null) {
            refuseObjects(properties);
            // In order, so that of several mistakes it is always the same that is told.
            for (String name : new TreeSet<>(properties.stringPropertyNames())) {
                add(values, name, properties.getProperty(name));
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
     * The value given, or else the default.
     *
     * @param type the property's own
     */
    <T> Optional<T> find(ConnectionProperty property, PropertyType<T> type) {
        if (property.type() != type) {
            throw new IllegalArgumentException(property + " is of another type");
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
     * The secret of the first of some properties that is given, be it the secret itself or the file that holds it.
     *
     * @param type what the secret has to be, whatever the property itself allows
     */
    Optional<SecretSource> secret(PropertyType<Secret> type, ConnectionProperty... places) {
        return Arrays.stream(places).filter(this::has).findFirst().map(place -> {
            String value = Objects.requireNonNull(values.get(place));
            return place.secret()
                    ? new SecretSource.Given(type.read(place, value))
                    : new SecretSource.InFile(PropertyType.FILE.read(place, value), place, type);
        });
    }

    private static void refuseObjects(Properties properties) {
        properties.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw invalid("A name in the Properties must be a String, not " + shownType(key) + ".");
            }
            if (!(value instanceof String)) {
                throw invalid("The value of connection property " + Texts.quoted(name)
                        + " in the Properties must be a String, not " + shownType(value) + ".");
            }
        });
    }

    private static void add(Map<ConnectionProperty, String> values, String name, @Nullable String value) {
        ConnectionProperty property = ConnectionProperty.named(name)
                .orElseThrow(() -> ConnectionProperty.unknown(Texts.quoted(name) + ", found in the Properties", name));
        if (value == null || value.isBlank()) {
            return;
        }
        if (values.putIfAbsent(property, value) != null) {
            throw invalid("Connection property " + property.propertyName()
                    + " comes twice in the Properties, in different upper and lower case; leave one out.");
        }
    }

    private static String shownType(Object object) {
        return "an object of " + object.getClass().getName();
    }

    private static DriverException invalid(String message) {
        return new DriverException(SqlState.INVALID_PARAMETER_VALUE, message);
    }
}
