package agentsession.service;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.Alarm;
import agentsession.http.CancellationToken;
import agentsession.http.HttpExchange;
import agentsession.http.Retries;
import agentsession.http.ServiceResponse;
import agentsession.http.TransportFailure;
import agentsession.signin.Authorization;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service for the accounts that the user may see, to find out before the first query what would fail it. A
 * service need not know that question, so that only a clear answer is a failure.
 */
final class Verification {
    private static final Logger LOG = Logger.getLogger("agentsession.service");
    private static final int UNAUTHORIZED = 401;
    private static final int MOST_BYTES = 1 << 20;
    /** How long the answer is waited for; a service that does not answer this may still answer reports. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpReportService service;
    private final Duration patience;

    Verification(HttpReportService service) {
        this(service, PATIENCE);
    }

    Verification(HttpReportService service, Duration patience) {
        this.service = service;
        this.patience = patience;
    }

    /** @throws DriverException as {@link HttpReportService#verify} says */
    void run(CancellationToken ending) {
        Authorization authorization = service.signIn().authorization(ending);
        Reply reply = Retries.repeat(service.maxRetries(), ending, () -> ask(authorization, ending));
        if (reply.status == UNAUTHORIZED) {
            Authorization other = service.signIn().insteadOf(authorization, ending);
            if (!other.equals(authorization)) {
                reply = ask(other, ending);
            }
        }
        if (reply.refusal != null) {
            throw reply.refusal;
        }
    }

    /** @param refusal what is to be told to the user, if the answer was a clear one */
    private record Reply(int status, @Nullable DriverException refusal) {}

    private Reply ask(Authorization authorization, CancellationToken ending) {
        ending.check();
        HttpExchange exchange = service.transport().send(authorization.apply(service.accountsQuery()));
        ending.onEnd(exchange::abort);
        Alarm alarm = Alarm.after(patience, exchange::abort);
        try {
            ServiceResponse answer = exchange.await();
            try (InputStream body = answer.body()) {
                return new Reply(answer.status(), refusal(answer, body, authorization));
            }
        } catch (InterruptedException e) {
            throw CancellationToken.interrupted(e);
        } catch (IOException e) {
            ending.check();
            DriverException failure = TransportFailure.of(e, service.endpoint().accounts());
            if (failure.state() == SqlState.UNABLE_TO_CONNECT) {
                throw failure;
            }
            LOG.log(
                    Level.FINE,
                    "The accounts could not be asked for, which may mean nothing: {0}",
                    failure.getMessage());
            return new Reply(0, null);
        } finally {
            alarm.lift();
            exchange.abort();
        }
    }

    private @Nullable DriverException refusal(ServiceResponse answer, InputStream body, Authorization authorization)
            throws IOException {
        return switch (answer.status()) {
            case 200 ->
                Accounts.missing(body.readNBytes(MOST_BYTES), service.endpoint())
                        .orElse(null);
            case UNAUTHORIZED, 403, 407 ->
                new ErrorResponse(answer, authorization.redact(answer.words(body)))
                        .toRefusedSignIn(service.endpoint(), authorization);
            default -> null;
        };
    }
}
