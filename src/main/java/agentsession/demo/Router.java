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

/** Finds out what a request wants, and whether it may have it. */
final class Router implements HttpHandler {
    private static final int LONGEST_BODY = 16 * 1_024 * 1_024;
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

    /** Whatever is thrown here makes the server drop the connection, so that no broken answer looks complete. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // The JDK's server sends head and body apart, and Nagle's algorithm holds a short body back, some 40 ms, until
        // the client acknowledges the head, unless the connection is closed behind it.
        exchange.getResponseHeaders().set("Connection", "close");
        String body = new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        try {
            route(exchange, body);
        } catch (RefusedRequest refused) {
            JsonResponse.send(exchange, refused, now);
        }
    }

    private void route(HttpExchange exchange, String body) throws IOException, RefusedRequest {
        String path = exchange.getRequestURI().getPath();
        Matcher reportOf = REPORT.matcher(path);
        if (reportOf.matches()) {
            String accountId = reportOf.group(1);
            allow(exchange, "POST");
            if (!accountIds.isEmpty() && !accountIds.contains(accountId)) {
                throw RefusedRequest.notFound("There is no account " + accountId);
            }
            demandJson(exchange);
            report.send(exchange, ParsedRequest.parse(body));
        } else if (path.endsWith(ACCOUNTS)) {
            allow(exchange, "GET");
            JsonResponse.send(exchange, 200, accounts());
        } else {
            throw RefusedRequest.notFound("There is nothing at " + path);
        }
    }

    private static void allow(HttpExchange exchange, String method) throws RefusedRequest {
        String asked = exchange.getRequestMethod();
        if (!asked.equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new RefusedRequest(405, "Method Not Allowed", asked + " is not possible here, only " + method);
        }
    }

    private static void demandJson(HttpExchange exchange) throws RefusedRequest {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new RefusedRequest(
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
