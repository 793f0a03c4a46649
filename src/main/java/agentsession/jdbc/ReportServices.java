package agentsession.jdbc;

import agentsession.config.ConnectionSettings;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.service.ReportService;

/** Opens the report service that the settings address. */
final class ReportServices {
    private ReportServices() {}

    static ReportService open(ConnectionSettings settings) {
        throw new DriverException(SqlState.UNABLE_TO_CONNECT, "not wired: " + settings.address());
    }
}
