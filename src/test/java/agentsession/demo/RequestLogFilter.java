package agentsession.demo;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Logs each request and the progress of its response. */
final class RequestLogFilter extends Filter {
    private static final ThreadLocal<LoggedRequest> CURRENT = new ThreadLocal<>();

    private final RequestLog log;

    RequestLogFilter(RequestLog log) {
        this.log = log;
    }

    /** The request that this thread handles. */
    static LoggedRequest current() {
        return CURRENT.get();
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        LoggedRequest logged = new LoggedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(body, StandardCharsets.UTF_8));
        exchange.setStreams(new ByteArrayInputStream(body), new CountingStream(exchange, logged));
        log.add(logged);
        CURRENT.set(logged);
        LoggedRequest.State end = LoggedRequest.State.BROKEN;
        try {
            chain.doFilter(exchange);
            end = LoggedRequest.State.COMPLETE;
        } finally {
            CURRENT.remove();
            logged.end(end);
        }
    }

    @Override
    public String description() {
        return "Logs requests";
    }

    private static final class CountingStream extends FilterOutputStream {
        private final HttpExchange exchange;
        private final LoggedRequest logged;
        private long count;

        CountingStream(HttpExchange exchange, LoggedRequest logged) {
            super(exchange.getResponseBody());
            this.exchange = exchange;
            this.logged = logged;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            logged.responds(exchange.getResponseCode());
            out.write(bytes, offset, length);
            count += length;
            logged.sent(count);
        }
    }
}
