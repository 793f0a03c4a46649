package agentsession.signin;

import agentsession.config.Secret;
import agentsession.http.Authorization;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in gave.
 *
 * @param refresh what renews it; null where only signing in again does
 * @param lifetime how long it is good from when it was given; null for as long as the service takes it
 */
record Tokens(
        Authorization authorization,
        @Nullable Secret refresh,
        @Nullable Duration lifetime) {}
