package agentsession.demo;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Logs in users, requires a token, and treats reports as the {@link Script} says. */
final class ScriptedFilter extends Filter {
    private static final int CUT_AFTER = 20_000;

    private final Script script;

    ScriptedFilter(Script script) {
        this.script = script;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (path.contains("/auth/login/")) {
            int number = script.login();
            JsonResponse.send(
                    exchange, 200, Map.of("accessToken", "token" + number, "refreshToken", "refresh" + number));
        } else if (authorization == null || !authorization.matches("(?i)bearer token\\d*")) {
            JsonResponse.send(exchange, 401, Map.of("generalMessage", "No token"));
        } else if (path.endsWith("/reportsStreaming")) {
            report(exchange, chain, body);
        } else {
            exchange.setStreams(new ByteArrayInputStream(new byte[0]), null);
            chain.doFilter(exchange);
        }
    }

    private void report(HttpExchange exchange, Chain chain, String body) throws IOException {
        Script.Report report = script.report(body);
        exchange.setStreams(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                new ReportStream(exchange.getResponseBody(), report));
        switch (report.fate()) {
            case TOO_MANY -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                JsonResponse.send(exchange, 429, Map.of("generalMessage", "Too many reports"));
            }
            case FAILS -> JsonResponse.send(exchange, 500, Map.of("generalMessage", "The report is out of order"));
            case CUT, COMPLETE -> chain.doFilter(exchange);
        }
    }

    @Override
    public String description() {
        return "Follows a script";
    }

    private static final class ReportStream extends FilterOutputStream {
        private final Script.Report report;
        private long left;

        ReportStream(OutputStream out, Script.Report report) {
            super(out);
            this.report = report;
            left = report.fate() == Script.Fate.CUT ? CUT_AFTER : Long.MAX_VALUE;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                out.flush();
                throw new IOException("Cut off by the script");
            }
            out.write(bytes, offset, length);
            report.sent(length);
        }
    }
}
