package agentsession.signin;

import agentsession.config.Credentials;
import agentsession.http.Authorization;
import java.net.URI;

/** A way from credentials to tokens. Asks whom it has to, and waits for the answer. */
interface SignInFlow {

    /**
     * Signs in.
     *
     * @param http asks, and can be ended
     * @throws agentsession.error.DriverException (28000) if that is refused
     */
    Tokens signIn(SignInClient http);

    /**
     * Renews tokens, or signs in again where there is nothing to renew them with.
     *
     * @param old what is too old or was refused
     * @throws agentsession.error.DriverException (28000) if that is refused
     */
    default Tokens renew(Tokens old, SignInClient http) {
        return signIn(http);
    }

    /**
     * The way these credentials need.
     *
     * @param base of the report's service, to which tokens are sent
     */
    static SignInFlow of(Credentials credentials, URI base) {
        if (credentials instanceof Credentials.BearerToken bearer) {
            return http -> new Tokens(
                    Authorization.Token.bearer(bearer.token().read(), "the property accessToken", given("accessToken")),
                    null,
                    null);
        }
        if (credentials instanceof Credentials.ApiToken api) {
            return http -> new Tokens(
                    Authorization.Token.api(api.token().read(), "the property apiToken", given("apiToken")),
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
        return http -> new Tokens(new Authorization.Nothing(), null, null);
    }

    private static String given(String property) {
        return "Check " + property + ", or the file or password given for it: the token may have expired (access tokens"
                + " live a few minutes), been revoked, or belong to a user who may not see this account's reports.";
    }
}
