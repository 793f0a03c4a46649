package agentsession.jdbc;

import agentsession.config.ConnectionSettings;
import agentsession.config.ServiceAddress;
import agentsession.demo.DemoOptions;
import agentsession.demo.DemoService;
import agentsession.report.ReportRequest;
import agentsession.service.HttpReportService;
import agentsession.service.ReportCall;
import agentsession.service.ReportService;

/** Opens the report service that the settings address. */
final class ReportServices {
    private ReportServices() {}

    static ReportService open(ConnectionSettings settings) {
        if (settings.address() instanceof ServiceAddress.Remote remote) {
            return http(remote, settings);
        }
        ServiceAddress.Demo address = (ServiceAddress.Demo) settings.address();
        DemoService demo = DemoService.start(DemoOptions.builder()
                .seed(address.seed())
                .sessions(address.sessions())
                .clock(settings.clock())
                .build());
        return new DemoReportService(demo, http(new ServiceAddress.Remote(demo.baseUri(), demo.accountId()), settings));
    }

    private static ReportService http(ServiceAddress.Remote address, ConnectionSettings settings) {
        return new HttpReportService(address, settings.credentials(), settings.scope(), settings.applicationName());
    }

    /** A demo service and the way to it; the one goes with the other. */
    private record DemoReportService(DemoService demo, ReportService way) implements ReportService {
        @Override
        public ReportCall call(ReportRequest request) {
            return way.call(request);
        }

        @Override
        public void close() {
            way.close();
            demo.close();
        }
    }
}
