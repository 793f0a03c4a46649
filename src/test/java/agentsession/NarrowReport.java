package agentsession;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service whose report has millions of rows, and only few columns for speed. */
final class NarrowReport implements AutoCloseable {
    static final int TEAMS = 6;

    private static final int ROWS_IN_WRITE = 1_000;

    private final long rows;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();

    /** @param rows with LOGIN_SESSION_ID 0, 1, 2... */
    NarrowReport(long rows) throws IOException {
        this.rows = rows;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "jdbc:agentsession://localhost:" + server.getAddress().getPort()
                + "/1?tls=false&cacheMaxAge=PT0S&accessToken=t&timeZone=UTC&now=2026-11-20T18:00:30Z";
    }

    private void handle(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, 0);
        StringBuilder text = new StringBuilder("Agent ID,Login DTS,Talk Time (min),Team,Login Session ID\n");
        OutputStream body = exchange.getResponseBody();
        for (long row = 0; row < rows; row++) {
            text.append(row % 150 + 1)
                    .append(",11/1/26 8:00 AM,")
                    .append(row * 7_919 % 500)
                    .append(".25,Team ")
                    .append(row % TEAMS)
                    .append(',')
                    .append(row)
                    .append('\n');
            if (row % ROWS_IN_WRITE == 0) {
                write(text, body);
            }
        }
        write(text, body);
        // Not closed after a failure, since that would complete the body.
        body.close();
    }

    private static void write(StringBuilder text, OutputStream body) throws IOException {
        body.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        text.setLength(0);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
