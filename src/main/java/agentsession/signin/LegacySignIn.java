package agentsession.signin;

import agentsession.config.Credentials;
import agentsession.config.Secret;
import agentsession.http.Authorization;
import agentsession.http.ServiceRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The sign-in of the legacy service, whose tokens expire an hour after their last use. */
final class LegacySignIn {
    private static final String ADVICE =
            "The token was just obtained by signing in: the user may not see this account's reports.";

    private LegacySignIn() {}

    static Tokens login(SignInClient http, Credentials.LegacyLogin login, URI base) {
        Secret password = login.password().read();
        JsonNode response = http.send(
                ServiceRequest.form(
                        URI.create(base + "/api/v1/auth/login"),
                        Map.of("username", login.user(), "password", password.reveal())),
                "sign in",
                List.of(password),
                "user and password");
        Secret token = TokenResponse.required(response, "authToken", "sign in");
        // No lifetime, since each use extends it; the service refuses an expired token with 401.
        return new Tokens(Authorization.Token.api(token, "the sign-in", ADVICE), null, null);
    }
}
