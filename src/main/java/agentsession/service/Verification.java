package agentsession.service;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.error.TransientException;
import agentsession.http.Authorization;
import agentsession.http.RequestExecutor;
import agentsession.http.ResponseHandler;
import agentsession.http.ServiceRequest;
import agentsession.http.ServiceResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.logging.Logger;

/**
 * Requests the list of accounts that the user may access, to find errors in the settings before the first query. Since
 * not every service supports that request, only an unambiguous response is an error.
 */
final class Verification implements ResponseHandler<Boolean> {
    /** Of each attempt. After it the account counts as unconfirmed, since reports may still work. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger("agentsession.service");
    private static final int MAX_BYTES = 1 << 20;

    private final ReportEndpoint endpoint;
    private final RequestExecutor executor;

    Verification(ReportEndpoint endpoint, RequestExecutor executor) {
        this.endpoint = endpoint;
        this.executor = executor;
    }

    /** @throws DriverException see {@link HttpReportService#verify} */
    void run(String userAgent, Duration timeout, CancellationToken token) {
        ServiceRequest request = ServiceRequest.get(endpoint.accounts())
                .withHeader("User-Agent", userAgent)
                .withTimeout(timeout);
        executor.execute(request, this, token);
    }

    /** Returns whether the service has confirmed the account. */
    @Override
    public Boolean handle(ServiceResponse response, Authorization authorization) throws IOException {
        try (InputStream body = response.body()) {
            switch (response.status()) {
                case 200 -> {
                    Accounts.check(body.readNBytes(MAX_BYTES), endpoint);
                    return true;
                }
                case 401, 403, 407 ->
                    throw new ErrorResponse(response, response.message(body)).toRefusedSignIn(endpoint, authorization);
                default -> {
                    return false;
                }
            }
        }
    }

    @Override
    public boolean mayRetry(TransientException failure) {
        return failure.state() == SqlState.UNABLE_TO_CONNECT;
    }

    @Override
    public Boolean failed(DriverException transportFailure) {
        if (transportFailure.state() == SqlState.UNABLE_TO_CONNECT) {
            throw transportFailure;
        }
        LOG.fine(() -> "The accounts could not be listed, which is not an error: " + transportFailure.getMessage());
        return false;
    }
}
