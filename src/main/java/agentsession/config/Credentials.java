package agentsession.config;

/**
 * How a connection shows who it is. The one place for further ways to sign in: a new record here, its properties in
 * {@link ConnectionProperty}, and what it sends in {@code agentsession.service}.
 */
public sealed interface Credentials {

    /** An access token obtained elsewhere, sent as {@code Authorization: bearer ...}. */
    record BearerToken(Secret token) implements Credentials {}

    /** A permanent API token, sent as {@code X-Auth-Token: ...}. */
    record ApiToken(Secret token) implements Credentials {}

    /** Nothing is sent; the demo service asks for nothing. */
    record None() implements Credentials {}
}
