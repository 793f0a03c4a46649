package agentsession.query;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A planned query, to be run any number of times, by any thread. */
public final class PreparedQuery {
    private final List<ResultColumn> columns;
    private final List<QueryParameter> parameters;

    PreparedQuery(List<ResultColumn> columns, List<QueryParameter> parameters) {
        this.columns = columns;
        this.parameters = parameters;
    }

    public List<ResultColumn> columns() {
        return columns;
    }

    public List<QueryParameter> parameters() {
        return parameters;
    }

    /**
     * Makes ready to run; sends nothing yet.
     *
     * @param values of the parameters, in the internal forms that {@link Cursor} lists
     * @param maxRows the rows to stop after; 0 for all
     * @param timeout after which the query ends with SQLState HYT00, counted from here; zero for never
     */
    public RunningQuery start(List<@Nullable Object> values, long maxRows, Duration timeout) {
        return new RunningQuery();
    }
}
