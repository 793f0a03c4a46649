package agentsession.config;

import static agentsession.config.ConnectionProperty.ACCOUNT_IDS;
import static agentsession.config.ConnectionProperty.AGENT_GROUP_IDS;
import static agentsession.config.ConnectionProperty.APPLICATION_NAME;
import static agentsession.config.ConnectionProperty.CACHE_DIRECTORY;
import static agentsession.config.ConnectionProperty.CACHE_MAX_AGE;
import static agentsession.config.ConnectionProperty.CACHE_SETTLED_AFTER;
import static agentsession.config.ConnectionProperty.CACHE_SIZE;
import static agentsession.config.ConnectionProperty.CONNECT_TIMEOUT;
import static agentsession.config.ConnectionProperty.DELIMITER;
import static agentsession.config.ConnectionProperty.DEMO_SEED;
import static agentsession.config.ConnectionProperty.DEMO_SESSIONS;
import static agentsession.config.ConnectionProperty.FUN;
import static agentsession.config.ConnectionProperty.LOGIN_TIMEOUT;
import static agentsession.config.ConnectionProperty.LOOKBACK;
import static agentsession.config.ConnectionProperty.MAX_RETRIES;
import static agentsession.config.ConnectionProperty.MEMORY_LIMIT;
import static agentsession.config.ConnectionProperty.NOW;
import static agentsession.config.ConnectionProperty.PROXY_HOST;
import static agentsession.config.ConnectionProperty.PROXY_PASSWORD;
import static agentsession.config.ConnectionProperty.PROXY_PASSWORD_FILE;
import static agentsession.config.ConnectionProperty.PROXY_PORT;
import static agentsession.config.ConnectionProperty.PROXY_USER;
import static agentsession.config.ConnectionProperty.PUSH_DOWN;
import static agentsession.config.ConnectionProperty.REQUESTS_PER_MINUTE;
import static agentsession.config.ConnectionProperty.RETURN_TYPE;
import static agentsession.config.ConnectionProperty.ROLLUP_AGENT;
import static agentsession.config.ConnectionProperty.SECURE_AGENT_GROUP_IDS;
import static agentsession.config.ConnectionProperty.SECURE_AGENT_IDS;
import static agentsession.config.ConnectionProperty.SOCKET_TIMEOUT;
import static agentsession.config.ConnectionProperty.TIME_ZONE;
import static agentsession.config.ConnectionProperty.TLS;
import static agentsession.config.ConnectionProperty.TRUST_STORE;
import static agentsession.config.ConnectionProperty.TRUST_STORE_PASSWORD;
import static agentsession.config.ConnectionProperty.TRUST_STORE_PASSWORD_FILE;
import static agentsession.config.ConnectionProperty.TRUST_STORE_TYPE;
import static agentsession.config.ConnectionProperty.VERIFY;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.memory.MemoryLimit;
import agentsession.report.ReportFormat;
import agentsession.report.ReportScope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the settings from the given properties, and rejects invalid combinations. */
final class SettingsReader {
    private final JdbcUrl url;
    private final GivenProperties given;
    private final ZoneId jvmZone;

    SettingsReader(JdbcUrl url, GivenProperties given, ZoneId jvmZone) {
        this.url = url;
        this.given = given;
        this.jvmZone = jvmZone;
    }

    ConnectionSettings read() {
        ZoneId zone = timeZone();
        return new ConnectionSettings(
                address(),
                url.service().isPresent() ? new CredentialsReader(given).read() : new Credentials.None(),
                scope(zone),
                given.get(PUSH_DOWN, PropertyType.PUSH_DOWN),
                given.get(LOOKBACK, PropertyType.PERIOD),
                given.get(FUN, PropertyType.FUNCTIONS),
                given.find(MEMORY_LIMIT, PropertyType.MEGABYTES)
                        .map(MemoryLimit::ofMegabytes)
                        .orElseGet(MemoryLimit::ofHeap),
                given.find(APPLICATION_NAME, PropertyType.HEADER_VALUE).orElse(""),
                transport(),
                retries(),
                cache(),
                given.find(LOGIN_TIMEOUT, PropertyType.SECONDS),
                given.get(VERIFY, PropertyType.BOOLEAN),
                given.find(NOW, PropertyType.INSTANT)
                        .map(instant -> Clock.fixed(instant, zone))
                        .orElse(Clock.system(zone)));
    }

    private ServiceAddress address() {
        boolean tls = given.get(TLS, PropertyType.BOOLEAN);
        long seed = given.get(DEMO_SEED, PropertyType.SEED);
        long sessions = given.get(DEMO_SESSIONS, PropertyType.SESSIONS);
        return url.service()
                .map(service -> remote(service, tls))
                .orElseGet(() -> new ServiceAddress.Demo(seed, sessions));
    }

    private ServiceAddress remote(JdbcUrl.Service service, boolean tls) {
        for (ConnectionProperty property : List.of(DEMO_SEED, DEMO_SESSIONS)) {
            if (given.has(property)) {
                throw invalid("Connection property " + property.propertyName()
                        + " is for jdbc:agentsession:demo only; remove it.");
            }
        }
        if (!tls && !service.isLoopback()) {
            throw invalid("Connection property tls may be false for localhost, 127.0.0.0/8 and ::1 only, not for host "
                    + service.host() + ", since the credentials would be sent unencrypted; remove it.");
        }
        if (!tls && given.has(PROXY_HOST)) {
            throw invalid(
                    "Connection property tls must not be false together with proxyHost, since the credentials would"
                            + " be sent to the proxy unencrypted; remove tls to use HTTPS, or remove proxyHost.");
        }
        return new ServiceAddress.Remote(service.base(tls ? "https" : "http"), service.accountId());
    }

    private TransportSettings transport() {
        return new TransportSettings(
                given.get(CONNECT_TIMEOUT, PropertyType.SECONDS),
                given.get(SOCKET_TIMEOUT, PropertyType.SECONDS),
                trust(),
                proxy());
    }

    private Optional<TransportSettings.TrustStore> trust() {
        Optional<SecretSource> password =
                given.secret(PropertyType.SECRET, TRUST_STORE_PASSWORD, TRUST_STORE_PASSWORD_FILE);
        require(TRUST_STORE, TRUST_STORE_PASSWORD, TRUST_STORE_PASSWORD_FILE, TRUST_STORE_TYPE);
        exclude(TRUST_STORE_PASSWORD, TRUST_STORE_PASSWORD_FILE);
        return given.find(TRUST_STORE, PropertyType.FILE)
                .map(file -> new TransportSettings.TrustStore(
                        file, password, given.find(TRUST_STORE_TYPE, PropertyType.STRING)));
    }

    private Optional<TransportSettings.Proxy> proxy() {
        Optional<SecretSource> password = given.secret(PropertyType.HEADER_SECRET, PROXY_PASSWORD, PROXY_PASSWORD_FILE);
        require(PROXY_HOST, PROXY_PORT, PROXY_USER, PROXY_PASSWORD, PROXY_PASSWORD_FILE);
        require(PROXY_USER, PROXY_PASSWORD, PROXY_PASSWORD_FILE);
        exclude(PROXY_PASSWORD, PROXY_PASSWORD_FILE);
        Optional<TransportSettings.ProxyLogin> login = given.find(PROXY_USER, PropertyType.HEADER_VALUE)
                .map(user -> new TransportSettings.ProxyLogin(
                        user,
                        password.orElseThrow(() -> invalid(
                                "Connection property proxyUser requires proxyPassword or proxyPasswordFile."))));
        return given.find(PROXY_HOST, PropertyType.STRING)
                .map(host -> new TransportSettings.Proxy(host, given.get(PROXY_PORT, PropertyType.PORT), login));
    }

    private void require(ConnectionProperty required, ConnectionProperty... dependents) {
        for (ConnectionProperty dependent : dependents) {
            if (given.has(dependent) && !given.has(required)) {
                throw invalid("Connection property " + dependent.propertyName() + " requires " + required.propertyName()
                        + "; set both or neither.");
            }
        }
    }

    private void exclude(ConnectionProperty one, ConnectionProperty other) {
        if (given.has(one) && given.has(other)) {
            throw invalid("Connection properties " + one.propertyName() + " and " + other.propertyName()
                    + " cannot be combined; remove one of them.");
        }
    }

    private RetrySettings retries() {
        return new RetrySettings(
                given.get(MAX_RETRIES, PropertyType.RETRIES),
                given.find(REQUESTS_PER_MINUTE, PropertyType.PER_MINUTE)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()));
    }

    private CacheSettings cache() {
        return new CacheSettings(
                given.get(CACHE_MAX_AGE, PropertyType.DURATION),
                given.find(CACHE_SETTLED_AFTER, PropertyType.DURATION),
                given.get(CACHE_SIZE, PropertyType.MEGABYTES),
                given.find(CACHE_DIRECTORY, PropertyType.DIRECTORY)
                        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))));
    }

    private ReportScope scope(ZoneId zone) {
        return new ReportScope(
                zone,
                given.find(AGENT_GROUP_IDS, PropertyType.INTEGERS).orElse(List.of()),
                text(SECURE_AGENT_GROUP_IDS),
                text(SECURE_AGENT_IDS),
                text(ROLLUP_AGENT),
                given.find(ACCOUNT_IDS, PropertyType.STRINGS).orElse(List.of()),
                new ReportFormat(
                        given.get(RETURN_TYPE, PropertyType.RETURN_TYPE),
                        given.get(DELIMITER, PropertyType.DELIMITER)));
    }

    private ZoneId timeZone() {
        return given.find(TIME_ZONE, PropertyType.TIME_ZONE)
                .orElseGet(() -> TimeZoneName.find(jvmZone.getId())
                        .orElseThrow(() -> invalid("The JVM's time zone is " + InputText.quoted(jvmZone.getId())
                                + ", which is not in the tz database; set connection property timeZone, for example"
                                + " to US/Arizona.")));
    }

    private String text(ConnectionProperty property) {
        return given.find(property, PropertyType.STRING).orElse("");
    }

    private static DriverException invalid(String message) {
        return new DriverException(SqlState.INVALID_PARAMETER_VALUE, message);
    }
}
