package agentsession.service;

import agentsession.config.Credentials;
import agentsession.config.ServiceAddress;
import agentsession.config.Version;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportFormat;
import agentsession.report.ReportRequest;
import agentsession.report.ReportScope;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The report service over HTTP, as one connection sees it. */
public final class HttpReportService implements ReportService {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReportEndpoint endpoint;
    private final Authorization authorization;
    private final ReportScope scope;
    private final HttpTransport transport;
    private final Duration patience;
    private volatile String userAgent;

    private final Set<HttpReportCall> underWay = new HashSet<>();
    private boolean closed;

    /**
     * @param applicationName put before the driver's own name in {@code User-Agent}; empty for none
     * @throws DriverException if the credentials hold what cannot be sent
     */
    public HttpReportService(
            ServiceAddress.Remote address, Credentials credentials, ReportScope scope, String applicationName) {
        this(address, credentials, scope, applicationName, PATIENCE);
    }

    /**
     * The same with another patience.
     *
     * @param patience how long the words of an error answer are waited for, once its status is known
     */
    HttpReportService(
            ServiceAddress.Remote address,
            Credentials credentials,
            ReportScope scope,
            String applicationName,
            Duration patience) {
        this.endpoint = ReportEndpoint.of(address);
        this.authorization = Authorization.of(credentials);
        this.scope = scope;
        this.userAgent = userAgent(applicationName);
        this.transport = HttpTransport.standard();
        this.patience = patience;
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
            closed = true;
            left = List.copyOf(underWay);
        }
        left.forEach(HttpReportCall::abort);
    }

    HttpRequest httpRequest(ReportRequest request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(endpoint.uri())
                .header("Content-Type", "application/json;charset=UTF-8")
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", userAgent)
                .POST(HttpRequest.BodyPublishers.ofString(ReportRequestBody.json(scope, request)));
        authorization.apply(http);
        return http.build();
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

    Authorization authorization() {
        return authorization;
    }

    HttpTransport transport() {
        return transport;
    }

    Duration patience() {
        return patience;
    }

    /** What a header cannot hold is replaced: an application's name is no reason to fail. */
    private static String userAgent(String applicationName) {
        String driver = "agent-session-jdbc/" + Version.text();
        String application = applicationName.strip().replaceAll("[^ -~]", "?");
        return application.isEmpty() ? driver : application + " " + driver;
    }
}
