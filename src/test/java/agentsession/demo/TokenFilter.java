package agentsession.demo;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lets requests pass that hold a token. */
final class TokenFilter extends Filter {
    private final @Nullable String accessToken;
    private final @Nullable String apiToken;
    private final Instant now;

    /** Where both are given, either will do; where none is, anything will. */
    TokenFilter(@Nullable String accessToken, @Nullable String apiToken, Instant now) {
        this.accessToken = accessToken;
        this.apiToken = apiToken;
        this.now = now;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if ((accessToken == null && apiToken == null) || holdsToken(exchange)) {
            chain.doFilter(exchange);
        } else {
            JsonResponse.send(
                    exchange,
                    new RejectedRequest(401, "Unauthorized", "The request holds no token that is valid here"),
                    now);
        }
    }

    @Override
    public String description() {
        return "Asks for a token";
    }

    private boolean holdsToken(HttpExchange exchange) {
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
