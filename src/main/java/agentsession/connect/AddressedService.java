package agentsession.connect;

import agentsession.concurrent.CancellationToken;
import agentsession.config.ConnectionSettings;
import agentsession.config.ServiceAddress;
import agentsession.demo.DemoService;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportRequest;
import agentsession.service.HttpReportService;
import agentsession.service.ReportConsumer;
import agentsession.service.ReportService;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The client of the service that the settings address, and the demo if that is addressed. */
public final class AddressedService implements ReportService {
    private final HttpReportService http;
    private final @Nullable DemoService demo;
    private final boolean verify;

    private AddressedService(HttpReportService http, @Nullable DemoService demo, boolean verify) {
        this.http = http;
        this.demo = demo;
        this.verify = verify;
    }

    /**
     * Creates the client; starts the demo if addressed, but sends no request.
     *
     * @throws agentsession.error.DriverException if the demo cannot be started
     */
    public static AddressedService open(ConnectionSettings settings) {
        if (settings.address() instanceof ServiceAddress.Remote remote) {
            return new AddressedService(HttpReportService.of(remote, settings), null, settings.verify());
        }
        DemoService demo = start((ServiceAddress.Demo) settings.address(), settings);
        try {
            return new AddressedService(
                    HttpReportService.of(new ServiceAddress.Remote(demo.baseUri(), demo.accountId()), settings),
                    demo,
                    false);
        } catch (RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    private static DemoService start(ServiceAddress.Demo address, ConnectionSettings settings) {
        return DemoService.start(address.seed(), address.sessions(), settings.clock());
    }

    /**
     * Checks that the service accepts the credentials and has the account, unless the settings disable that.
     *
     * @param timeout zero for none
     * @throws DriverException (28000) if the credentials are refused, (08004) if the user may not access the account, (08001) if the service
     *     cannot be reached, (HYT00) after the timeout
     */
    public void verify(Duration timeout) {
        if (!verify) {
            return;
        }
        try (CancellationToken token = new CancellationToken()) {
            token.cancelAfter(
                    timeout,
                    new DriverException(
                            SqlState.TIMEOUT,
                            "Connecting took longer than its timeout of " + timeout.toSeconds()
                                    + " s (loginTimeout). Check host, port and proxy, or increase the timeout."));
            http.verify(token);
        }
    }

    @Override
    public void download(ReportRequest request, ReportConsumer consumer, CancellationToken token) {
        http.download(request, consumer, token);
    }

    /** Sets the name of the application for further requests. */
    public void applicationName(String name) {
        http.applicationName(name);
    }

    @Override
    public void close() {
        http.close();
        if (demo != null) {
            demo.close();
        }
    }
}
