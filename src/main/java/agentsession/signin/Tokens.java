package agentsession.signin;

import agentsession.config.Secret;
import agentsession.http.Authorization;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a sign-in returned.
 *
 * @param refresh the refresh token; null if there is none
 * @param lifetime of the access token, from the sign-in; null if it is valid until the service refuses it
 */
record Tokens(
        Authorization authorization,
        @Nullable Secret refresh,
        @Nullable Duration lifetime) {}
