package agentsession.service;

import agentsession.concurrent.CancellationToken;
import agentsession.config.ConnectionSettings;
import agentsession.config.Credentials;
import agentsession.config.RetrySettings;
import agentsession.config.ServiceAddress;
import agentsession.config.TransportSettings;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.HttpTransport;
import agentsession.http.PlainHttp;
import agentsession.http.RateLimiter;
import agentsession.http.RequestExecutor;
import agentsession.http.ServiceRequest;
import agentsession.report.ReportRequest;
import agentsession.report.ReportScope;
import agentsession.signin.SharedSignIn;
import com.google.common.base.Ascii;
import java.time.Duration;
import java.util.Map;

/** The HTTP client of the report service for one connection. */
public final class HttpReportService implements ReportService {
    private static final int MAX_NAME = 256;

    private final ReportEndpoint endpoint;
    private final ReportScope scope;
    private final SharedSignIn signIn;
    private final RequestExecutor reports;
    private final Verification verification;
    private final CancellationToken connection = new CancellationToken();
    private volatile String userAgent;

    /**
     * Creates the client; sends no request.
     *
     * @param applicationName put before the driver's name in {@code User-Agent}; empty for none
     * @throws DriverException (22023) if the trust store cannot be used
     */
    HttpReportService(
            ServiceAddress.Remote address,
            Credentials credentials,
            ReportScope scope,
            String applicationName,
            TransportSettings transport,
            RetrySettings retries) {
        HttpTransport http = HttpTransport.of(transport);
        this.endpoint = ReportEndpoint.of(address);
        this.scope = scope;
        this.userAgent = userAgent(applicationName);
        this.signIn = SharedSignIn.acquire(credentials, address.base(), http, retries.maxRetries());
        this.reports = new RequestExecutor(
                http, signIn, RateLimiter.of(endpoint.uri(), retries.requestsPerMinute()), retries.maxRetries());
        this.verification = new Verification(
                endpoint, new RequestExecutor(http, signIn, RateLimiter.UNLIMITED, retries.maxRetries()));
    }

    /**
     * Creates the client of the service at an address.
     *
     * @throws DriverException (22023) if credentials would be sent to a proxy of the JVM unencrypted
     */
    public static HttpReportService of(ServiceAddress.Remote address, ConnectionSettings settings) {
        if (!(settings.credentials() instanceof Credentials.None)) {
            PlainHttp.refuseProxyOfJvm(address.base());
        }
        if (settings.credentials() instanceof Credentials.JwtGrant jwt) {
            PlainHttp.refuseProxyOfJvm(jwt.server());
        }
        return new HttpReportService(
                address,
                settings.credentials(),
                settings.scope(),
                settings.applicationName(),
                settings.transport(),
                settings.retries());
    }

    /**
     * Signs in, and checks that the service accepts the credentials and has the account.
     *
     * @throws DriverException (28000) if it refuses the sign-in, (08004) if it lists accounts but not this one, (08001)
     *     if it cannot be reached; no other response is a failure
     */
    public void verify(CancellationToken token) {
        verify(Verification.TIMEOUT, token);
    }

    void verify(Duration timeout, CancellationToken token) {
        verification.run(userAgent, timeout, token);
    }

    @Override
    public void download(ReportRequest request, ReportConsumer consumer, CancellationToken token) {
        try (CancellationToken download = CancellationToken.linkedTo(token, connection)) {
            reports.execute(
                    httpRequest(request),
                    new ReportResponseHandler(endpoint, scope.format().returnType(), request, consumer, download),
                    download);
        }
    }

    /**
     * Sets the name of the application for further requests.
     *
     * @param name put before the driver's name in {@code User-Agent}; empty for none
     */
    public void applicationName(String name) {
        userAgent = userAgent(name);
    }

    @Override
    public void close() {
        if (!connection.isCancelled()) {
            connection.cancel(new DriverException(
                    SqlState.CONNECTION_CLOSED, "The connection to " + endpoint.host() + " is closed."));
            signIn.release();
        }
    }

    private ServiceRequest httpRequest(ReportRequest request) {
        return ServiceRequest.post(
                endpoint.uri(),
                Map.of(
                        "Content-Type", "application/json;charset=UTF-8",
                        "Accept", "application/json",
                        "Accept-Encoding", "gzip",
                        "User-Agent", userAgent),
                ReportRequestBody.json(scope, request));
    }

    /** Replaces characters that are not allowed in a header, and truncates. */
    private static String userAgent(String applicationName) {
        String application = Ascii.truncate(applicationName.strip().replaceAll("[^ -~]", "?"), MAX_NAME, "");
        return application.isEmpty() ? HttpTransport.USER_AGENT : application + " " + HttpTransport.USER_AGENT;
    }
}
