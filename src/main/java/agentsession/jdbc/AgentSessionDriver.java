package agentsession.jdbc;

import agentsession.config.JdbcUrl;
import agentsession.config.PropertyInfo;
import agentsession.config.Version;
import agentsession.error.SqlState;
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
 * The driver for {@code jdbc:agentsession:} URLs. {@link DriverManager} finds it without being told.
 *
 * <p>Every failure of the driver is an {@link SQLException} with an SQLState and a message that says what to do.
 */
public final class AgentSessionDriver implements Driver {
    private static final Logger LOGGER = Logger.getLogger("agentsession");

    static {
        try {
            DriverManager.registerDriver(new AgentSessionDriver());
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
     * Connects.
     *
     * @return null for a URL that is not for this driver
     */
    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties info) throws SQLException {
        checkUrl(url);
        Optional<JdbcUrl> ours = SqlExceptions.call(() -> JdbcUrl.parse(url));
        if (ours.isEmpty()) {
            return null;
        }
        Properties properties = info == null ? new Properties() : info;
        return new AgentSessionConnection(SqlExceptions.call(() -> connector.connect(ours.get(), properties)));
    }

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

    /** All connection properties, for whatever there is of a URL and of properties; connects to nothing. */
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

    /** False: the specification asks for writes, and the report has none. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return LOGGER;
    }
}
