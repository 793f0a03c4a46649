package agentsession.http;

import java.net.http.HttpClient;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A client that is started when it is first needed, and again when its thread has died. Thread-safe. */
final class RestartingClient {
    private static final Logger LOG = Logger.getLogger("agentsession.http");

    private final HttpClient.Builder builder;
    private @Nullable RunningClient client;

    RestartingClient(HttpClient.Builder builder) {
        this.builder = builder;
    }

    /** @throws java.io.UncheckedIOException if the JVM's TLS context cannot be created */
    synchronized RunningClient running() {
        if (client == null) {
            client = RunningClient.start(builder);
        } else if (!client.isAlive()) {
            LOG.fine("The thread of the HTTP client has died; another client is started.");
            client = RunningClient.start(builder);
        }
        return client;
    }
}
