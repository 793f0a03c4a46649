package agentsession.cache;

import agentsession.config.ConnectionSettings;
import agentsession.config.Credentials;
import agentsession.config.RetrySettings;
import agentsession.config.ServiceAddress;
import agentsession.config.TransportSettings;
import agentsession.report.ReportScope;
import java.util.Optional;

/**
 * What connections have in common that share reports: everything that a request depends on. It contains secrets.
 *
 * @param own an object of one connection, which shares reports with no other
 */
record CacheKey(
        Optional<Object> own,
        ServiceAddress address,
        Credentials credentials,
        ReportScope scope,
        String applicationName,
        TransportSettings transport,
        RetrySettings retries) {

    static CacheKey of(ConnectionSettings settings) {
        // Each connection to the demo has its own service.
        return new CacheKey(
                settings.address() instanceof ServiceAddress.Demo ? Optional.of(new Object()) : Optional.empty(),
                settings.address(),
                settings.credentials(),
                settings.scope(),
                settings.applicationName(),
                settings.transport(),
                settings.retries());
    }

    @Override
    public String toString() {
        return "reports of " + address;
    }
}
