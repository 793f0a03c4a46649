package agentsession.adapter;

import agentsession.service.ReportService;

/** The report as a Calcite table. */
public final class AgentSessionTable {
    private final ReportService service;
    private final ScanSettings settings;

    public AgentSessionTable(ReportService service, ScanSettings settings) {
        this.service = service;
        this.settings = settings;
    }

    ReportService service() {
        return service;
    }

    ScanSettings settings() {
        return settings;
    }
}
