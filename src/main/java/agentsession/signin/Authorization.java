package agentsession.signin;

import agentsession.config.Secret;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.ServiceRequest;

/** What a request carries to show who asks. */
public sealed interface Authorization {

    ServiceRequest apply(ServiceRequest query);

    /** What to do when the service refuses this authorization, as a sentence. */
    String advice();

    /** The text with every secret of this authorization struck out: a service may quote what it was sent. */
    String redact(String text);

    /** A token in a header. */
    record Token(String header, String prefix, Secret secret, String advice) implements Authorization {

        /**
         * A token sent as {@code Authorization: bearer}.
         *
         * @param origin where the token comes from, for a message
         */
        static Token bearer(Secret token, String origin, String advice) {
            return checked(new Token("Authorization", "bearer ", token, advice), origin);
        }

        /** A token sent as {@code X-Auth-Token}. */
        static Token api(Secret token, String origin, String advice) {
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
        public ServiceRequest apply(ServiceRequest query) {
            return query.with(header, prefix + secret.reveal());
        }

        @Override
        public String redact(String text) {
            return secret.redact(text);
        }
    }

    /** Nothing is sent. */
    record Nothing() implements Authorization {

        @Override
        public ServiceRequest apply(ServiceRequest query) {
            return query;
        }

        @Override
        public String advice() {
            return "Set the property accessToken or apiToken, or sign in.";
        }

        @Override
        public String redact(String text) {
            return text;
        }
    }
}
