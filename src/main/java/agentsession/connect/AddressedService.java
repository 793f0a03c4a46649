package agentsession.connect;

import agentsession.config.ConnectionSettings;
import agentsession.config.ServiceAddress;
import agentsession.demo.DemoOptions;
import agentsession.demo.DemoService;
import agentsession.report.ReportRequest;
import agentsession.service.HttpReportService;
import agentsession.service.ReportCall;
import agentsession.service.ReportService;
import org.jspecify.annotations.Nullable;

/** The way to the service that the settings address; where that is the demo, the demo as well. */
public final class AddressedService implements ReportService {
    private final HttpReportService http;
    private final @Nullable DemoService demo;

    private AddressedService(HttpReportService http, @Nullable DemoService demo) {
        this.http = http;
        this.demo = demo;
    }

    /**
     * Opens the service; starts the demo, but asks nothing of a service on the network.
     *
     * @throws agentsession.error.DriverException if the demo cannot be started
     */
    public static AddressedService open(ConnectionSettings settings) {
        if (settings.address() instanceof ServiceAddress.Remote remote) {
            return new AddressedService(http(remote, settings), null);
        }
        DemoService demo = start((ServiceAddress.Demo) settings.address(), settings);
        try {
            return new AddressedService(
                    http(new ServiceAddress.Remote(demo.baseUri(), demo.accountId()), settings), demo);
        } catch (RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    private static DemoService start(ServiceAddress.Demo address, ConnectionSettings settings) {
        return DemoService.start(DemoOptions.builder()
                .seed(address.seed())
                .sessions(address.sessions())
                .clock(settings.clock())
                .build());
    }

    private static HttpReportService http(ServiceAddress.Remote address, ConnectionSettings settings) {
        return new HttpReportService(address, settings.credentials(), settings.scope(), settings.applicationName());
    }

    @Override
    public ReportCall call(ReportRequest request) {
        return http.call(request);
    }

    /** Names the application in the requests to come. */
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
