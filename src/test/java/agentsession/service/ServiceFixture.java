package agentsession.service;

import agentsession.config.Credentials;
import agentsession.config.Secret;
import agentsession.config.SecretSource;
import agentsession.config.ServiceAddress;
import agentsession.report.LoginWindow;
import agentsession.report.ReportFormat;
import agentsession.report.ReportRequest;
import agentsession.report.ReportScope;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** What the tests of this package ask with. */
final class ServiceFixture {
    static final String ACCOUNT = "99990001";
    static final String TOKEN = "s3cr3t.t0k3n";
    static final String CSV = "Agent ID,Login DTS\r\n1,4/27/20 12:02 PM\r\n";
    static final ReportScope SCOPE =
            new ReportScope(ZoneId.of("US/Arizona"), List.of(), "", "", "", List.of(), ReportFormat.CSV);
    static final ReportRequest REQUEST = new ReportRequest(
            new LoginWindow(LocalDateTime.of(2020, 4, 22, 0, 0), LocalDateTime.of(2020, 4, 22, 23, 59)),
            List.of(),
            List.of());

    /** Longer than any test takes: what it limits is not meant to happen. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private ServiceFixture() {}

    static HttpReportService service(URI base) {
        return service(base, PATIENCE);
    }

    static HttpReportService service(URI base, Duration patience) {
        return new HttpReportService(
                new ServiceAddress.Remote(base, ACCOUNT),
                new Credentials.BearerToken(new SecretSource.Given(new Secret(TOKEN))),
                SCOPE,
                "",
                patience);
    }
}
