package agentsession.http;

import agentsession.concurrent.CancellationToken;

/** Provides the authorization of requests. Thread-safe. */
public interface Authorizer {
    /** Provides no authorization, for requests that sign in. */
    Authorizer NONE = new Authorizer() {
        private final Authorization none = new Authorization.None();

        @Override
        public Authorization authorization(CancellationToken token) {
            return none;
        }

        @Override
        public Authorization renew(Authorization refused, CancellationToken token) {
            return none;
        }
    };

    /**
     * Returns the authorization of the next request; signs in first if necessary.
     *
     * @param token cancels the wait for a sign-in, but not the sign-in itself, which other threads may wait for
     * @throws agentsession.error.DriverException (28000) if the sign-in is refused
     */
    Authorization authorization(CancellationToken token);

    /**
     * Returns an authorization in place of one that the service refused; an equal one if there is no other.
     *
     * @param token cancels the wait for a sign-in, but not the sign-in itself, which other threads may wait for
     * @throws agentsession.error.DriverException (28000) if the sign-in is refused
     */
    Authorization renew(Authorization refused, CancellationToken token);
}
