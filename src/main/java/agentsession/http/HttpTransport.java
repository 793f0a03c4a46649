package agentsession.http;

import agentsession.concurrent.CancellationToken;
import agentsession.config.Secret;
import agentsession.config.TransportSettings;
import agentsession.config.Version;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, each of which can be cancelled in every phase.
 *
 * <p>The threads and connections of a client live until it is garbage collected, since a JDK 17 client cannot be closed.
 * Therefore all connections with equal {@link TransportSettings} share one transport, which has a client for
 * HTTPS and one for plain HTTP. They use HTTP/1.1, in which aborting a response closes its connection. Redirects are never
 * followed, so that secrets are sent to no other host.
 */
public final class HttpTransport {
    /**
     * Runs the client's tasks, which are short, in its own thread: to hand over every few kilobytes of a report to another
     * thread would take a tenth of the time of a large report.
     */
    private static final Executor IN_CLIENT_THREAD = Runnable::run;

    /** The header {@code User-Agent} without the name of an application. */
    public static final String USER_AGENT = "agent-session-jdbc/" + Version.text();

    private static final WeakValueCache<TransportSettings, HttpTransport> SHARED = new WeakValueCache<>();

    private final TransportSettings settings;
    private final @Nullable ProxyAuthorization proxy;
    private final RestartingClient https;
    private final RestartingClient plainHttp;

    private HttpTransport(TransportSettings settings) {
        this.settings = settings;
        this.proxy = settings.proxy()
                .flatMap(TransportSettings.Proxy::login)
                .map(ProxyAuthorization::of)
                .orElse(null);
        HttpClient.Builder withTls = builder(settings);
        settings.trust().ifPresent(trust -> withTls.sslContext(TrustedCertificates.context(trust)));
        this.https = new RestartingClient(withTls);
        this.plainHttp = new RestartingClient(builder(settings).sslContext(new NoTls()));
    }

    /**
     * Returns the transport for these settings.
     *
     * @throws agentsession.error.DriverException (22023) if the trust store cannot be used, (28000) if a file with a
     *     secret cannot be read
     */
    public static HttpTransport of(TransportSettings settings) {
        return SHARED.get(settings, HttpTransport::new);
    }

    public TransportSettings settings() {
        return settings;
    }

    private static HttpClient.Builder builder(TransportSettings settings) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(IN_CLIENT_THREAD);
        if (!settings.connectTimeout().isZero()) {
            client.connectTimeout(settings.connectTimeout());
        }
        return client.proxy(PlainHttp.direct(settings.proxy()
                .map(proxy -> ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                .orElse(null)));
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
        RunningClient used = client(sent.uri());
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

    /** The client for a URI. */
    RunningClient client(URI uri) {
        return (PlainHttp.isUsedBy(uri) ? plainHttp : https).running();
    }
}
