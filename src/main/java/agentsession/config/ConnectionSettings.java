package agentsession.config;

import agentsession.report.PushDown;
import agentsession.report.ReportScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a connection was asked to be: validated and immutable.
 *
 * @param scope goes into every request as it is
 * @param pushDown which parts of WHERE may become report criteria
 * @param lookback how far before now a report starts when the query sets no lower bound
 * @param functions the function libraries, as Calcite names them, comma-separated
 * @param applicationName put before the driver's own name in {@code User-Agent}; empty for none
 * @param transport how the service is reached
 * @param retries how much is asked of it
 * @param loginTimeout how long connecting may take, zero for any time; empty if the caller's word counts
 * @param verify whether connecting finds out if the service takes the credentials and has the account
 * @param clock now; its zone is the report's
 */
public record ConnectionSettings(
        ServiceAddress address,
        Credentials credentials,
        ReportScope scope,
        PushDown pushDown,
        Period lookback,
        String functions,
        String applicationName,
        TransportSettings transport,
        RetrySettings retries,
        Optional<Duration> loginTimeout,
        boolean verify,
        Clock clock) {

    /**
     * The settings that a URL and Properties amount to; where both name a property, the Properties win.
     *
     * @throws agentsession.error.DriverException (22023) for a property that does not exist, comes twice or has a value
     *     it cannot have; (28000) for credentials that are missing or contradict each other
     */
    public static ConnectionSettings of(JdbcUrl url, @Nullable Properties properties) {
        return new SettingsReader(url, GivenProperties.of(url, properties), ZoneId.systemDefault()).read();
    }
}
