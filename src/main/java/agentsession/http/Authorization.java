package agentsession.http;

import agentsession.config.Secret;
import agentsession.error.DriverException;
import agentsession.error.SqlState;

/** What a request carries to show who sends it. */
public sealed interface Authorization {

    /** The request with this authorization, which no text of its response then shows. */
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
            String text = token.secret.reveal();
            if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new DriverException(
                        SqlState.INVALID_AUTHORIZATION,
                        "The token from " + origin + " is empty, or holds a blank, a line end or another character that"
                                + " no token has.");
            }
            return token;
        }

        @Override
        public ServiceRequest apply(ServiceRequest request) {
            return request.withSecret(header, prefix, secret);
        }
    }

    /** Nothing is sent. */
    record Nothing() implements Authorization {

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
