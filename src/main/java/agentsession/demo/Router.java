package agentsession.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Validates requests and routes them. */
final class Router implements HttpHandler {
    private static final int MAX_BODY = 16 * 1_024 * 1_024;
    private static final String ACCOUNTS = "/api/v1/admin/accounts";
    private static final Pattern REPORT = Pattern.compile(".*" + ACCOUNTS + "/([^/]+)/reportsStreaming");

    private final List<String> accountIds;
    private final String ownAccountId;
    private final Instant now;
    private final ReportResponse report;

    Router(List<String> accountIds, String ownAccountId, Instant now, ReportResponse report) {
        this.accountIds = accountIds;
        this.ownAccountId = ownAccountId;
        this.now = now;
        this.report = report;
    }

    /** After an exception the server drops the connection, so that an incomplete response does not look complete. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // The JDK's server sends headers and body separately. Without closing the connection, Nagle's algorithm delays
        // a
        // short body by about 40 ms, until the client acknowledges the headers.
        exchange.getResponseHeaders().set("Connection", "close");
        String body = new String(exchange.getRequestBody().readNBytes(MAX_BODY), StandardCharsets.UTF_8);
        try {
            route(exchange, body);
        } catch (RejectedRequest rejected) {
            JsonResponse.send(exchange, rejected, now);
        }
    }

    private void route(HttpExchange exchange, String body) throws IOException, RejectedRequest {
        String path = exchange.getRequestURI().getPath();
        Matcher reportPath = REPORT.matcher(path);
        if (reportPath.matches()) {
            String accountId = reportPath.group(1);
            allow(exchange, "POST");
            if (!accountIds.isEmpty() && !accountIds.contains(accountId)) {
                throw RejectedRequest.notFound("Account " + accountId + " does not exist");
            }
            requireJson(exchange);
            report.send(exchange, ParsedRequest.parse(body));
        } else if (path.endsWith(ACCOUNTS)) {
            allow(exchange, "GET");
            JsonResponse.send(exchange, 200, accounts());
        } else {
            throw RejectedRequest.notFound(path + " does not exist");
        }
    }

    private static void allow(HttpExchange exchange, String method) throws RejectedRequest {
        String actual = exchange.getRequestMethod();
        if (!actual.equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new RejectedRequest(405, "Method Not Allowed", actual + " is not allowed, only " + method);
        }
    }

    private static void requireJson(HttpExchange exchange) throws RejectedRequest {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new RejectedRequest(
                    415, "Unsupported Media Type", "Content-Type is " + type + ", not application/json");
        }
    }

    private List<Map<String, String>> accounts() {
        List<String> ids = accountIds.isEmpty() ? List.of(ownAccountId) : accountIds;
        return ids.stream()
                .map(id -> Map.of("accountId", id, "accountName", "Demo " + id, "mainAccountId", ids.get(0)))
                .toList();
    }
}
