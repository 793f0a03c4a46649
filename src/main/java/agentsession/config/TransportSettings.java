package agentsession.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the service is reached. Connections for which these are equal can share what reaches it.
 *
 * @param connectTimeout until a host that accepts no connection is given up; zero for never
 * @param socketTimeout of silence until an answer is given up; zero for never
 * @param trust what is trusted instead of the JVM's certificates
 * @param proxy what is gone through instead of the JVM's choice
 */
public record TransportSettings(
        Duration connectTimeout, Duration socketTimeout, Optional<TrustStore> trust, Optional<Proxy> proxy) {

    /** A key store of certificates to trust. */
    public record TrustStore(Path file, Optional<SecretSource> password, Optional<String> type) {}

    /** An HTTP proxy. */
    public record Proxy(String host, int port, Optional<ProxyLogin> login) {}

    /** Who signs in at a proxy. */
    public record ProxyLogin(String user, SecretSource password) {}
}
