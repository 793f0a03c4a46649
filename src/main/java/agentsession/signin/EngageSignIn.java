package agentsession.signin;

import agentsession.config.Credentials;
import agentsession.config.Secret;
import agentsession.error.DriverException;
import agentsession.http.Authorization;
import agentsession.http.ServiceRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The sign-ins of Engage Voice and RingCX, whose access tokens are valid for minutes and renewed by a refresh token.
 *
 * @param base of the report's service
 * @param first the sign-in without a refresh token, or if that is refused
 */
record EngageSignIn(URI base, Function<SignInClient, Tokens> first) implements SignInFlow {
    private static final Logger LOG = Logger.getLogger("agentsession.signin");
    /** The lifetime of access tokens by the vendor's documentation, if the response has none. */
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final String ADVICE = "The token was just obtained by signing in: the user may not see this"
            + " account's reports, or the account belongs to another customer.";

    @Override
    public Tokens signIn(SignInClient http) {
        return first.apply(http);
    }

    @Override
    public Tokens renew(Tokens old, SignInClient http) {
        Secret refresh = old.refresh();
        if (refresh != null) {
            try {
                return tokens(
                        http.send(
                                ServiceRequest.form(
                                        uri(base, "/api/auth/token/refresh"),
                                        Map.of("refresh_token", refresh.reveal())),
                                "renew the access token",
                                List.of(refresh),
                                "the credentials"),
                        refresh);
            } catch (DriverException e) {
                LOG.log(Level.FINE, "The refresh token was refused; signing in again: {0}", e.getMessage());
            }
        }
        return signIn(http);
    }

    /** Exchanges the JWT for a RingCentral token, and that for one of the service. */
    static Tokens exchange(SignInClient http, Credentials.JwtGrant grant, URI base) {
        Secret clientSecret = grant.clientSecret().read();
        Secret jwt = grant.jwt().read();
        Secret basic = new Secret(Base64.getEncoder()
                .encodeToString((grant.clientId() + ":" + clientSecret.reveal()).getBytes(StandardCharsets.UTF_8)));
        JsonNode response = http.send(
                ServiceRequest.form(
                                grant.server().resolve("/restapi/oauth/token"),
                                Map.of(
                                        "grant_type",
                                        "urn:ietf:params:oauth:grant-type:jwt-bearer",
                                        "assertion",
                                        jwt.reveal()))
                        .withHeader("Authorization", "Basic " + basic.reveal()),
                "sign in at RingCentral",
                List.of(basic, clientSecret, jwt),
                "clientId, clientSecret and jwt, and that rcServer is the server they are for");
        Secret token = TokenResponse.required(response, "access_token", "sign in at RingCentral");
        return tokens(
                http.send(
                        ServiceRequest.form(
                                uri(base, "/api/auth/login/rc/accesstoken?includeRefresh=true"),
                                Map.of("rcAccessToken", token.reveal(), "rcTokenType", "Bearer")),
                        "exchange the RingCentral token for one of the service",
                        List.of(token),
                        "that the RingCentral user has access to the service"),
                null);
    }

    static Tokens login(SignInClient http, Credentials.EngageLogin login, URI base) {
        Secret password = login.password().read();
        return tokens(
                http.send(
                        ServiceRequest.form(
                                uri(base, "/api/auth/login/admin"),
                                Map.of(
                                        "username", login.user(),
                                        "password", password.reveal(),
                                        "platformId", login.platformId())),
                        "sign in",
                        List.of(password),
                        "user, password and platformId"),
                null);
    }

    private static Tokens tokens(JsonNode response, @Nullable Secret refresh) {
        Secret token = TokenResponse.required(response, "accessToken", "sign in");
        return new Tokens(
                Authorization.Token.bearer(token, "the sign-in", ADVICE),
                TokenResponse.find(response, "refreshToken").orElse(refresh),
                TokenResponse.lifetime(response, token).orElse(LIFETIME));
    }

    /** The sign-in is not under the base path {@code /voice}. */
    private static URI uri(URI base, String path) {
        String text = base.toString();
        return URI.create(
                (text.endsWith("/voice") ? text.substring(0, text.length() - "/voice".length()) : text) + path);
    }
}
