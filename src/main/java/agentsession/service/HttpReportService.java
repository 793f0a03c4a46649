package agentsession.service;

import agentsession.config.ConnectionSettings;
import agentsession.config.Credentials;
import agentsession.config.RetrySettings;
import agentsession.config.ServiceAddress;
import agentsession.config.TransportSettings;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.CancellationToken;
import agentsession.http.HttpTransport;
import agentsession.http.ServiceRequest;
import agentsession.report.ReportFormat;
import agentsession.report.ReportRequest;
import agentsession.report.ReportScope;
import agentsession.signin.SharedSignIn;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The report service over HTTP, as one connection sees it. */
public final class HttpReportService implements ReportService {
    private final ReportEndpoint endpoint;
    private final ReportScope scope;
    private final int maxRetries;
    private final HttpTransport transport;
    private final RateLimiter pace;
    private final SharedSignIn signIn;
    private volatile String userAgent;

    private final Set<HttpReportCall> underWay = new HashSet<>();
    private boolean closed;

    /**
     * Asks nothing yet.
     *
     * @param applicationName put before the driver's own name in {@code User-Agent}; empty for none
     * @throws DriverException (22023) if the trust store cannot be used
     */
    public HttpReportService(
            ServiceAddress.Remote address,
            Credentials credentials,
            ReportScope scope,
            String applicationName,
            TransportSettings transport,
            RetrySettings retries) {
        this.endpoint = ReportEndpoint.of(address);
        this.scope = scope;
        this.userAgent = userAgent(applicationName);
        this.maxRetries = retries.maxRetries();
        this.transport = HttpTransport.of(transport);
        this.pace = RateLimiter.of(endpoint, retries.requestsPerMinute());
        this.signIn = SharedSignIn.join(credentials, address.base(), this.transport, maxRetries);
    }

    /** The service at an address, in all else as these settings say. */
    public static HttpReportService of(ServiceAddress.Remote address, ConnectionSettings settings) {
        return new HttpReportService(
                address,
                settings.credentials(),
                settings.scope(),
                settings.applicationName(),
                settings.transport(),
                settings.retries());
    }

    /**
     * Signs in, and asks whether the service takes that and has the account.
     *
     * @param ending ends the wait
     * @throws DriverException (28000) if it does not take it, (08004) if it lists accounts but not this one, (08001) if
     *     it cannot be reached; nothing else that it answers is taken for a failure
     */
    public void verify(CancellationToken ending) {
        new Verification(this).run(ending);
    }

    @Override
    public ReportCall call(ReportRequest request) {
        return new HttpReportCall(this, request);
    }

    /**
     * Names the application in the requests to come.
     *
     * @param name put before the driver's own name in {@code User-Agent}; empty for none
     */
    public void applicationName(String name) {
        userAgent = userAgent(name);
    }

    @Override
    public void close() {
        List<HttpReportCall> left;
        synchronized (underWay) {
            if (closed) {
                return;
            }
            closed = true;
            left = List.copyOf(underWay);
        }
        left.forEach(HttpReportCall::abort);
        signIn.leave();
    }

    ServiceRequest query(ReportRequest request) {
        return new ServiceRequest(
                endpoint.uri(),
                Map.of(
                        "Content-Type", "application/json;charset=UTF-8",
                        "Accept", "application/json",
                        "Accept-Encoding", "gzip",
                        "User-Agent", userAgent),
                ReportRequestBody.json(scope, request));
    }

    ServiceRequest accountsQuery() {
        return ServiceRequest.get(endpoint.accounts()).with("User-Agent", userAgent);
    }

    /**
     * Keeps the call, to be aborted when this service closes.
     *
     * @throws DriverException if it is closed already
     */
    void began(HttpReportCall call) {
        synchronized (underWay) {
            if (closed) {
                throw new DriverException(
                        SqlState.CONNECTION_CLOSED, "The connection to " + endpoint.host() + " is closed.");
            }
            underWay.add(call);
        }
    }

    void ended(HttpReportCall call) {
        synchronized (underWay) {
            underWay.remove(call);
        }
    }

    ReportFormat format() {
        return scope.format();
    }

    ReportEndpoint endpoint() {
        return endpoint;
    }

    SharedSignIn signIn() {
        return signIn;
    }

    HttpTransport transport() {
        return transport;
    }

    RateLimiter pace() {
        return pace;
    }

    int maxRetries() {
        return maxRetries;
    }

    /** What a header cannot hold is replaced: an application's name is no reason to fail. */
    private static String userAgent(String applicationName) {
        String application = applicationName.strip().replaceAll("[^ -~]", "?");
        return application.isEmpty() ? HttpTransport.USER_AGENT : application + " " + HttpTransport.USER_AGENT;
    }
}
