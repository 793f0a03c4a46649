package agentsession.signin;

import agentsession.config.Secret;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.CancellationToken;
import agentsession.http.ErrorText;
import agentsession.http.HttpExchange;
import agentsession.http.HttpTransport;
import agentsession.http.Retries;
import agentsession.http.ServiceRequest;
import agentsession.http.ServiceResponse;
import agentsession.http.TransportFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** The requests of a sign-in: small forms, answered by small JSON, repeated where that helps. */
final class SignInClient {
    private static final Logger LOG = Logger.getLogger("agentsession.signin");
    private static final int MOST_BYTES = 256 * 1024;
    private static final int LONGEST_WORDS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpTransport transport;
    private final int maxRetries;
    private final CancellationToken ending;

    SignInClient(HttpTransport transport, int maxRetries, CancellationToken ending) {
        this.transport = transport;
        this.maxRetries = maxRetries;
        this.ending = ending;
    }

    /**
     * Asks, again if need be.
     *
     * @param purpose what it is for, as in "could not ..."
     * @param secrets what the query holds that no message may show
     * @param properties those to check if it is refused
     * @throws DriverException (28000) if it is refused
     */
    JsonNode ask(ServiceRequest query, String purpose, Collection<Secret> secrets, String properties) {
        return Retries.repeat(maxRetries, ending, () -> askOnce(query, purpose, secrets, properties));
    }

    private JsonNode askOnce(ServiceRequest query, String purpose, Collection<Secret> secrets, String properties) {
        ending.check();
        long sent = System.nanoTime();
        String outcome = "no answer";
        HttpExchange exchange = transport.send(query);
        ending.onEnd(exchange::abort);
        try {
            ServiceResponse answer = exchange.await();
            outcome = "HTTP " + answer.status();
            try (InputStream body = answer.body()) {
                if (answer.status() != 200) {
                    throw refused(answer, body, purpose, secrets, properties);
                }
                return json(body.readNBytes(MOST_BYTES), query, purpose);
            }
        } catch (InterruptedException e) {
            throw CancellationToken.interrupted(e);
        } catch (IOException e) {
            ending.check();
            throw TransportFailure.of(e, query.uri());
        } finally {
            exchange.abort();
            String line = outcome;
            LOG.fine(() ->
                    query + ": " + line + " in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent) + " ms");
        }
    }

    private static JsonNode json(byte[] body, ServiceRequest query, String purpose) throws IOException {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // Its message may quote a token; what is said below has to do.
        }
        throw new DriverException(
                SqlState.INVALID_AUTHORIZATION,
                "Could not " + purpose + ": what " + TransportFailure.host(query.uri())
                        + " answered is no JSON object. Check host and base path.");
    }

    private DriverException refused(
            ServiceResponse answer, InputStream body, String purpose, Collection<Secret> secrets, String properties)
            throws IOException {
        String words = Secret.redact(answer.words(body), secrets);
        ending.check();
        String said = ErrorText.oneLine(words, LONGEST_WORDS);
        String what = "Could not " + purpose + ": " + TransportFailure.host(answer.uri()) + " answered HTTP "
                + answer.status() + (said.isEmpty() ? "" : " (" + said + ")") + ".";
        if (answer.status() == 429) {
            return answer.passing(SqlState.RATE_LIMITED, what + " It allows a few sign-ins a minute.");
        }
        if (answer.isPassingFailure()) {
            return answer.passing(SqlState.SERVICE_ERROR, what);
        }
        return new DriverException(SqlState.INVALID_AUTHORIZATION, what + advice(answer, properties));
    }

    private static String advice(ServiceResponse answer, String properties) {
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 ->
                " It redirects to " + answer.target()
                        + ", which is not followed, so that the credentials go to no other host.";
            case 400, 401, 403 -> " Check " + properties + ".";
            case 407 -> " It is the proxy on the way there that wants a sign-in. " + answer.proxyAdvice();
            default -> " Check the host and the base path in the URL.";
        };
    }
}
