package agentsession.config;

import agentsession.memory.MemoryLimit;
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
 * The validated, immutable settings of a connection.
 *
 * @param scope the criteria that every request has in common
 * @param pushDown which conditions of WHERE may become report criteria
 * @param lookback how far before now a report starts if the query sets no lower bound
 * @param functions the Calcite names of the function libraries, comma-separated
 * @param memoryLimit limits the memory that the queries of the process hold
 * @param applicationName put before the driver's own name in {@code User-Agent}; may be empty
 * @param transport timeouts, certificates and proxy
 * @param retries retries and rate limit
 * @param cache how long and where downloaded reports are kept
 * @param loginTimeout zero for no limit; empty if the timeout of {@code DriverManager} or the data source applies
 * @param verify whether connecting checks the credentials and the account with the service
 * @param clock the current time, in the time zone of the report
 */
public record ConnectionSettings(
        ServiceAddress address,
        Credentials credentials,
        ReportScope scope,
        PushDown pushDown,
        Period lookback,
        String functions,
        MemoryLimit memoryLimit,
        String applicationName,
        TransportSettings transport,
        RetrySettings retries,
        CacheSettings cache,
        Optional<Duration> loginTimeout,
        boolean verify,
        Clock clock) {

    /**
     * Reads the settings from a URL and Properties. The Properties take precedence.
     *
     * @throws agentsession.error.DriverException (22023) for an unknown or duplicate property or an invalid value;
     *     (28000) for missing or contradictory credentials
     */
    public static ConnectionSettings of(JdbcUrl url, @Nullable Properties properties) {
        return new SettingsReader(url, GivenProperties.of(url, properties), ZoneId.systemDefault()).read();
    }
}
