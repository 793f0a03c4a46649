package agentsession.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Timeouts, certificates and proxy. Connections with equal transport settings share an HTTP client.
 *
 * @param connectTimeout zero for no limit
 * @param socketTimeout the read timeout; zero for no limit
 * @param trust the certificates to trust instead of the JVM's
 * @param proxy the proxy to use instead of the JVM's
 */
public record TransportSettings(
        Duration connectTimeout, Duration socketTimeout, Optional<TrustStore> trust, Optional<Proxy> proxy) {

    /** A key store of certificates to trust. */
    public record TrustStore(Path file, Optional<SecretSource> password, Optional<String> type) {}

    /** An HTTP proxy. */
    public record Proxy(String host, int port, Optional<ProxyLogin> login) {}

    /** Credentials for a proxy. */
    public record ProxyLogin(String user, SecretSource password) {}
}
