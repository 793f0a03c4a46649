package agentsession.config;

import static agentsession.config.ConnectionProperty.ACCESS_TOKEN;
import static agentsession.config.ConnectionProperty.ACCESS_TOKEN_FILE;
import static agentsession.config.ConnectionProperty.API_TOKEN_FILE;
import static agentsession.config.ConnectionProperty.CLIENT_ID;
import static agentsession.config.ConnectionProperty.CLIENT_SECRET;
import static agentsession.config.ConnectionProperty.CLIENT_SECRET_FILE;
import static agentsession.config.ConnectionProperty.JWT_FILE;
import static agentsession.config.ConnectionProperty.PASSWORD;
import static agentsession.config.ConnectionProperty.PASSWORD_FILE;
import static agentsession.config.ConnectionProperty.PLATFORM_ID;
import static agentsession.config.ConnectionProperty.USER;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The sign-in methods, and the properties that each requires. */
enum SignInMethod {
    BEARER("bearer"),
    API_TOKEN("apiToken"),
    JWT("jwt"),
    ENGAGE("engage"),
    LEGACY("legacy");

    /** The values of the property {@code auth}. */
    static final List<String> NAMES =
            Arrays.stream(values()).map(SignInMethod::propertyValue).toList();

    private final String propertyValue;

    SignInMethod(String propertyValue) {
        this.propertyValue = propertyValue;
    }

    static Optional<SignInMethod> named(String name) {
        return Arrays.stream(values())
                .filter(method -> method.propertyValue.equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * Infers the method from the given properties that only one method has; a password alone is an access token.
     *
     * @return empty if no property for signing in is given
     */
    static Optional<SignInMethod> inferred(Predicate<ConnectionProperty> given) {
        return Stream.of(
                        Indication.of(
                                JWT, CLIENT_ID, CLIENT_SECRET, CLIENT_SECRET_FILE, ConnectionProperty.JWT, JWT_FILE),
                        Indication.of(API_TOKEN, ConnectionProperty.API_TOKEN, API_TOKEN_FILE),
                        Indication.of(BEARER, ACCESS_TOKEN, ACCESS_TOKEN_FILE),
                        Indication.of(ENGAGE, PLATFORM_ID, USER),
                        Indication.of(BEARER, PASSWORD, PASSWORD_FILE))
                .filter(indication -> indication.properties.stream().anyMatch(given))
                .map(Indication::method)
                .findFirst();
    }

    String propertyValue() {
        return propertyValue;
    }

    /** Groups of alternative properties: exactly one property of each group is required. */
    private List<List<ConnectionProperty>> required() {
        List<ConnectionProperty> user = List.of(USER);
        List<ConnectionProperty> password = List.of(PASSWORD, PASSWORD_FILE);
        return switch (this) {
            case BEARER -> List.of(List.of(ACCESS_TOKEN, ACCESS_TOKEN_FILE, PASSWORD, PASSWORD_FILE));
            case API_TOKEN -> List.of(List.of(ConnectionProperty.API_TOKEN, API_TOKEN_FILE, PASSWORD, PASSWORD_FILE));
            case JWT ->
                List.of(
                        List.of(CLIENT_ID),
                        List.of(CLIENT_SECRET, CLIENT_SECRET_FILE),
                        List.of(ConnectionProperty.JWT, JWT_FILE, PASSWORD, PASSWORD_FILE));
            case ENGAGE -> List.of(user, password, List.of(PLATFORM_ID));
            case LEGACY -> List.of(user, password);
        };
    }

    /** The groups of which no property is given. */
    List<List<ConnectionProperty>> missing(Predicate<ConnectionProperty> given) {
        return required().stream()
                .filter(group -> group.stream().noneMatch(given))
                .toList();
    }

    /** The given properties that this method uses. */
    List<ConnectionProperty> used(Predicate<ConnectionProperty> given) {
        return required().stream()
                .flatMap(group -> group.stream().filter(given).limit(1))
                .toList();
    }

    /** The given credentials that this method does not use, because they are another method's or redundant. */
    List<ConnectionProperty> conflicting(Predicate<ConnectionProperty> given) {
        Set<ConnectionProperty> conflicting = EnumSet.noneOf(ConnectionProperty.class);
        for (SignInMethod method : values()) {
            method.required().forEach(conflicting::addAll);
        }
        used(given).forEach(conflicting::remove);
        return conflicting.stream().filter(given).toList();
    }

    /** Properties that only one method has. */
    private record Indication(SignInMethod method, List<ConnectionProperty> properties) {
        static Indication of(SignInMethod method, ConnectionProperty... properties) {
            return new Indication(method, List.of(properties));
        }
    }
}
