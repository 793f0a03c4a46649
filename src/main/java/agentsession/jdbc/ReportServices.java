package agentsession.jdbc;

import agentsession.config.ConnectionSettings;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportRequest;
import agentsession.service.ReportCall;
import agentsession.service.ReportService;

/** Opens the report service that the settings address. */
final class ReportServices {
    private ReportServices() {}

    static ReportService open(ConnectionSettings settings) {
        return new ReportService() {
            @Override
            public ReportCall call(ReportRequest request) {
                throw new DriverException(SqlState.UNABLE_TO_CONNECT, "No way yet to " + settings.address());
            }

            @Override
            public void close() {}
        };
    }
}
