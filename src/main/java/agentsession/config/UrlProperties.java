package agentsession.config;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of a URL behind the question mark. */
final class UrlProperties {
    private static final Pattern NAME_LIKE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,39}");

    private UrlProperties() {}

    /** @throws DriverException as {@link JdbcUrl#parse} does */
    static Map<ConnectionProperty, String> parse(String query) {
        Map<ConnectionProperty, String> properties = new LinkedHashMap<>();
        if (query.isEmpty()) {
            return properties;
        }
        int number = 0;
        // An '&' inside a secret that was not escaped makes what follows it look like a name.
        boolean afterSecret = false;
        for (String pair : query.split("&", -1)) {
            number++;
            String nth = "property number " + number;
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw JdbcUrl.malformed(nth + " has no '='; properties are written name=value, separated by '&', and an"
                        + " '&' in a value is written %26.");
            }
            if (equals == 0) {
                throw JdbcUrl.malformed(nth + " has no name before its '='.");
            }
            String name = decode(pair.substring(0, equals), nth);
            Optional<ConnectionProperty> known = ConnectionProperty.named(name);
            if (known.isEmpty()) {
                boolean shown = !afterSecret && NAME_LIKE.matcher(name).matches();
                throw ConnectionProperty.unknown(
                        shown ? Texts.quoted(name) : "of the name that " + nth + " of the URL has", name);
            }
            ConnectionProperty property = known.get();
            String value = decode(pair.substring(equals + 1), "property " + property.propertyName());
            if (properties.putIfAbsent(property, value) != null) {
                throw new DriverException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "Connection property " + property.propertyName() + " comes twice in the URL; leave one out.");
            }
            afterSecret |= property.secret();
        }
        return Collections.unmodifiableMap(properties);
    }

    /** Those properties of a URL, whole or not, that can be made out. */
    static Map<ConnectionProperty, String> glean(String url) {
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
                .orElseThrow(() ->
                        JdbcUrl.malformed(where + " holds a '%' that starts no escape of UTF-8; write %25 for one."));
    }
}
