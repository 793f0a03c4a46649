package agentsession.http;

import agentsession.concurrent.CancellationToken;

/** Gives requests their authorization. Used by many threads. */
public interface Authorizer {
    /** Authorizes nothing, for requests that sign in. */
    Authorizer NONE = new Authorizer() {
        private final Authorization nothing = new Authorization.Nothing();

        @Override
        public Authorization authorization(CancellationToken token) {
            return nothing;
        }

        @Override
        public Authorization insteadOf(Authorization refused, CancellationToken token) {
            return nothing;
        }
    };

    /**
     * The authorization of the next request; signs in first if need be.
     *
     * @param token cancels the wait for a sign-in, but not the sign-in, which others may wait for
     * @throws agentsession.error.DriverException (28000) if the sign-in is refused
     */
    Authorization authorization(CancellationToken token);

    /**
     * The authorization to try after the service has refused one; equal to that if there is no other.
     *
     * @param token cancels the wait for a sign-in, but not the sign-in, which others may wait for
     * @throws agentsession.error.DriverException (28000) if the sign-in is refused
     */
    Authorization insteadOf(Authorization refused, CancellationToken token);
}
