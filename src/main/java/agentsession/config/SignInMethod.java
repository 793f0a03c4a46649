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

/** The ways to sign in, and what each needs. */
enum SignInMethod {
    BEARER("bearer"),
    API_TOKEN("apiToken"),
    JWT("jwt"),
    ENGAGE("engage"),
    LEGACY("legacy");

    /** As the property {@code auth} names them. */
    static final List<String> NAMES =
            Arrays.stream(values()).map(SignInMethod::propertyValue).toList();

    private final String propertyValue;

    SignInMethod(String propertyValue) {
        this.propertyValue = propertyValue;
    }

    static Optional<SignInMethod> named(String name) {
        return Arrays.stream(values())
                .filter(way -> way.propertyValue.equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * The way that the given properties point to by what only it needs; a password alone is an access token.
     *
     * @return empty if nothing is given that one could sign in with
     */
    static Optional<SignInMethod> inferred(Predicate<ConnectionProperty> given) {
        return Stream.of(
                        Pointer.to(JWT, CLIENT_ID, CLIENT_SECRET, CLIENT_SECRET_FILE, ConnectionProperty.JWT, JWT_FILE),
                        Pointer.to(API_TOKEN, ConnectionProperty.API_TOKEN, API_TOKEN_FILE),
                        Pointer.to(BEARER, ACCESS_TOKEN, ACCESS_TOKEN_FILE),
                        Pointer.to(ENGAGE, PLATFORM_ID, USER),
                        Pointer.to(BEARER, PASSWORD, PASSWORD_FILE))
                .filter(pointer -> pointer.properties.stream().anyMatch(given))
                .map(Pointer::way)
                .findFirst();
    }

    String propertyValue() {
        return propertyValue;
    }

    /** What this way needs: of each group of properties exactly one. */
    private List<List<ConnectionProperty>> needs() {
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

    /** The groups of which nothing is given. */
    List<List<ConnectionProperty>> missing(Predicate<ConnectionProperty> given) {
        return needs().stream().filter(group -> group.stream().noneMatch(given)).toList();
    }

    /** What is given and has its use in this way. */
    List<ConnectionProperty> used(Predicate<ConnectionProperty> given) {
        return needs().stream()
                .flatMap(group -> group.stream().filter(given).limit(1))
                .toList();
    }

    /** What is given to sign in with, but not in this way or beside another that stands for the same. */
    List<ConnectionProperty> stray(Predicate<ConnectionProperty> given) {
        Set<ConnectionProperty> stray = EnumSet.noneOf(ConnectionProperty.class);
        for (SignInMethod way : values()) {
            way.needs().forEach(stray::addAll);
        }
        used(given).forEach(stray::remove);
        return stray.stream().filter(given).toList();
    }

    private record Pointer(SignInMethod way, List<ConnectionProperty> properties) {
        static Pointer to(SignInMethod way, ConnectionProperty... properties) {
            return new Pointer(way, List.of(properties));
        }
    }
}
