package agentsession.service;

import agentsession.concurrent.CancellationToken;
import agentsession.config.Credentials;
import agentsession.config.RetrySettings;
import agentsession.config.Secret;
import agentsession.config.SecretSource;
import agentsession.config.ServiceAddress;
import agentsession.config.TransportSettings;
import agentsession.report.LoginWindow;
import agentsession.report.ReportFormat;
import agentsession.report.ReportRequest;
import agentsession.report.ReportScope;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Requests and responses for the tests of this package. */
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

    /** A timeout that only a failing test reaches. */
    static final Duration LONG = Duration.ofMinutes(5);

    static final RetrySettings ONE_TRY = new RetrySettings(0, OptionalInt.empty());

    private ServiceFixture() {}

    static HttpReportService service(URI base) {
        return service(base, LONG);
    }

    static HttpReportService service(URI base, Duration readTimeout) {
        ServiceAddress.Remote address = new ServiceAddress.Remote(base, ACCOUNT);
        return service(address, new Credentials.BearerToken(given(TOKEN)), SCOPE, "", readTimeout);
    }

    static HttpReportService service(
            ServiceAddress.Remote address,
            Credentials credentials,
            ReportScope scope,
            String applicationName,
            Duration readTimeout) {
        return new HttpReportService(
                address,
                credentials,
                scope,
                applicationName,
                new TransportSettings(Duration.ofSeconds(10), readTimeout, Optional.empty(), Optional.empty()),
                ONE_TRY);
    }

    /** Reads the text of a report. */
    interface BodyReader {
        void read(InputStream report) throws Exception;
    }

    /** Downloads {@link #REQUEST}. */
    static void download(ReportService service, CancellationToken token, BodyReader reader) {
        download(service, REQUEST, token, reader, 0);
    }

    /** @param rows the number of rows that the consumer reports as used */
    static void download(
            ReportService service, ReportRequest request, CancellationToken token, BodyReader reader, long rows) {
        service.download(
                request,
                new ReportConsumer() {
                    @Override
                    public void read(ReportBody body) {
                        try {
                            reader.read(body.text());
                        } catch (RuntimeException e) {
                            throw e;
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    }

                    @Override
                    public long rows() {
                        return rows;
                    }
                },
                token);
    }

    static SecretSource given(String secret) {
        return new SecretSource.Given(new Secret(secret));
    }
}
