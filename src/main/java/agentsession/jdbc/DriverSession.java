package agentsession.jdbc;

import agentsession.concurrent.CancellationToken;
import agentsession.query.Cursor;
import agentsession.query.QueryParameter;
import agentsession.query.QueryTimeout;
import agentsession.query.ResultColumn;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The session of a connection. Its methods throw {@link agentsession.error.DriverException}. */
interface DriverSession extends AutoCloseable {

    /** The URL, without secrets. */
    String url();

    /** The user name; empty if there is only a token. */
    String userName();

    /** The time zone of the report. */
    ZoneId timeZone();

    /** See {@link agentsession.query.QueryEngine#prepare(String, Map, QueryTimeout, CancellationToken)}. */
    Plan prepare(
            String sql, Map<Integer, QueryParameter> requestedTypes, QueryTimeout timeout, CancellationToken statement);

    /** Sets the application name for future requests; an empty name restores that of the settings. */
    void applicationName(String name);

    /** Releases all resources. Idempotent. */
    @Override
    void close();

    /** See {@link agentsession.query.PreparedQuery}. */
    interface Plan {
        List<ResultColumn> columns();

        List<QueryParameter> parameters();

        Run start(List<@Nullable Object> values, long maxRows, QueryTimeout timeout, CancellationToken statement);
    }

    /** See {@link agentsession.query.RunningQuery}. */
    interface Run extends Cursor {
        void open();
    }
}
