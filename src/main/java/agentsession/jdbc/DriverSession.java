package agentsession.jdbc;

import agentsession.concurrent.CancellationToken;
import agentsession.query.Cursor;
import agentsession.query.QueryParameter;
import agentsession.query.ResultColumn;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one connection stands on. Its methods throw {@link agentsession.error.DriverException}. */
interface DriverSession extends AutoCloseable {

    /** The URL that leads here, without secrets. */
    String url();

    /** Who is signed in; empty where only a token says so. */
    String userName();

    /** The zone of the report's wall clock. */
    ZoneId timeZone();

    /** See {@link agentsession.query.QueryEngine#prepare(String, Map)}. */
    Plan prepare(String sql, Map<Integer, QueryParameter> asked);

    /** Names the application in the requests to come; an empty name stands for the one that the settings give. */
    void applicationName(String name);

    /** Lets go of all that the session holds. Harmless when repeated. */
    @Override
    void close();

    /** See {@link agentsession.query.PreparedQuery}. */
    interface Plan {
        List<ResultColumn> columns();

        List<QueryParameter> parameters();

        Run start(List<@Nullable Object> values, long maxRows, Duration timeout, CancellationToken statement);
    }

    /** See {@link agentsession.query.RunningQuery}. */
    interface Run extends Cursor {
        void open();
    }
}
