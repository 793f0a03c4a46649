package agentsession;

import static agentsession.RawReport.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import agentsession.http.RawServer;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects are errors and not followed, so that secrets are sent to no other host. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RedirectIT {

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectOfAReport(int status) throws Exception {
        assertNotFollowed(status, "accessToken=t", "08004");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectOfASignIn(int status) throws Exception {
        assertNotFollowed(status, "user=u&password=p&platformId=1", "28000");
    }

    private static void assertNotFollowed(int status, String credentials, String state) throws Exception {
        try (RawServer target = new RawServer(RawReport.whole());
                RawServer server = new RawServer(status(status, "Location: " + target.base() + "/sso?token=abc"))) {
            String url = "jdbc:agentsession://127.0.0.1:" + server.base().getPort() + "/7?tls=false&verify=false&"
                    + credentials;
            SQLException thrown = catchThrowableOfType(SQLException.class, () -> RawReport.read(url, RawReport.SQL));

            assertThat(thrown.getSQLState()).isEqualTo(state);
            assertThat(thrown.getMessage())
                    .contains("redirects to http://127.0.0.1:" + target.base().getPort(), "HTTP " + status)
                    .doesNotContain("abc");
            assertThat(server.requests()).hasSize(1);
            assertThat(target.connections()).isZero();
        }
    }
}
