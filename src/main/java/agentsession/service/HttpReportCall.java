package agentsession.service;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportFormat.ReturnType;
import agentsession.report.ReportRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request over HTTP. */
final class HttpReportCall implements ReportCall {
    private static final Logger LOG = Logger.getLogger("agentsession.service");
    private static final int OK = 200;
    /** How many blanks before the first character a body may have that is still looked at. */
    private static final int MOST_BLANKS = 256;

    private final HttpReportService service;
    private final ReportRequest request;

    private final AtomicBoolean opened = new AtomicBoolean();
    private HttpTransport.@Nullable Exchange exchange;
    private volatile boolean aborted;

    HttpReportCall(HttpReportService service, ReportRequest request) {
        this.service = service;
        this.request = request;
    }

    @Override
    public InputStream open() {
        if (opened.getAndSet(true)) {
            throw new IllegalStateException("A call can be opened once");
        }
        long sent = System.nanoTime();
        String outcome = "no answer";
        boolean report = false;
        try {
            HttpResponse<InputStream> answer = send().await();
            outcome = "HTTP " + answer.statusCode();
            InputStream body = report(answer);
            report = true;
            return body;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort();
            throw canceled(e);
        } catch (InterruptedIOException e) {
            abort();
            throw canceled(e);
        } catch (IOException e) {
            throw aborted ? canceled(e) : TransportFailure.of(e, service.endpoint());
        } finally {
            if (!report) {
                end();
            }
            log(outcome, System.nanoTime() - sent);
        }
    }

    @Override
    public void abort() {
        synchronized (this) {
            aborted = true;
        }
        end();
    }

    boolean isAborted() {
        return aborted;
    }

    /** Lets go of the connection; to be called when all of the answer has been read, or no more of it will be. */
    void end() {
        HttpTransport.Exchange ended;
        synchronized (this) {
            ended = exchange;
        }
        if (ended != null) {
            ended.abort();
        }
        service.ended(this);
    }

    private synchronized HttpTransport.Exchange send() {
        if (aborted) {
            throw canceled(null);
        }
        service.began(this);
        HttpTransport.Exchange sent = service.transport().send(service.httpRequest(request));
        exchange = sent;
        return sent;
    }

    private InputStream report(HttpResponse<InputStream> answer) throws IOException {
        HttpHeaders headers = answer.headers();
        String encoding = headers.firstValue("Content-Encoding")
                .orElse("identity")
                .strip()
                .toLowerCase(Locale.ROOT);
        boolean compressed = encoding.equals("gzip") || encoding.equals("x-gzip");
        InputStream body = compressed ? new GzipBody(answer.body()) : answer.body();
        if (answer.statusCode() != OK) {
            throw failure(answer, body);
        }
        if (!compressed && !encoding.equals("identity")) {
            throw new DriverException(
                    SqlState.SERVICE_ERROR,
                    "The service at " + service.endpoint().host() + " compressed the report in a way not asked for: "
                            + ErrorText.oneLine(encoding, 40) + ".");
        }
        byte[] start = start(body);
        InputStream text = new SequenceInputStream(new ByteArrayInputStream(start), body);
        boolean xml = service.format().returnType() == ReturnType.XML;
        if (isMessage(start, xml)) {
            throw failure(answer, text);
        }
        boolean framed = compressed
                || xml
                || headers.firstValue("Content-Length").isPresent()
                || headers.firstValue("Transfer-Encoding").isPresent();
        return new ReportBody(text, this, service.endpoint().host(), framed);
    }

    /** The body up to its first character that is no blank. */
    private static byte[] start(InputStream body) throws IOException {
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        boolean blank = true;
        while (blank && start.size() < MOST_BLANKS) {
            int next = body.read();
            if (next < 0) {
                break;
            }
            start.write(next);
            blank = isBlank(next);
        }
        return start.toByteArray();
    }

    /** Whether a byte is a blank, a line end, or one of the three of UTF-8's byte order mark. */
    private static boolean isBlank(int next) {
        return next <= ' ' || next == 0xef || next == 0xbb || next == 0xbf;
    }

    /** JSON, or HTML and XML where a report has a header row; what else is no report, its reader sees. */
    private static boolean isMessage(byte[] start, boolean xml) {
        return start.length > 0 && (start[start.length - 1] == '{' || (start[start.length - 1] == '<' && !xml));
    }

    private DriverException failure(HttpResponse<InputStream> answer, InputStream body) throws IOException {
        try (body) {
            String words = ErrorText.read(body, service.patience(), this::end);
            if (aborted) {
                return canceled(null);
            }
            Authorization authorization = service.authorization();
            return new ErrorAnswer(answer.statusCode(), answer.headers(), authorization.redact(words))
                    .toException(service.endpoint(), authorization);
        }
    }

    private static DriverException canceled(@Nullable Throwable cause) {
        return new DriverException(SqlState.QUERY_CANCELED, "The request for the report was ended.", cause);
    }

    private void log(String outcome, long nanos) {
        if (LOG.isLoggable(Level.FINE)) {
            LOG.fine("account " + service.endpoint().accountId() + ", window " + request.window() + ", agents "
                    + request.agentIds().size() + ", teams " + request.teams().size() + ": " + outcome + " in "
                    + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
        }
    }
}
