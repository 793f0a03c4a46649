package agentsession.service;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.error.TransientException;
import agentsession.http.Authorization;
import agentsession.http.ErrorText;
import agentsession.http.ResponseHandler;
import agentsession.http.ServiceResponse;
import agentsession.report.ReportFormat.ReturnType;
import agentsession.report.ReportRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.logging.Logger;

/** Passes the report in a response to the consumer, or throws the error that the response is. */
final class ReportResponseHandler implements ResponseHandler<Long> {
    private static final Logger LOG = Logger.getLogger("agentsession.service");
    private static final int OK = 200;
    /** The maximum number of leading blanks to skip when looking for the first character of a body. */
    private static final int MAX_BLANKS = 256;

    private final ReportEndpoint endpoint;
    private final ReturnType returnType;
    private final ReportRequest request;
    private final ReportConsumer consumer;
    private final CancellationToken token;

    ReportResponseHandler(
            ReportEndpoint endpoint,
            ReturnType returnType,
            ReportRequest request,
            ReportConsumer consumer,
            CancellationToken token) {
        this.endpoint = endpoint;
        this.returnType = returnType;
        this.request = request;
        this.consumer = consumer;
        this.token = token;
    }

    /** Returns the number of rows used. */
    @Override
    public Long handle(ServiceResponse response, Authorization authorization) throws IOException {
        try (InputStream body = response.body()) {
            consumer.read(report(response, body, authorization));
            return consumer.rows();
        }
    }

    @Override
    public void sending() {
        consumer.sending();
    }

    @Override
    public boolean mayRetry(TransientException failure) {
        return consumer.rows() == 0;
    }

    @Override
    public void log(Attempt attempt) {
        consumer.attempted(attempt.bytes(), attempt.retries());
        LOG.fine(() -> "account " + endpoint.accountId() + ", window " + request.window() + ", agents "
                + request.agentIds().size() + ", teams " + request.teams().size() + ": " + attempt.outcome() + ", "
                + consumer.rows() + " rows, " + attempt.bytes() + " bytes, " + attempt.millis() + " ms, "
                + attempt.retries() + " retries");
    }

    private ReportBody report(ServiceResponse response, InputStream body, Authorization authorization)
            throws IOException {
        if (response.status() != OK) {
            throw failure(response, body, authorization);
        }
        if (!response.isCompressed() && !response.encoding().equals("identity")) {
            throw new DriverException(
                    SqlState.SERVICE_ERROR,
                    "The service at " + endpoint.host()
                            + " sent the report in a content encoding that was not requested: "
                            + ErrorText.oneLine(response.redact(response.encoding()), 40) + ".");
        }
        Charset charset = charset(response);
        byte[] start = start(body);
        InputStream text = new SequenceInputStream(new ByteArrayInputStream(start), body);
        boolean xml = returnType == ReturnType.XML;
        if (isMessage(start, xml)) {
            throw failure(response, text, authorization);
        }
        return new ReportBody(
                new ReportStream(text, endpoint.host(), xml || response.isFramed(), token), charset, response::redact);
    }

    /** Fails for an unknown charset, since another one would change the text. */
    private Charset charset(ServiceResponse response) {
        String name = response.charset().orElse("UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new DriverException(
                    SqlState.SERVICE_ERROR,
                    "The service at " + endpoint.host() + " sent the report in a charset that this Java does"
                            + " not support: " + ErrorText.oneLine(response.redact(name), 40) + ".",
                    e);
        }
    }

    /** Reads the body up to its first non-blank character. */
    private static byte[] start(InputStream body) throws IOException {
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        boolean blank = true;
        while (blank && start.size() < MAX_BLANKS) {
            int next = body.read();
            if (next < 0) {
                break;
            }
            start.write(next);
            blank = isBlank(next);
        }
        return start.toByteArray();
    }

    /** Whether a byte is a space, a control character or a byte of UTF-8's byte order mark. */
    private static boolean isBlank(int next) {
        return next <= ' ' || next == 0xef || next == 0xbb || next == 0xbf;
    }

    /** Whether the body is JSON, or HTML or XML instead of CSV. The report's reader detects other errors. */
    private static boolean isMessage(byte[] start, boolean xml) {
        return start.length > 0 && (start[start.length - 1] == '{' || (start[start.length - 1] == '<' && !xml));
    }

    private DriverException failure(ServiceResponse response, InputStream body, Authorization authorization)
            throws IOException {
        return new ErrorResponse(response, response.message(body)).toException(endpoint, authorization);
    }
}
