package agentsession.signin;

import agentsession.concurrent.CancellationToken;
import agentsession.config.Secret;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.Authorization;
import agentsession.http.Authorizer;
import agentsession.http.ErrorText;
import agentsession.http.HttpTransport;
import agentsession.http.RateLimiter;
import agentsession.http.RequestExecutor;
import agentsession.http.ResponseHandler;
import agentsession.http.ServiceRequest;
import agentsession.http.ServiceResponse;
import agentsession.http.TransportFailure;
import agentsession.text.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.logging.Logger;

/** Sends the requests of a sign-in and parses their JSON responses. */
final class SignInClient {
    private static final Logger LOG = Logger.getLogger("agentsession.signin");
    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_MESSAGE = 300;

    private final RequestExecutor executor;
    private final CancellationToken token;

    SignInClient(HttpTransport transport, int maxRetries, CancellationToken token) {
        this.executor = new RequestExecutor(transport, Authorizer.NONE, RateLimiter.UNLIMITED, maxRetries);
        this.token = token;
    }

    /**
     * Sends a request; retries it after transient failures.
     *
     * @param purpose for messages: "Could not ..."
     * @param secrets those in the request, which are redacted in messages
     * @param properties those to check if it is refused
     * @throws DriverException (28000) if it is refused
     */
    JsonNode send(ServiceRequest request, String purpose, Collection<Secret> secrets, String properties) {
        return executor.execute(request.withSecrets(secrets), new Handler(request, purpose, properties), token);
    }

    private record Handler(ServiceRequest request, String purpose, String properties)
            implements ResponseHandler<JsonNode> {
        @Override
        public JsonNode handle(ServiceResponse response, Authorization authorization) throws IOException {
            try (InputStream body = response.body()) {
                if (response.status() != 200) {
                    throw refusal(response, body);
                }
                return json(body.readNBytes(MAX_BYTES));
            }
        }

        @Override
        public void log(Attempt attempt) {
            LOG.fine(() -> request + ": " + attempt.outcome() + " in " + attempt.millis() + " ms");
        }

        private JsonNode json(byte[] body) throws IOException {
            try {
                JsonNode json = Json.mapper().readTree(body);
                if (json.isObject()) {
                    return json;
                }
            } catch (JsonProcessingException e) {
                LOG.finer("The response to a sign-in is not JSON"); // the exception's message may quote a token
            }
            throw new DriverException(
                    SqlState.INVALID_AUTHORIZATION,
                    "Could not " + purpose + ": the response of " + TransportFailure.host(request.uri())
                            + " is not a JSON object. Check host and base path.");
        }

        private DriverException refusal(ServiceResponse response, InputStream body) throws IOException {
            String message = ErrorText.oneLine(response.message(body), MAX_MESSAGE);
            String what = "Could not " + purpose + ": " + TransportFailure.host(response.uri()) + " answered HTTP "
                    + response.status() + (message.isEmpty() ? "" : " (" + message + ")") + ".";
            if (response.status() == 429) {
                return response.transientFailure(
                        SqlState.RATE_LIMITED, what + " It allows only a few sign-ins a minute.");
            }
            if (response.isServerFailure()) {
                return response.transientFailure(SqlState.SERVICE_ERROR, what);
            }
            return new DriverException(SqlState.INVALID_AUTHORIZATION, what + advice(response));
        }

        private String advice(ServiceResponse response) {
            return switch (response.status()) {
                case 301, 302, 303, 307, 308 ->
                    " It redirects to " + response.redirectTarget()
                            + ", which the driver does not follow, so that it sends credentials to no other host.";
                case 400, 401, 403 -> " Check " + properties + ".";
                case 407 -> " The proxy requires a sign-in. " + response.proxyAdvice();
                default -> " Check the host and the base path in the URL.";
            };
        }
    }
}
