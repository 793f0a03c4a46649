package agentsession.demo;

import agentsession.text.Json;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends JSON responses. */
final class JsonResponse {

    private JsonResponse() {}

    static void send(HttpExchange exchange, int status, Object value) throws IOException {
        byte[] bytes = Json.mapper().writeValueAsBytes(value);
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Sends the error of a rejected request. */
    static void send(HttpExchange exchange, RejectedRequest rejected, Instant now) throws IOException {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("generalMessage", rejected.generalMessage());
        error.put("details", rejected.getMessage());
        error.put("requestUri", exchange.getRequestURI().getPath());
        error.put("timestamp", now.toString());
        send(exchange, rejected.status(), error);
    }
}
