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

/** Reads the credentials from the given properties, and rejects missing and contradictory ones. */
final class CredentialsReader {
    private final GivenProperties given;

    CredentialsReader(GivenProperties given) {
        this.given = given;
    }

    Credentials read() {
        SignInMethod method = given.find(AUTH, PropertyType.SIGN_IN)
                .or(() -> SignInMethod.inferred(given::has))
                .orElseThrow(CredentialsReader::nothingGiven);
        check(method);
        return switch (method) {
            case BEARER -> new Credentials.BearerToken(token(ACCESS_TOKEN, ACCESS_TOKEN_FILE, PASSWORD, PASSWORD_FILE));
            case API_TOKEN -> new Credentials.ApiToken(token(API_TOKEN, API_TOKEN_FILE, PASSWORD, PASSWORD_FILE));
            case JWT ->
                new Credentials.JwtGrant(
                        rcServer(),
                        given.get(CLIENT_ID, PropertyType.HEADER_VALUE),
                        source(PropertyType.HEADER_SECRET, CLIENT_SECRET, CLIENT_SECRET_FILE),
                        token(JWT, JWT_FILE, PASSWORD, PASSWORD_FILE));
            case ENGAGE ->
                new Credentials.EngageLogin(
                        given.get(USER, PropertyType.STRING),
                        secret(PASSWORD, PASSWORD_FILE),
                        given.get(PLATFORM_ID, PropertyType.STRING));
            case LEGACY ->
                new Credentials.LegacyLogin(given.get(USER, PropertyType.STRING), secret(PASSWORD, PASSWORD_FILE));
        };
    }

    private void check(SignInMethod method) {
        List<ConnectionProperty> conflicting = method.conflicting(given::has);
        if (!conflicting.isEmpty()) {
            throw unauthorized((conflicting.size() == 1 ? "Connection property " : "Connection properties ")
                    + names(conflicting, " and ")
                    + " cannot be combined with "
                    + (given.has(AUTH) ? "auth=" + method.propertyValue() : names(method.used(given::has), " and "))
                    + "; remove one of them, or set auth to another of "
                    + String.join(", ", SignInMethod.NAMES) + ".");
        }
        List<List<ConnectionProperty>> missing = method.missing(given::has);
        if (!missing.isEmpty()) {
            throw unauthorized("To sign in with "
                    + (given.has(AUTH) ? "auth=" + method.propertyValue() : names(method.used(given::has), " and "))
                    + ", also set "
                    + missing.stream().map(group -> names(group, " or ")).collect(Collectors.joining(", and "))
                    + "."
                    + (method == SignInMethod.ENGAGE && !given.has(PLATFORM_ID) && !given.has(AUTH)
                            ? " For a legacy service, which has no platforms, set auth to legacy."
                            : ""));
        }
    }

    private URI rcServer() {
        URI server = given.get(RC_SERVER, PropertyType.ORIGIN);
        boolean plain = server.getScheme().equals("http");
        if (plain && (given.get(TLS, PropertyType.BOOLEAN) || !JdbcUrl.isLoopback(server.getHost()))) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "Connection property rcServer must start with https://, not "
                            + InputText.quoted(server.toString())
                            + ": plain HTTP is allowed for localhost, 127.0.0.0/8 and ::1 only, with tls=false.");
        }
        return server;
    }

    private SecretSource secret(ConnectionProperty... properties) {
        return source(PropertyType.SECRET, properties);
    }

    private SecretSource token(ConnectionProperty... properties) {
        return source(PropertyType.TOKEN, properties);
    }

    private SecretSource source(PropertyType<Secret> type, ConnectionProperty... properties) {
        return given.secret(type, properties).orElseThrow();
    }

    private static String names(List<ConnectionProperty> properties, String between) {
        return properties.stream().map(ConnectionProperty::propertyName).collect(Collectors.joining(between));
    }

    private static DriverException nothingGiven() {
        return unauthorized("Credentials are missing. Set accessToken (or password, with user empty) to an access"
                + " token, apiToken to a permanent API token, clientId, clientSecret and jwt to those of a RingCentral"
                + " app, or user, password and platformId.");
    }

    private static DriverException unauthorized(String message) {
        return new DriverException(SqlState.INVALID_AUTHORIZATION, message);
    }
}
