package agentsession.http;

import agentsession.config.Secret;
import agentsession.error.DriverException;
import agentsession.error.SqlState;

/** The credentials of a request: a token in a header, or none. */
public sealed interface Authorization {

    /** Returns the request with this authorization as one of its secrets. */
    ServiceRequest apply(ServiceRequest request);

    /** What to do when the service refuses this authorization, as a sentence. */
    String advice();

    /** A token in a header. */
    record Token(String header, String prefix, Secret secret, String advice) implements Authorization {

        /**
         * A token sent as {@code Authorization: bearer}.
         *
         * @param origin where the token comes from, for a message
         */
        public static Token bearer(Secret token, String origin, String advice) {
            return checked(new Token("Authorization", "bearer ", token, advice), origin);
        }

        /** A token sent as {@code X-Auth-Token}. */
        public static Token api(Secret token, String origin, String advice) {
            return checked(new Token("X-Auth-Token", "", token, advice), origin);
        }

        private static Token checked(Token token, String origin) {
            String value = token.secret.reveal();
            if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new DriverException(
                        SqlState.INVALID_AUTHORIZATION,
                        "The token from " + origin
                                + " is empty, or contains a space, a line break or another character that"
                                + " is not allowed in a token.");
            }
            return token;
        }

        @Override
        public ServiceRequest apply(ServiceRequest request) {
            return request.withSecretHeader(header, prefix, secret);
        }
    }

    /** No authorization. */
    record None() implements Authorization {

        @Override
        public ServiceRequest apply(ServiceRequest request) {
            return request;
        }

        @Override
        public String advice() {
            return "Set the property accessToken or apiToken, or sign in.";
        }
    }
}
