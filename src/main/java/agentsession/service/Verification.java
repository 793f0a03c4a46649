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
 * Asks the service for the accounts that the user may see, to find out before the first query what would fail it. Not
 * every service answers that, so only a clear answer is a failure.
 */
final class Verification implements ResponseHandler<Boolean> {
    /** Of each attempt; a service that does not answer this in time may still send reports. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger("agentsession.service");
    private static final int MAX_BYTES = 1 << 20;

    private final ReportEndpoint endpoint;
    private final RequestExecutor executor;

    Verification(ReportEndpoint endpoint, RequestExecutor executor) {
        this.endpoint = endpoint;
        this.executor = executor;
    }

    /** @throws DriverException as {@link HttpReportService#verify} says */
    void run(String userAgent, Duration timeout, CancellationToken token) {
        ServiceRequest request = ServiceRequest.get(endpoint.accounts())
                .with("User-Agent", userAgent)
                .within(timeout);
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
        LOG.fine(() -> "The accounts could not be listed, which may mean nothing: " + transportFailure.getMessage());
        return false;
    }
}
