package agentsession.jdbc;

import agentsession.config.JdbcUrl;
import agentsession.config.PropertyInfo;
import agentsession.config.Version;
import agentsession.error.SqlState;
import agentsession.query.QueryEngine;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver for {@code jdbc:agentsession:} URLs. {@link DriverManager} loads it automatically.
 *
 * <pre>{@code
 * String url = "jdbc:agentsession://ringcx.ringcentral.com/voice/99990001?timeZone=US/Arizona";
 * Properties properties = new Properties();
 * properties.setProperty("accessToken", token);
 * try (Connection connection = DriverManager.getConnection(url, properties);
 *         Statement statement = connection.createStatement();
 *         ResultSet rows = statement.executeQuery("SELECT TEAM, COUNT(*) FROM AGENT_SESSION GROUP BY TEAM")) {
 *     while (rows.next()) {
 *         System.out.println(rows.getString(1) + " " + rows.getLong(2));
 *     }
 * }
 * }</pre>
 *
 * <p>The URL {@code jdbc:agentsession:demo} connects to generated data, without a service. {@link #getPropertyInfo} lists
 * the connection properties; timeouts are in seconds. Every failure of the driver is an {@link SQLException} with an
 * SQLState, and a message that says what failed and what to do.
 */
public final class AgentSessionDriver implements Driver {
    private static final Logger LOGGER = Logger.getLogger("agentsession");

    static {
        try {
            DriverManager.registerDriver(new AgentSessionDriver(), RecordMethods::release);
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Connector connector;

    public AgentSessionDriver() {
        this(EngineSession::open);
    }

    AgentSessionDriver(Connector connector) {
        this.connector = connector;
    }

    /**
     * Connects: signs in and, unless the property {@code verify} is false, checks that the account exists.
     *
     * @param info properties, which take precedence over those of the URL; may be null
     * @return null for a URL of another driver
     * @throws SQLException 08001 for a null or malformed URL or a host that cannot be reached, 22023 for an unknown or
     *     invalid property, 28000 for missing or rejected credentials, 08004 for an unknown account, 53400 if the rate
     *     limit of the service is exceeded
     * @throws java.sql.SQLTimeoutException (HYT00) if connecting takes longer than {@code loginTimeout}, by default that
     *     of {@link DriverManager#setLoginTimeout} or 60 seconds
     */
    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties info) throws SQLException {
        if (acceptsURL(url)) {
            QueryEngine.warmUp();
        }
        Optional<JdbcUrl> parsed = SqlExceptions.call(() -> JdbcUrl.parse(url));
        if (parsed.isEmpty()) {
            return null;
        }
        Properties properties = info == null ? new Properties() : info;
        return new AgentSessionConnection(SqlExceptions.call(() -> connector.connect(parsed.get(), properties)));
    }

    /**
     * Whether the URL starts with {@code jdbc:agentsession:}.
     *
     * @throws SQLException 08001 for null
     */
    @Override
    public boolean acceptsURL(@Nullable String url) throws SQLException {
        checkUrl(url);
        return JdbcUrl.accepts(url);
    }

    private static void checkUrl(@Nullable String url) throws SQLException {
        if (url == null) {
            throw SqlExceptions.of(SqlState.UNABLE_TO_CONNECT, "The URL is null");
        }
    }

    /**
     * Lists all connection properties with their descriptions, allowed values and current values. It does not connect, and
     * accepts incomplete and invalid URLs and properties. Secrets have no value.
     */
    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) {
        return PropertyInfo.list(url, info).stream()
                .map(AgentSessionDriver::propertyInfo)
                .toArray(DriverPropertyInfo[]::new);
    }

    private static DriverPropertyInfo propertyInfo(PropertyInfo property) {
        DriverPropertyInfo info = new DriverPropertyInfo(property.name(), property.value());
        info.description = property.description();
        info.required = property.required();
        if (!property.choices().isEmpty()) {
            info.choices = property.choices().toArray(String[]::new);
        }
        return info;
    }

    @Override
    public int getMajorVersion() {
        return Version.major();
    }

    @Override
    public int getMinorVersion() {
        return Version.minor();
    }

    /** False: the specification requires writes, and the report is read-only. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return LOGGER;
    }
}
