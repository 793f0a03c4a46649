package agentsession.config;

import java.net.URI;

/**
 * How a connection shows who it is. The one place for further ways to sign in: a new record here, its needs in
 * {@link SignInMethod}, its properties in {@link ConnectionProperty}, and what it does in {@code agentsession.signin}.
 */
public sealed interface Credentials {

    /** Who signs in; empty where only a token says so. */
    default String userName() {
        return "";
    }

    /** An access token obtained elsewhere, sent as {@code Authorization: bearer ...}. */
    record BearerToken(SecretSource token) implements Credentials {}

    /** A permanent API token, sent as {@code X-Auth-Token: ...}. */
    record ApiToken(SecretSource token) implements Credentials {}

    /**
     * A JWT that a RingCentral server exchanges for its own token, and the report's service that one for an access token.
     *
     * @param server scheme, host and port of the RingCentral server
     */
    record JwtGrant(URI server, String clientId, SecretSource clientSecret, SecretSource jwt) implements Credentials {
        @Override
        public String userName() {
            return clientId;
        }
    }

    /** The sign-in of Engage Voice, which gives an access token. */
    record EngageLogin(String user, SecretSource password, String platformId) implements Credentials {
        @Override
        public String userName() {
            return user;
        }
    }

    /** The sign-in of the legacy service, which gives an API token for an hour. */
    record LegacyLogin(String user, SecretSource password) implements Credentials {
        @Override
        public String userName() {
            return user;
        }
    }

    /** Nothing is sent; the demo service asks for nothing. */
    record None() implements Credentials {}
}
