package agentsession.signin;

import agentsession.config.Credentials;
import agentsession.http.Authorization;
import java.net.URI;

/** A method of obtaining tokens for credentials. */
interface SignInFlow {

    /**
     * Signs in.
     *
     * @param http sends the requests; cancellable
     * @throws agentsession.error.DriverException (28000) if the sign-in is refused
     */
    Tokens signIn(SignInClient http);

    /**
     * Renews tokens, or signs in again if there is no refresh token.
     *
     * @param old tokens that are expired or refused
     * @throws agentsession.error.DriverException (28000) if the sign-in is refused
     */
    default Tokens renew(Tokens old, SignInClient http) {
        return signIn(http);
    }

    /**
     * Returns the flow for these credentials.
     *
     * @param base of the report's service, to which tokens are sent
     */
    static SignInFlow of(Credentials credentials, URI base) {
        if (credentials instanceof Credentials.BearerToken bearer) {
            return http -> new Tokens(
                    Authorization.Token.bearer(
                            bearer.token().read(), "the property accessToken", advice("accessToken")),
                    null,
                    null);
        }
        if (credentials instanceof Credentials.ApiToken api) {
            return http -> new Tokens(
                    Authorization.Token.api(api.token().read(), "the property apiToken", advice("apiToken")),
                    null,
                    null);
        }
        if (credentials instanceof Credentials.JwtGrant jwt) {
            return new EngageSignIn(base, http -> EngageSignIn.exchange(http, jwt, base));
        }
        if (credentials instanceof Credentials.EngageLogin login) {
            return new EngageSignIn(base, http -> EngageSignIn.login(http, login, base));
        }
        if (credentials instanceof Credentials.LegacyLogin login) {
            return http -> LegacySignIn.login(http, login, base);
        }
        return http -> new Tokens(new Authorization.None(), null, null);
    }

    private static String advice(String property) {
        return "Check " + property + ", or its file or password: the token may have expired (access tokens expire after"
                + " a few minutes) or been revoked, or its user may have no access to this account's reports.";
    }
}
