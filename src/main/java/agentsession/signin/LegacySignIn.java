package agentsession.signin;

import agentsession.config.Credentials;
import agentsession.config.Secret;
import agentsession.http.Authorization;
import agentsession.http.ServiceRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The sign-in of the legacy service, whose tokens live an hour from when they were last used. */
final class LegacySignIn {
    private static final String ADVICE =
            "The token was just obtained by signing in: the user may not see this account's reports.";

    private LegacySignIn() {}

    static Tokens login(SignInClient http, Credentials.LegacyLogin login, URI base) {
        Secret password = login.password().read();
        JsonNode answer = http.ask(
                ServiceRequest.form(
                        URI.create(base + "/api/v1/auth/login"),
                        Map.of("username", login.user(), "password", password.reveal())),
                "sign in",
                List.of(password),
                "user and password");
        Secret token = TokenResponse.required(answer, "authToken", "sign in");
        // Use extends its hour, so that only the service knows when it is over, and says so with a 401.
        return new Tokens(Authorization.Token.api(token, "the sign-in", ADVICE), null, null);
    }
}
