package agentsession.signin;

import agentsession.config.Secret;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.text.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads the response to a sign-in. */
final class TokenResponse {
    /** The maximum lifetime, whose nanoseconds fit into a long. */
    private static final Duration MAX_LIFETIME = Duration.ofDays(365);

    private TokenResponse() {}

    static Secret required(JsonNode response, String field, String purpose) {
        return find(response, field)
                .orElseThrow(() -> new DriverException(
                        SqlState.INVALID_AUTHORIZATION,
                        "Could not " + purpose + ": the response has no " + field
                                + ". Check the host and the base path in the URL, and auth."));
    }

    static Optional<Secret> find(JsonNode response, String field) {
        return Optional.of(response.path(field).asText(""))
                .filter(text -> !text.isBlank())
                .map(Secret::new);
    }

    /** The lifetime of a token by the response, or else by the token, if that is a JWT. */
    static Optional<Duration> lifetime(JsonNode response, Secret token) {
        return List.of("expires_in", "expiresIn").stream()
                .map(response::path)
                .filter(JsonNode::isNumber)
                .findFirst()
                .flatMap(seconds -> lifetime(seconds.asDouble()))
                .or(() -> lifetime(token));
    }

    /** By the difference of its two times, so that clocks need not agree. */
    private static Optional<Duration> lifetime(Secret token) {
        String[] parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims = Json.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
            return claims.path("exp").isNumber() && claims.path("iat").isNumber()
                    ? lifetime(
                            claims.path("exp").asDouble() - claims.path("iat").asDouble())
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    /** Empty for less than a second, with which every request would sign in again. */
    private static Optional<Duration> lifetime(double seconds) {
        return seconds >= 1
                ? Optional.of(Duration.ofSeconds((long) Math.min(seconds, (double) MAX_LIFETIME.toSeconds())))
                : Optional.empty();
    }
}
