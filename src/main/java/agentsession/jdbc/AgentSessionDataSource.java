package agentsession.jdbc;

import agentsession.config.ConnectionProperty;
import agentsession.config.JdbcUrl;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source with a bean property {@code url} and one for every connection property. Their names, values and defaults
 * are those of {@link ConnectionProperty}: strings, even for numbers and booleans; timeouts are in seconds. They take
 * precedence over the properties of the URL; null means not set. Secrets have a setter only. Thread-safe.
 *
 * <pre>{@code
 * AgentSessionDataSource source = new AgentSessionDataSource();
 * source.setUrl("jdbc:agentsession://ringcx.ringcentral.com/voice/99990001");
 * source.setTimeZone("US/Arizona");
 * source.setAccessToken(token);
 * source.setSocketTimeout("60");
 * try (Connection connection = source.getConnection()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Values are checked when connecting, with SQLState 22023.
 */
public final class AgentSessionDataSource implements DataSource, Unwrappable {
    private final AgentSessionDriver driver;
    private final Map<ConnectionProperty, String> properties = new EnumMap<>(ConnectionProperty.class);
    private @Nullable String url;
    private @Nullable PrintWriter logWriter;

    public AgentSessionDataSource() {
        this(new AgentSessionDriver());
    }

    AgentSessionDataSource(AgentSessionDriver driver) {
        this.driver = driver;
    }

    /**
     * Connects.
     *
     * @throws SQLException as {@link AgentSessionDriver#connect}; 08001 also if {@code url} is not set or is that of
     *     another driver
     */
    @Override
    public Connection getConnection() throws SQLException {
        return connect(given());
    }

    /**
     * Connects with this user and password instead of those set; null means those set.
     *
     * @throws SQLException as {@link #getConnection()}
     */
    @Override
    public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
        Properties given = given();
        put(given, ConnectionProperty.USER, username);
        put(given, ConnectionProperty.PASSWORD, password);
        return connect(given);
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        throw SqlExceptions.unsupported("Connection builders are not supported; use getConnection");
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        throw SqlExceptions.unsupported("Sharding keys are not supported");
    }

    private synchronized Properties given() {
        Properties given = new Properties();
        properties.forEach((property, value) -> put(given, property, value));
        return given;
    }

    private static void put(Properties given, ConnectionProperty property, @Nullable String value) {
        if (value != null) {
            given.setProperty(property.propertyName(), value);
        }
    }

    private Connection connect(Properties given) throws SQLException {
        String target;
        synchronized (this) {
            target = url;
        }
        if (target == null) {
            throw SqlExceptions.of(SqlState.UNABLE_TO_CONNECT, "The data source has no URL; call setUrl");
        }
        Connection connection = driver.connect(target, given);
        if (connection == null) {
            throw SqlExceptions.of(
                    SqlState.UNABLE_TO_CONNECT, "The URL of the data source does not start with jdbc:agentsession:");
        }
        return connection;
    }

    private synchronized @Nullable String get(ConnectionProperty property) {
        return properties.get(property);
    }

    private synchronized void set(ConnectionProperty property, @Nullable String value) {
        if (value == null) {
            properties.remove(property);
        } else {
            properties.put(property, value);
        }
    }

    /** The URL without its secrets; null if it is not set or malformed. */
    public synchronized @Nullable String getUrl() {
        try {
            return JdbcUrl.parse(url).map(JdbcUrl::toString).orElse(null);
        } catch (DriverException malformed) {
            return null;
        }
    }

    public synchronized void setUrl(@Nullable String url) {
        this.url = url;
    }

    public @Nullable String getAuth() {
        return get(ConnectionProperty.AUTH);
    }

    public void setAuth(@Nullable String auth) {
        set(ConnectionProperty.AUTH, auth);
    }

    public void setAccessToken(@Nullable String accessToken) {
        set(ConnectionProperty.ACCESS_TOKEN, accessToken);
    }

    public @Nullable String getAccessTokenFile() {
        return get(ConnectionProperty.ACCESS_TOKEN_FILE);
    }

    public void setAccessTokenFile(@Nullable String accessTokenFile) {
        set(ConnectionProperty.ACCESS_TOKEN_FILE, accessTokenFile);
    }

    public void setApiToken(@Nullable String apiToken) {
        set(ConnectionProperty.API_TOKEN, apiToken);
    }

    public @Nullable String getApiTokenFile() {
        return get(ConnectionProperty.API_TOKEN_FILE);
    }

    public void setApiTokenFile(@Nullable String apiTokenFile) {
        set(ConnectionProperty.API_TOKEN_FILE, apiTokenFile);
    }

    public @Nullable String getUser() {
        return get(ConnectionProperty.USER);
    }

    public void setUser(@Nullable String user) {
        set(ConnectionProperty.USER, user);
    }

    public void setPassword(@Nullable String password) {
        set(ConnectionProperty.PASSWORD, password);
    }

    public @Nullable String getPasswordFile() {
        return get(ConnectionProperty.PASSWORD_FILE);
    }

    public void setPasswordFile(@Nullable String passwordFile) {
        set(ConnectionProperty.PASSWORD_FILE, passwordFile);
    }

    public @Nullable String getPlatformId() {
        return get(ConnectionProperty.PLATFORM_ID);
    }

    public void setPlatformId(@Nullable String platformId) {
        set(ConnectionProperty.PLATFORM_ID, platformId);
    }

    public @Nullable String getClientId() {
        return get(ConnectionProperty.CLIENT_ID);
    }

    public void setClientId(@Nullable String clientId) {
        set(ConnectionProperty.CLIENT_ID, clientId);
    }

    public void setClientSecret(@Nullable String clientSecret) {
        set(ConnectionProperty.CLIENT_SECRET, clientSecret);
    }

    public @Nullable String getClientSecretFile() {
        return get(ConnectionProperty.CLIENT_SECRET_FILE);
    }

    public void setClientSecretFile(@Nullable String clientSecretFile) {
        set(ConnectionProperty.CLIENT_SECRET_FILE, clientSecretFile);
    }

    public void setJwt(@Nullable String jwt) {
        set(ConnectionProperty.JWT, jwt);
    }

    public @Nullable String getJwtFile() {
        return get(ConnectionProperty.JWT_FILE);
    }

    public void setJwtFile(@Nullable String jwtFile) {
        set(ConnectionProperty.JWT_FILE, jwtFile);
    }

    public @Nullable String getRcServer() {
        return get(ConnectionProperty.RC_SERVER);
    }

    public void setRcServer(@Nullable String rcServer) {
        set(ConnectionProperty.RC_SERVER, rcServer);
    }

    public @Nullable String getVerify() {
        return get(ConnectionProperty.VERIFY);
    }

    public void setVerify(@Nullable String verify) {
        set(ConnectionProperty.VERIFY, verify);
    }

    public @Nullable String getTimeZone() {
        return get(ConnectionProperty.TIME_ZONE);
    }

    public void setTimeZone(@Nullable String timeZone) {
        set(ConnectionProperty.TIME_ZONE, timeZone);
    }

    public @Nullable String getAgentGroupIds() {
        return get(ConnectionProperty.AGENT_GROUP_IDS);
    }

    public void setAgentGroupIds(@Nullable String agentGroupIds) {
        set(ConnectionProperty.AGENT_GROUP_IDS, agentGroupIds);
    }

    public @Nullable String getSecureAgentGroupIds() {
        return get(ConnectionProperty.SECURE_AGENT_GROUP_IDS);
    }

    public void setSecureAgentGroupIds(@Nullable String secureAgentGroupIds) {
        set(ConnectionProperty.SECURE_AGENT_GROUP_IDS, secureAgentGroupIds);
    }

    public @Nullable String getSecureAgentIds() {
        return get(ConnectionProperty.SECURE_AGENT_IDS);
    }

    public void setSecureAgentIds(@Nullable String secureAgentIds) {
        set(ConnectionProperty.SECURE_AGENT_IDS, secureAgentIds);
    }

    public @Nullable String getRollupAgent() {
        return get(ConnectionProperty.ROLLUP_AGENT);
    }

    public void setRollupAgent(@Nullable String rollupAgent) {
        set(ConnectionProperty.ROLLUP_AGENT, rollupAgent);
    }

    public @Nullable String getAccountIds() {
        return get(ConnectionProperty.ACCOUNT_IDS);
    }

    public void setAccountIds(@Nullable String accountIds) {
        set(ConnectionProperty.ACCOUNT_IDS, accountIds);
    }

    public @Nullable String getReturnType() {
        return get(ConnectionProperty.RETURN_TYPE);
    }

    public void setReturnType(@Nullable String returnType) {
        set(ConnectionProperty.RETURN_TYPE, returnType);
    }

    public @Nullable String getDelimiter() {
        return get(ConnectionProperty.DELIMITER);
    }

    public void setDelimiter(@Nullable String delimiter) {
        set(ConnectionProperty.DELIMITER, delimiter);
    }

    public @Nullable String getPushDown() {
        return get(ConnectionProperty.PUSH_DOWN);
    }

    public void setPushDown(@Nullable String pushDown) {
        set(ConnectionProperty.PUSH_DOWN, pushDown);
    }

    public @Nullable String getLookback() {
        return get(ConnectionProperty.LOOKBACK);
    }

    public void setLookback(@Nullable String lookback) {
        set(ConnectionProperty.LOOKBACK, lookback);
    }

    public @Nullable String getMemoryLimit() {
        return get(ConnectionProperty.MEMORY_LIMIT);
    }

    public void setMemoryLimit(@Nullable String megabytes) {
        set(ConnectionProperty.MEMORY_LIMIT, megabytes);
    }

    public @Nullable String getCacheMaxAge() {
        return get(ConnectionProperty.CACHE_MAX_AGE);
    }

    public void setCacheMaxAge(@Nullable String duration) {
        set(ConnectionProperty.CACHE_MAX_AGE, duration);
    }

    public @Nullable String getCacheSettledAfter() {
        return get(ConnectionProperty.CACHE_SETTLED_AFTER);
    }

    public void setCacheSettledAfter(@Nullable String duration) {
        set(ConnectionProperty.CACHE_SETTLED_AFTER, duration);
    }

    public @Nullable String getCacheSize() {
        return get(ConnectionProperty.CACHE_SIZE);
    }

    public void setCacheSize(@Nullable String megabytes) {
        set(ConnectionProperty.CACHE_SIZE, megabytes);
    }

    public @Nullable String getCacheDirectory() {
        return get(ConnectionProperty.CACHE_DIRECTORY);
    }

    public void setCacheDirectory(@Nullable String folder) {
        set(ConnectionProperty.CACHE_DIRECTORY, folder);
    }

    public @Nullable String getFun() {
        return get(ConnectionProperty.FUN);
    }

    public void setFun(@Nullable String fun) {
        set(ConnectionProperty.FUN, fun);
    }

    public @Nullable String getApplicationName() {
        return get(ConnectionProperty.APPLICATION_NAME);
    }

    public void setApplicationName(@Nullable String applicationName) {
        set(ConnectionProperty.APPLICATION_NAME, applicationName);
    }

    public @Nullable String getTls() {
        return get(ConnectionProperty.TLS);
    }

    public void setTls(@Nullable String tls) {
        set(ConnectionProperty.TLS, tls);
    }

    public @Nullable String getTrustStore() {
        return get(ConnectionProperty.TRUST_STORE);
    }

    public void setTrustStore(@Nullable String trustStore) {
        set(ConnectionProperty.TRUST_STORE, trustStore);
    }

    public void setTrustStorePassword(@Nullable String trustStorePassword) {
        set(ConnectionProperty.TRUST_STORE_PASSWORD, trustStorePassword);
    }

    public @Nullable String getTrustStorePasswordFile() {
        return get(ConnectionProperty.TRUST_STORE_PASSWORD_FILE);
    }

    public void setTrustStorePasswordFile(@Nullable String trustStorePasswordFile) {
        set(ConnectionProperty.TRUST_STORE_PASSWORD_FILE, trustStorePasswordFile);
    }

    public @Nullable String getTrustStoreType() {
        return get(ConnectionProperty.TRUST_STORE_TYPE);
    }

    public void setTrustStoreType(@Nullable String trustStoreType) {
        set(ConnectionProperty.TRUST_STORE_TYPE, trustStoreType);
    }

    public @Nullable String getProxyHost() {
        return get(ConnectionProperty.PROXY_HOST);
    }

    public void setProxyHost(@Nullable String proxyHost) {
        set(ConnectionProperty.PROXY_HOST, proxyHost);
    }

    public @Nullable String getProxyPort() {
        return get(ConnectionProperty.PROXY_PORT);
    }

    public void setProxyPort(@Nullable String proxyPort) {
        set(ConnectionProperty.PROXY_PORT, proxyPort);
    }

    public @Nullable String getProxyUser() {
        return get(ConnectionProperty.PROXY_USER);
    }

    public void setProxyUser(@Nullable String proxyUser) {
        set(ConnectionProperty.PROXY_USER, proxyUser);
    }

    public void setProxyPassword(@Nullable String proxyPassword) {
        set(ConnectionProperty.PROXY_PASSWORD, proxyPassword);
    }

    public @Nullable String getProxyPasswordFile() {
        return get(ConnectionProperty.PROXY_PASSWORD_FILE);
    }

    public void setProxyPasswordFile(@Nullable String proxyPasswordFile) {
        set(ConnectionProperty.PROXY_PASSWORD_FILE, proxyPasswordFile);
    }

    public @Nullable String getConnectTimeout() {
        return get(ConnectionProperty.CONNECT_TIMEOUT);
    }

    public void setConnectTimeout(@Nullable String connectTimeout) {
        set(ConnectionProperty.CONNECT_TIMEOUT, connectTimeout);
    }

    public @Nullable String getSocketTimeout() {
        return get(ConnectionProperty.SOCKET_TIMEOUT);
    }

    public void setSocketTimeout(@Nullable String socketTimeout) {
        set(ConnectionProperty.SOCKET_TIMEOUT, socketTimeout);
    }

    public @Nullable String getMaxRetries() {
        return get(ConnectionProperty.MAX_RETRIES);
    }

    public void setMaxRetries(@Nullable String maxRetries) {
        set(ConnectionProperty.MAX_RETRIES, maxRetries);
    }

    public @Nullable String getRequestsPerMinute() {
        return get(ConnectionProperty.REQUESTS_PER_MINUTE);
    }

    public void setRequestsPerMinute(@Nullable String requestsPerMinute) {
        set(ConnectionProperty.REQUESTS_PER_MINUTE, requestsPerMinute);
    }

    public @Nullable String getNow() {
        return get(ConnectionProperty.NOW);
    }

    public void setNow(@Nullable String now) {
        set(ConnectionProperty.NOW, now);
    }

    public @Nullable String getDemoSeed() {
        return get(ConnectionProperty.DEMO_SEED);
    }

    public void setDemoSeed(@Nullable String demoSeed) {
        set(ConnectionProperty.DEMO_SEED, demoSeed);
    }

    public @Nullable String getDemoSessions() {
        return get(ConnectionProperty.DEMO_SESSIONS);
    }

    public void setDemoSessions(@Nullable String demoSessions) {
        set(ConnectionProperty.DEMO_SESSIONS, demoSessions);
    }

    /** Has no effect: the driver logs with java.util.logging. */
    @Override
    public synchronized void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    @Override
    public synchronized @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    /**
     * Sets the property {@code loginTimeout}, in seconds; 0 means the default.
     *
     * @throws SQLException 22023 for a negative number
     */
    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        ArgumentChecks.checkNotNegative("login timeout", seconds);
        set(ConnectionProperty.LOGIN_TIMEOUT, seconds == 0 ? null : Integer.toString(seconds));
    }

    @Override
    public int getLoginTimeout() {
        String seconds = get(ConnectionProperty.LOGIN_TIMEOUT);
        return seconds == null ? 0 : Integer.parseInt(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }
}
