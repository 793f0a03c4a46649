package agentsession.demo;

import agentsession.report.ReportFormat;
import com.sun.net.httpserver.HttpExchange;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Streams the report that a request asks for: rows are made as the client takes them. */
final class ReportResponse {
    private static final int FLUSHED_AT = 8 * 1_024;

    private final CallCentre centre;
    private final DemoOptions options;
    private final Gate gate;

    ReportResponse(CallCentre centre, DemoOptions options, Gate gate) {
        this.centre = centre;
        this.options = options;
        this.gate = gate;
    }

    /** An IOException means that the client is gone or the service closed; the answer then has no proper end. */
    void send(HttpExchange exchange, ParsedRequest report, LoggedRequest logged) throws IOException {
        RequestedCriteria criteria = report.criteria();
        logged.criteria(criteria);
        SessionQuery query = new SessionQuery(centre, criteria, options.selection, options.rowOrder);
        TextRows rows = TextRows.of(report.format(), criteria.timeZone());
        OutputStream out = open(exchange, report.format(), logged);
        rows.header();
        long written = 0;
        pauseIfAsked(rows, out, written, query, logged);
        for (SimulatedSession session = query.next(); session != null; session = query.next()) {
            rows.row(session);
            written++;
            if (rows.size() >= FLUSHED_AT) {
                send(rows, out, written, query, logged);
            }
            pauseIfAsked(rows, out, written, query, logged);
        }
        rows.footer();
        send(rows, out, written, query, logged);
        // Closed here alone: it ends the body as complete.
        out.close();
    }

    private OutputStream open(HttpExchange exchange, ReportFormat format, LoggedRequest logged) throws IOException {
        exchange.getResponseHeaders()
                .set("Content-Type", "text/" + format.returnType().name().toLowerCase(Locale.ROOT) + ";charset=UTF-8");
        boolean gzip = options.gzip && acceptsGzip(exchange);
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        logged.answers(200);
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = new Counted(exchange.getResponseBody(), logged);
        return gzip ? new FastGzip(body) : body;
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return accepted != null && accepted.contains("gzip");
    }

    private void pauseIfAsked(TextRows rows, OutputStream out, long written, SessionQuery query, LoggedRequest logged)
            throws IOException {
        if (gate.stopsAfter(written)) {
            send(rows, out, written, query, logged);
            out.flush();
            gate.pass(written);
        }
    }

    private static void send(TextRows rows, OutputStream out, long written, SessionQuery query, LoggedRequest logged)
            throws IOException {
        out.write(rows.bytes(), 0, rows.size());
        rows.clear();
        logged.progress(written, query.examined());
    }

    private static final class Counted extends FilterOutputStream {
        private final LoggedRequest logged;
        private long count;

        Counted(OutputStream out, LoggedRequest logged) {
            super(out);
            this.logged = logged;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
            logged.sent(count);
        }
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, FLUSHED_AT, true);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
