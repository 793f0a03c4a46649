package agentsession.jdbc;

import agentsession.config.JdbcUrl;
import java.util.Properties;

/** Makes what a connection stands on. */
interface Connector {

    /**
     * Connects.
     *
     * @throws agentsession.error.DriverException if there can be no such connection
     */
    DriverSession connect(JdbcUrl url, Properties properties);
}
