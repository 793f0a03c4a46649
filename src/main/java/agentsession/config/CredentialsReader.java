package agentsession.config;

import static agentsession.config.ConnectionProperty.ACCESS_TOKEN;
import static agentsession.config.ConnectionProperty.ACCESS_TOKEN_FILE;
import static agentsession.config.ConnectionProperty.API_TOKEN;
import static agentsession.config.ConnectionProperty.API_TOKEN_FILE;
import static agentsession.config.ConnectionProperty.AUTH;
import static agentsession.config.ConnectionProperty.CLIENT_ID;
import static agentsession.config.ConnectionProperty.CLIENT_SECRET;
import static agentsession.config.ConnectionProperty.CLIENT_SECRET_FILE;
import static agentsession.config.ConnectionProperty.JWT;
import static agentsession.config.ConnectionProperty.JWT_FILE;
import static agentsession.config.ConnectionProperty.PASSWORD;
import static agentsession.config.ConnectionProperty.PASSWORD_FILE;
import static agentsession.config.ConnectionProperty.PLATFORM_ID;
import static agentsession.config.ConnectionProperty.RC_SERVER;
import static agentsession.config.ConnectionProperty.TLS;
import static agentsession.config.ConnectionProperty.USER;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** Makes credentials out of what a connection was given, and checks that nothing is missing or contradicts the rest. */
final class CredentialsReader {
    private final GivenProperties given;

    CredentialsReader(GivenProperties given) {
        this.given = given;
    }

    Credentials read() {
        SignInMethod way = given.find(AUTH, PropertyType.SIGN_IN)
                .or(() -> SignInMethod.inferred(given::has))
                .orElseThrow(CredentialsReader::nothingGiven);
        check(way);
        return switch (way) {
            case BEARER -> new Credentials.BearerToken(token(ACCESS_TOKEN, ACCESS_TOKEN_FILE, PASSWORD, PASSWORD_FILE));
            case API_TOKEN -> new Credentials.ApiToken(token(API_TOKEN, API_TOKEN_FILE, PASSWORD, PASSWORD_FILE));
            case JWT ->
                new Credentials.JwtGrant(
                        rcServer(),
                        given.get(CLIENT_ID, PropertyType.TEXT),
                        secret(CLIENT_SECRET, CLIENT_SECRET_FILE),
                        token(JWT, JWT_FILE, PASSWORD, PASSWORD_FILE));
            case ENGAGE ->
                new Credentials.EngageLogin(
                        given.get(USER, PropertyType.TEXT),
                        secret(PASSWORD, PASSWORD_FILE),
                        given.get(PLATFORM_ID, PropertyType.TEXT));
            case LEGACY ->
                new Credentials.LegacyLogin(given.get(USER, PropertyType.TEXT), secret(PASSWORD, PASSWORD_FILE));
        };
    }

    private void check(SignInMethod way) {
        List<ConnectionProperty> stray = way.stray(given::has);
        if (!stray.isEmpty()) {
            boolean one = stray.size() == 1;
            throw unauthorized((one ? "Connection property " : "Connection properties ") + names(stray, " and ")
                    + (one ? " does not go with " : " do not go with ")
                    + (given.has(AUTH) ? "auth=" + way.propertyValue() : names(way.used(given::has), " and "))
                    + "; leave out the one or the other, or set auth to another of "
                    + String.join(", ", SignInMethod.NAMES) + ".");
        }
        List<List<ConnectionProperty>> missing = way.missing(given::has);
        if (!missing.isEmpty()) {
            throw unauthorized("To sign in "
                    + (given.has(AUTH)
                            ? "by auth=" + way.propertyValue()
                            : "with " + names(way.used(given::has), " and "))
                    + ", also give "
                    + missing.stream().map(group -> names(group, " or ")).collect(Collectors.joining(", and "))
                    + "."
                    + (way == SignInMethod.ENGAGE && !given.has(PLATFORM_ID) && !given.has(AUTH)
                            ? " A legacy service has no platforms: set auth to legacy for one."
                            : ""));
        }
    }

    private URI rcServer() {
        URI server = given.get(RC_SERVER, PropertyType.ORIGIN);
        boolean plain = server.getScheme().equals("http");
        if (plain && (given.get(TLS, PropertyType.FLAG) || !JdbcUrl.isLoopback(server.getHost()))) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "Connection property rcServer must start with https://, not "
                            + Texts.quoted(server.toString())
                            + ": plain HTTP is for localhost, 127.0.0.0/8 and ::1 only, together with tls=false.");
        }
        return server;
    }

    private SecretSource secret(ConnectionProperty... places) {
        return source(PropertyType.SECRET, places);
    }

    private SecretSource token(ConnectionProperty... places) {
        return source(PropertyType.TOKEN, places);
    }

    private SecretSource source(PropertyType<Secret> type, ConnectionProperty... places) {
        return given.secret(type, places).orElseThrow();
    }

    private static String names(List<ConnectionProperty> properties, String between) {
        return properties.stream().map(ConnectionProperty::propertyName).collect(Collectors.joining(between));
    }

    private static DriverException nothingGiven() {
        return unauthorized("No credentials. Give an access token as accessToken (or as password, with user empty), a"
                + " permanent API token as apiToken, clientId, clientSecret and jwt of a RingCentral app, or user,"
                + " password and platformId.");
    }

    private static DriverException unauthorized(String message) {
        return new DriverException(SqlState.INVALID_AUTHORIZATION, message);
    }
}
