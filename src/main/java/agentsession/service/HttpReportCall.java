package agentsession.service;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.CancellationToken;
import agentsession.http.ErrorText;
import agentsession.http.HttpExchange;
import agentsession.http.Retries;
import agentsession.http.ServiceResponse;
import agentsession.http.TransportFailure;
import agentsession.report.ReportFormat.ReturnType;
import agentsession.report.ReportRequest;
import agentsession.signin.Authorization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request over HTTP, repeated where that helps. */
final class HttpReportCall implements ReportCall {
    private static final Logger LOG = Logger.getLogger("agentsession.service");
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    /** How many blanks before the first character a body may have that is still looked at. */
    private static final int MOST_BLANKS = 256;

    private final HttpReportService service;
    private final ReportRequest request;
    private final Retries retries;
    private final CancellationToken ending = new CancellationToken();
    private volatile @Nullable Sent sent;
    private volatile Authorization carried = new Authorization.Nothing();
    private volatile Charset charset = StandardCharsets.UTF_8;
    private boolean renewed;

    HttpReportCall(HttpReportService service, ReportRequest request) {
        this.service = service;
        this.request = request;
        this.retries = new Retries(service.maxRetries());
        ending.onEnd(this::letGo);
    }

    /** A request that has been sent. */
    private static final class Sent {
        private final long began = System.nanoTime();
        private final HttpExchange exchange;
        private String outcome = "no answer";

        Sent(HttpExchange exchange) {
            this.exchange = exchange;
        }
    }

    @Override
    public InputStream open() {
        if (sent != null) {
            throw new IllegalStateException("A call is opened once, and once more after each retry");
        }
        service.began(this);
        boolean report = false;
        try {
            ending.check();
            InputStream body = answered();
            report = true;
            return body;
        } catch (InterruptedException e) {
            throw CancellationToken.interrupted(e);
        } catch (IOException e) {
            ending.check();
            throw TransportFailure.of(e, service.endpoint().uri());
        } finally {
            if (!report) {
                finish(0);
            }
        }
    }

    /** The report, after a second request if the first was refused for a token that can be renewed. */
    private InputStream answered() throws IOException, InterruptedException {
        Authorization authorization = service.signIn().authorization(ending);
        ServiceResponse answer = send(authorization);
        if (answer.status() == UNAUTHORIZED && !renewed) {
            renewed = true;
            Authorization other = service.signIn().insteadOf(authorization, ending);
            if (!other.equals(authorization)) {
                finish(0);
                return report(send(other), other);
            }
        }
        return report(answer, authorization);
    }

    private ServiceResponse send(Authorization authorization) throws IOException, InterruptedException {
        service.pace().await(ending);
        carried = authorization;
        Sent now = new Sent(service.transport().send(authorization.apply(service.query(request))));
        sent = now;
        if (ending.isOver()) {
            letGo();
        }
        ServiceResponse answer = now.exchange.await();
        now.outcome = "HTTP " + answer.status();
        return answer;
    }

    private InputStream report(ServiceResponse answer, Authorization authorization) throws IOException {
        InputStream body = answer.body();
        if (answer.status() != OK) {
            throw failure(answer, body, authorization);
        }
        if (!answer.isCompressed() && !answer.encoding().equals("identity")) {
            throw new DriverException(
                    SqlState.SERVICE_ERROR,
                    "The service at " + service.endpoint().host() + " compressed the report in a way not asked for: "
                            + ErrorText.oneLine(redact(answer.encoding()), 40) + ".");
        }
        charset = charset(answer);
        byte[] start = start(body);
        InputStream text = new SequenceInputStream(new ByteArrayInputStream(start), body);
        boolean xml = service.format().returnType() == ReturnType.XML;
        if (isMessage(start, xml)) {
            throw failure(answer, text, authorization);
        }
        return new ReportStream(text, this, service.endpoint().host(), xml || answer.isFramed());
    }

    /** A charset that no one here knows would make other texts of those in the report. */
    private Charset charset(ServiceResponse answer) {
        String name = answer.charset().orElse("UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new DriverException(
                    SqlState.SERVICE_ERROR,
                    "The service at " + service.endpoint().host() + " sends the report in a charset that this Java does"
                            + " not know: " + ErrorText.oneLine(redact(name), 40) + ".",
                    e);
        }
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

    private DriverException failure(ServiceResponse answer, InputStream body, Authorization authorization)
            throws IOException {
        try (body) {
            String words = answer.words(body);
            ending.check();
            return new ErrorResponse(answer, authorization.redact(words))
                    .toException(service.endpoint(), authorization);
        }
    }

    @Override
    public Charset charset() {
        return charset;
    }

    @Override
    public void retry(DriverException failure, Duration left) {
        finish(0);
        retries.await(failure, left, ending);
    }

    @Override
    public String redact(String text) {
        Sent open = sent;
        return carried.redact(open == null ? text : open.exchange.redact(text));
    }

    @Override
    public void abort() {
        ending.end(new DriverException(SqlState.QUERY_CANCELED, "The request for the report was ended."));
    }

    @Override
    public void close(long rows) {
        finish(rows);
        abort();
    }

    boolean isAborted() {
        return ending.isOver();
    }

    /** Lets go of the connection, as soon as all of the answer has been read or no more of it will be. */
    void letGo() {
        Sent open = sent;
        if (open != null) {
            open.exchange.abort();
        }
        service.ended(this);
    }

    /** Ends what was sent last, and logs it. */
    private void finish(long rows) {
        letGo();
        Sent open = sent;
        sent = null;
        if (open != null && LOG.isLoggable(Level.FINE)) {
            LOG.fine("account " + service.endpoint().accountId() + ", window " + request.window() + ", agents "
                    + request.agentIds().size() + ", teams " + request.teams().size() + ": " + open.outcome + ", "
                    + rows + " rows, " + open.exchange.bytes() + " bytes, "
                    + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - open.began) + " ms, " + retries.count()
                    + " retries");
        }
    }
}
