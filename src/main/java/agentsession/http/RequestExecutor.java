package agentsession.http;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.TransientException;
import java.io.IOException;

/** Executes requests: authorizes, sends, renews a refused authorization once, retries after transient failures. */
public final class RequestExecutor {
    private static final int UNAUTHORIZED = 401;

    private final HttpTransport transport;
    private final Authorizer authorizer;
    private final RateLimiter limiter;
    private final int maxRetries;

    public RequestExecutor(HttpTransport transport, Authorizer authorizer, RateLimiter limiter, int maxRetries) {
        this.transport = transport;
        this.authorizer = authorizer;
        this.limiter = limiter;
        this.maxRetries = maxRetries;
    }

    /**
     * Executes a request in the calling thread.
     *
     * @return the result of the handler
     * @throws DriverException thrown by the handler; a {@link TransportFailure} if there is no complete response; after the last retry
     *     the last failure, with the number and duration of the attempts; the reason of a cancellation
     */
    public <T> T execute(ServiceRequest request, ResponseHandler<T> handler, CancellationToken token) {
        Retries retries = new Retries(maxRetries);
        boolean renewed = false;
        while (true) {
            token.throwIfCancelled();
            Authorization authorization = authorizer.authorization(token);
            limiter.acquire(token);
            handler.sending();
            try (HttpExchange exchange = transport.send(authorization.apply(request), token)) {
                try {
                    ServiceResponse response = exchange.await();
                    if (response.status() == UNAUTHORIZED && !renewed) {
                        renewed = true;
                        if (!authorizer.renew(authorization, token).equals(authorization)) {
                            continue;
                        }
                    }
                    return handler.handle(response, authorization);
                } finally {
                    handler.log(exchange.attempt(retries.count()));
                }
            } catch (IOException e) {
                token.throwIfCancelled();
                DriverException failure = TransportFailure.of(e, request.uri());
                if (!mayRetry(failure, handler)) {
                    return handler.failed(failure);
                }
                retries.await((TransientException) failure, token);
            } catch (TransientException e) {
                token.throwIfCancelled();
                if (!handler.mayRetry(e)) {
                    throw e;
                }
                retries.await(e, token);
            } catch (DriverException e) {
                token.throwIfCancelled();
                throw e;
            } catch (InterruptedException e) {
                throw CancellationToken.interrupted(e);
            }
        }
    }

    private static boolean mayRetry(DriverException failure, ResponseHandler<?> handler) {
        return failure instanceof TransientException e && handler.mayRetry(e);
    }
}
