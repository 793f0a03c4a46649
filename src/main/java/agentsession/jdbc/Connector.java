package agentsession.jdbc;

import agentsession.config.JdbcUrl;
import java.util.Properties;

/** Creates the session of a connection. */
interface Connector {

    /**
     * Connects.
     *
     * @throws agentsession.error.DriverException if connecting fails
     */
    DriverSession connect(JdbcUrl url, Properties properties);
}
