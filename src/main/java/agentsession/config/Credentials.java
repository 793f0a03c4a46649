package agentsession.config;

import java.net.URI;

/**
 * The credentials of a connection. A new sign-in method is a new record here, with its required properties in
 * {@link SignInMethod}, the properties themselves in {@link ConnectionProperty} and its flow in
 * {@code agentsession.signin}.
 */
public sealed interface Credentials {

    /** The user name; empty if there is only a token. */
    default String userName() {
        return "";
    }

    /** An access token obtained elsewhere, sent as {@code Authorization: bearer ...}. */
    record BearerToken(SecretSource token) implements Credentials {}

    /** A permanent API token, sent as {@code X-Auth-Token: ...}. */
    record ApiToken(SecretSource token) implements Credentials {}

    /**
     * A JWT: a RingCentral server exchanges it for its own token, and the report service exchanges that for an access
     * token.
     *
     * @param server scheme, host and port of the RingCentral server
     */
    record JwtGrant(URI server, String clientId, SecretSource clientSecret, SecretSource jwt) implements Credentials {
        @Override
        public String userName() {
            return clientId;
        }
    }

    /** A user name and password of Engage Voice, which returns an access token. */
    record EngageLogin(String user, SecretSource password, String platformId) implements Credentials {
        @Override
        public String userName() {
            return user;
        }
    }

    /** A user name and password of the legacy service, which returns an API token valid for an hour. */
    record LegacyLogin(String user, SecretSource password) implements Credentials {
        @Override
        public String userName() {
            return user;
        }
    }

    /** No credentials, for the demo service. */
    record None() implements Credentials {}
}
