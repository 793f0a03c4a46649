package agentsession.config;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.text.PercentEncoding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses the properties of a URL, which follow the question mark. */
final class UrlProperties {
    /** Allows properties that name files in URLs, for JVMs in which no one else writes the URL. */
    private static final String FILES_IN_URL = "agentsession.filesInUrl";

    private static final Pattern NAME_LIKE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,39}");

    private UrlProperties() {}

    /** @throws DriverException as {@link JdbcUrl#parse} does */
    static Map<ConnectionProperty, String> parse(String query) {
        Map<ConnectionProperty, String> properties = new LinkedHashMap<>();
        if (query.isEmpty()) {
            return properties;
        }
        int number = 0;
        // After an unescaped '&' in a secret, the rest of the secret looks like a name.
        boolean afterSecret = false;
        for (String pair : query.split("&", -1)) {
            number++;
            String position = "property number " + number;
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw JdbcUrl.malformed(
                        position + " has no '='; properties are name=value pairs separated by '&'; write"
                                + " %26 for an '&' in a value.");
            }
            if (equals == 0) {
                throw JdbcUrl.malformed(position + " has no name before its '='.");
            }
            String name = decode(pair.substring(0, equals), position);
            Optional<ConnectionProperty> known = ConnectionProperty.named(name);
            if (known.isEmpty()) {
                boolean safe = !afterSecret && NAME_LIKE.matcher(name).matches();
                throw ConnectionProperty.unknown(
                        safe ? InputText.quoted(name) : "at position " + number + " of the URL", name);
            }
            ConnectionProperty property = known.get();
            if (property.namesFile() && !Boolean.getBoolean(FILES_IN_URL)) {
                throw new DriverException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "Connection property " + property.propertyName()
                                + " names a " + property.namedByValue() + " of this machine, so it cannot be"
                                + " set in the URL; set it in the Properties or on the data source, or start the JVM with -D"
                                + FILES_IN_URL + "=true.");
            }
            String value = decode(pair.substring(equals + 1), "property " + property.propertyName());
            if (properties.putIfAbsent(property, value) != null) {
                throw new DriverException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "Connection property " + property.propertyName() + " is set twice in the URL; remove one.");
            }
            afterSecret |= property.secret();
        }
        return Collections.unmodifiableMap(properties);
    }

    /** Parses a URL that may be malformed, and ignores what cannot be parsed. */
    static Map<ConnectionProperty, String> parseLeniently(String url) {
        Map<ConnectionProperty, String> properties = new LinkedHashMap<>();
        String query = url.substring(url.indexOf('?') + 1);
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            PercentEncoding.decode(pair.substring(0, Math.max(equals, 0)))
                    .flatMap(ConnectionProperty::named)
                    .ifPresent(property -> PercentEncoding.decode(pair.substring(equals + 1))
                            .filter(value -> !value.isBlank())
                            .ifPresent(value -> properties.putIfAbsent(property, value)));
        }
        return properties;
    }

    private static String decode(String text, String where) {
        return PercentEncoding.decode(text)
                .orElseThrow(() -> JdbcUrl.malformed(
                        where + " contains a '%' that does not begin a valid UTF-8 escape; write %25 for a '%'."));
    }
}
