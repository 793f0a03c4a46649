package agentsession.signin;

import agentsession.config.Secret;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What stands in the answer to a sign-in. */
final class TokenResponse {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** No process renews a token later than that, and its nanoseconds can be counted. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private TokenResponse() {}

    static Secret required(JsonNode answer, String field, String purpose) {
        return find(answer, field)
                .orElseThrow(() -> new DriverException(
                        SqlState.INVALID_AUTHORIZATION,
                        "Could not " + purpose + ": the answer holds no " + field
                                + ". Check the host and the base path in the URL, and auth."));
    }

    static Optional<Secret> find(JsonNode answer, String field) {
        return Optional.of(answer.path(field).asText(""))
                .filter(text -> !text.isBlank())
                .map(Secret::new);
    }

    /** How long a token lives by what the answer says, or else the token itself, if it is a JWT. */
    static Optional<Duration> lifetime(JsonNode answer, Secret token) {
        return List.of("expires_in", "expiresIn").stream()
                .map(answer::path)
                .filter(JsonNode::isNumber)
                .findFirst()
                .flatMap(seconds -> lifetime(seconds.asDouble()))
                .or(() -> lifetime(token));
    }

    /** By the difference of its own two times, so that the clocks need not agree. */
    private static Optional<Duration> lifetime(Secret token) {
        String[] parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return claims.path("exp").isNumber() && claims.path("iat").isNumber()
                    ? lifetime(
                            claims.path("exp").asDouble() - claims.path("iat").asDouble())
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    /** Empty for what can be no lifetime: it would have every request sign in again. */
    private static Optional<Duration> lifetime(double seconds) {
        return seconds >= 1
                ? Optional.of(Duration.ofSeconds((long) Math.min(seconds, (double) LONGEST.toSeconds())))
                : Optional.empty();
    }
}
