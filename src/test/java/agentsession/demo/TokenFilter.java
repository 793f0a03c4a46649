package agentsession.demo;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rejects requests without a valid token. */
final class TokenFilter extends Filter {
    private final @Nullable String accessToken;
    private final @Nullable String apiToken;
    private final Instant now;

    /** If both tokens are set, either is valid; if none is, all requests are. */
    TokenFilter(@Nullable String accessToken, @Nullable String apiToken, Instant now) {
        this.accessToken = accessToken;
        this.apiToken = apiToken;
        this.now = now;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if ((accessToken == null && apiToken == null) || hasToken(exchange)) {
            chain.doFilter(exchange);
        } else {
            JsonResponse.send(
                    exchange, new RejectedRequest(401, "Unauthorized", "The request has no valid token"), now);
        }
    }

    @Override
    public String description() {
        return "Requires a token";
    }

    private boolean hasToken(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        boolean bearer = accessToken != null
                && authorization != null
                && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")
                && authorization.substring("bearer ".length()).strip().equals(accessToken);
        boolean token =
                apiToken != null && apiToken.equals(exchange.getRequestHeaders().getFirst("X-Auth-Token"));
        return bearer || token;
    }
}
