package agentsession.http;

import agentsession.concurrent.CancellationToken;
import agentsession.config.Secret;
import agentsession.config.TransportSettings;
import agentsession.config.Version;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, each of which can be cancelled in every phase.
 *
 * <p>The threads and connections of a client live until it is garbage collected, since a JDK 17 client cannot be closed.
 * Therefore all connections with equal {@link TransportSettings} share one transport, which replaces a client whose thread
 * has died. It uses HTTP/1.1, in which aborting a response closes its connection. Redirects are never followed, so that secrets are sent to no other host.
 */
public final class HttpTransport {
    /** The header {@code User-Agent} without the name of an application. */
    public static final String USER_AGENT = "agent-session-jdbc/" + Version.text();

    private static final Logger LOG = Logger.getLogger("agentsession.http");

    private static final WeakValueCache<TransportSettings, HttpTransport> SHARED = new WeakValueCache<>();

    private final HttpClient.Builder builder;
    private final TransportSettings settings;
    private final @Nullable ProxyAuthorization proxy;
    private RunningClient client;

    private HttpTransport(HttpClient.Builder builder, TransportSettings settings, @Nullable ProxyAuthorization proxy) {
        this.builder = builder;
        this.settings = settings;
        this.proxy = proxy;
        this.client = RunningClient.start(builder);
    }

    /**
     * Returns the transport for these settings.
     *
     * @throws agentsession.error.DriverException (22023) if the trust store cannot be used, (28000) if a file with a
     *     secret cannot be read
     */
    public static HttpTransport of(TransportSettings settings) {
        return SHARED.get(settings, HttpTransport::create);
    }

    public TransportSettings settings() {
        return settings;
    }

    private static HttpTransport create(TransportSettings settings) {
        Optional<ProxyAuthorization> authorization =
                settings.proxy().flatMap(TransportSettings.Proxy::login).map(ProxyAuthorization::of);
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
        if (!settings.connectTimeout().isZero()) {
            client.connectTimeout(settings.connectTimeout());
        }
        client.proxy(PlainHttp.direct(settings.proxy()
                .map(proxy -> ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                .orElse(null)));
        settings.trust().ifPresent(trust -> client.sslContext(TrustedCertificates.context(trust)));
        return new HttpTransport(client, settings, authorization.orElse(null));
    }

    /** @param basic user and password, encoded for the header */
    private record ProxyAuthorization(Secret basic, Secret password) {
        static ProxyAuthorization of(TransportSettings.ProxyLogin login) {
            Secret password = login.password().read();
            String userAndPassword = login.user() + ":" + password.reveal();
            return new ProxyAuthorization(
                    new Secret(Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8))),
                    password);
        }
    }

    /**
     * Sends a request without waiting for its response.
     *
     * @param token aborts the exchange when it is cancelled
     */
    HttpExchange send(ServiceRequest request, CancellationToken token) {
        ServiceRequest sent = proxy == null || PlainHttp.isUsedBy(request.uri())
                ? request
                : request.withSecretHeader("Proxy-Authorization", "Basic ", proxy.basic)
                        .withSecrets(List.of(proxy.password));
        HttpRequest.Builder message = HttpRequest.newBuilder(sent.uri()).setHeader("User-Agent", USER_AGENT);
        sent.headers().forEach(message::setHeader);
        if (sent.body() != null) {
            message.POST(HttpRequest.BodyPublishers.ofString(sent.body()));
        }
        HttpExchange exchange = new HttpExchange(settings.socketTimeout(), sent.secrets());
        RunningClient used = client();
        exchange.started(used, start(used, message.build(), exchange), sent.timeout(), token);
        return exchange;
    }

    private static CompletableFuture<HttpResponse<InputStream>> start(
            RunningClient client, HttpRequest request, HttpExchange exchange) {
        try {
            return client.http().sendAsync(request, headers -> exchange.newBody());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(RunningClient.death());
        }
    }

    /** The client; a new one if its thread has died. */
    synchronized RunningClient client() {
        if (!client.isAlive()) {
            LOG.fine("The thread of the HTTP client has died; another client is started.");
            client = RunningClient.start(builder);
        }
        return client;
    }
}
