package agentsession.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what a request wants, whether it may have it, and says so in the log. */
final class Router implements HttpHandler {
    private static final int LONGEST_BODY = 16 * 1_024 * 1_024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DemoOptions options;
    private final String ownAccountId;
    private final Instant now;
    private final ReportResponse report;
    private final RequestLog log;
    private final String accountsPath;
    private final Pattern reportPath;

    Router(DemoOptions options, String ownAccountId, Instant now, ReportResponse report, RequestLog log) {
        this.options = options;
        this.ownAccountId = ownAccountId;
        this.now = now;
        this.report = report;
        this.log = log;
        accountsPath = options.basePath + "/api/v1/admin/accounts";
        reportPath = Pattern.compile(Pattern.quote(accountsPath) + "/([^/]+)/reportsStreaming");
    }

    /** Whatever is thrown here makes the server drop the connection, so that no broken answer looks complete. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        LoggedRequest logged =
                new LoggedRequest(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), body);
        log.add(logged);
        LoggedRequest.State end = LoggedRequest.State.BROKEN;
        try {
            try {
                route(exchange, logged);
            } catch (RefusedRequest refused) {
                refuse(exchange, logged, refused);
            }
            end = LoggedRequest.State.COMPLETE;
        } finally {
            logged.end(end);
        }
    }

    private void route(HttpExchange exchange, LoggedRequest logged) throws IOException, RefusedRequest {
        Matcher reportOf = reportPath.matcher(logged.path());
        if (reportOf.matches()) {
            String accountId = reportOf.group(1);
            logged.account(accountId);
            allow(exchange, "POST");
            authorize(logged);
            if (!options.accountIds.isEmpty() && !options.accountIds.contains(accountId)) {
                throw RefusedRequest.notFound("There is no account " + accountId);
            }
            demandJson(logged);
            report.send(exchange, ParsedRequest.parse(logged.body()), logged);
        } else if (logged.path().equals(accountsPath)) {
            allow(exchange, "GET");
            authorize(logged);
            sendJson(exchange, logged, 200, accounts());
        } else {
            throw RefusedRequest.notFound("There is nothing at " + logged.path());
        }
    }

    private static void allow(HttpExchange exchange, String method) throws RefusedRequest {
        String asked = exchange.getRequestMethod();
        if (!asked.equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new RefusedRequest(405, "Method Not Allowed", asked + " is not possible here, only " + method);
        }
    }

    private void authorize(LoggedRequest logged) throws RefusedRequest {
        if (options.accessToken == null && options.apiToken == null) {
            return;
        }
        String authorization = logged.header("Authorization");
        boolean bearer = options.accessToken != null
                && authorization != null
                && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")
                && authorization.substring("bearer ".length()).strip().equals(options.accessToken);
        boolean token = options.apiToken != null && options.apiToken.equals(logged.header("X-Auth-Token"));
        if (!bearer && !token) {
            throw new RefusedRequest(401, "Unauthorized", "The request holds no token that is valid here");
        }
    }

    private static void demandJson(LoggedRequest logged) throws RefusedRequest {
        String type = logged.header("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new RefusedRequest(
                    415, "Unsupported Media Type", "Content-Type is " + type + ", not application/json");
        }
    }

    private List<Map<String, String>> accounts() {
        List<String> ids = options.accountIds.isEmpty() ? List.of(ownAccountId) : options.accountIds;
        return ids.stream()
                .map(id -> Map.of("accountId", id, "accountName", "Demo " + id, "mainAccountId", ids.get(0)))
                .toList();
    }

    private void refuse(HttpExchange exchange, LoggedRequest logged, RefusedRequest refused) throws IOException {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("generalMessage", refused.generalMessage());
        error.put("details", refused.getMessage());
        error.put("requestUri", logged.path());
        error.put("timestamp", now.toString());
        sendJson(exchange, logged, refused.status(), error);
    }

    private static void sendJson(HttpExchange exchange, LoggedRequest logged, int status, Object value)
            throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(value);
        logged.answers(status);
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
        logged.sent(bytes.length);
    }
}
