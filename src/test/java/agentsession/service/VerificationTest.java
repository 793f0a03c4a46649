package agentsession.service;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.concurrent.CancellationToken;
import agentsession.http.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class VerificationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n[{\"accountId\":\"1\"}",
                "HTTP/1.1 200 OK\r\n\r\n[{\"accountId\":\"1\"}"
            })
    void aStalledListOfAccountsIsAccepted(String start) throws IOException, InterruptedException {
        try (RawServer server = new RawServer(RawServer.stallingAfter(start));
                HttpReportService service = ServiceFixture.service(server.base())) {
            service.verify(Duration.ofMillis(300), new CancellationToken());

            server.awaitClientGone();
            assertThat(server.requests()).hasSize(1);
        }
    }
}
