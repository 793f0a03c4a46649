package agentsession.service;

import agentsession.config.Credentials;
import agentsession.config.Secret;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.net.http.HttpRequest;

/** What a request carries to show who asks. Each kind of {@link Credentials} has its own. */
sealed interface Authorization {

    void apply(HttpRequest.Builder request);

    /** What to do when the service refuses this authorization, as a sentence. */
    String advice();

    /** The text with every secret of this authorization struck out: a service may quote what it was sent. */
    String redact(String text);

    /**
     * What these credentials send.
     *
     * @throws DriverException if they hold what cannot be sent
     */
    static Authorization of(Credentials credentials) {
        if (credentials instanceof Credentials.BearerToken bearer) {
            return Token.of("Authorization", "bearer ", bearer.token().read(), "accessToken");
        }
        if (credentials instanceof Credentials.ApiToken api) {
            return Token.of("X-Auth-Token", "", api.token().read(), "apiToken");
        }
        return new Nothing();
    }

    /** A token in a header. */
    record Token(String header, String prefix, Secret secret, String property) implements Authorization {

        private static Token of(String header, String prefix, Secret secret, String property) {
            if (!secret.reveal().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new DriverException(
                        SqlState.INVALID_AUTHORIZATION,
                        "The property " + property + " holds a blank, a line end or another character that no token"
                                + " has. Copy the token again, without anything around it.");
            }
            return new Token(header, prefix, secret, property);
        }

        @Override
        public void apply(HttpRequest.Builder request) {
            request.setHeader(header, prefix + secret.reveal());
        }

        @Override
        public String advice() {
            return "Check the property " + property
                    + ": the token may have expired (access tokens live a few minutes), been revoked,"
                    + " or belong to a user who may not see this account's reports.";
        }

        @Override
        public String redact(String text) {
            return secret.reveal().isEmpty() ? text : text.replace(secret.reveal(), secret.toString());
        }
    }

    /** Nothing is sent. */
    record Nothing() implements Authorization {

        @Override
        public void apply(HttpRequest.Builder request) {}

        @Override
        public String advice() {
            return "Set the property accessToken or apiToken.";
        }

        @Override
        public String redact(String text) {
            return text;
        }
    }
}
