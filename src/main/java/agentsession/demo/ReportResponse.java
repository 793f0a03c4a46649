package agentsession.demo;

import agentsession.report.ReportFormat;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Streams a report: rows are generated while the client reads. */
final class ReportResponse {
    private static final int BUFFER_SIZE = 8 * 1_024;

    private final CallCentre centre;
    private final DemoSettings settings;
    private final Supplier<ReportObserver> observers;

    /** @param observers creates the observer of a report, on the thread of the request, before the response begins */
    ReportResponse(CallCentre centre, DemoSettings settings, Supplier<ReportObserver> observers) {
        this.centre = centre;
        this.settings = settings;
        this.observers = observers;
    }

    /** Sends a report. After an IOException, if the client disconnects or the service closes, the response is incomplete. */
    void send(HttpExchange exchange, ParsedRequest request) throws IOException {
        ReportObserver observer = observers.get();
        SessionQuery query = new SessionQuery(centre, request, settings.byOverlap(), settings.shuffled());
        TextRows rows = TextRows.of(request.format(), request.timeZone());
        OutputStream out = open(exchange, request.format());
        rows.header();
        long written = 0;
        pauseIfRequested(rows, out, written, query, observer);
        for (SimulatedSession session = query.next(); session != null; session = query.next()) {
            rows.row(session);
            written++;
            if (rows.size() >= BUFFER_SIZE) {
                send(rows, out, written, query, observer);
            }
            pauseIfRequested(rows, out, written, query, observer);
        }
        rows.footer();
        send(rows, out, written, query, observer);
        // Not in a finally block, since closing marks the body as complete.
        out.close();
    }

    private OutputStream open(HttpExchange exchange, ReportFormat format) throws IOException {
        exchange.getResponseHeaders()
                .set("Content-Type", "text/" + format.returnType().name().toLowerCase(Locale.ROOT) + ";charset=UTF-8");
        boolean gzip = settings.gzip() && acceptsGzip(exchange);
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        return gzip ? new FastGzip(body) : body;
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return accepted != null && accepted.contains("gzip");
    }

    private static void pauseIfRequested(
            TextRows rows, OutputStream out, long written, SessionQuery query, ReportObserver observer)
            throws IOException {
        if (observer.pausesAfter(written)) {
            send(rows, out, written, query, observer);
            out.flush();
            observer.pause(written);
        }
    }

    private static void send(TextRows rows, OutputStream out, long written, SessionQuery query, ReportObserver observer)
            throws IOException {
        out.write(rows.bytes(), 0, rows.size());
        rows.clear();
        observer.sent(written, query.examined());
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER_SIZE, true);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
