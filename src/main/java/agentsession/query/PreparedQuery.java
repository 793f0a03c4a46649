package agentsession.query;

import agentsession.adapter.QueryRun;
import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.calcite.RootLimit;
import java.time.Duration;
import java.util.List;
import org.apache.calcite.runtime.Bindable;
import org.jspecify.annotations.Nullable;

/** A planned query, which can be executed repeatedly. Thread-safe. */
public final class PreparedQuery {
    private final List<ResultColumn> columns;
    private final List<QueryParameter> parameters;
    private final Bindable<?> code;
    private final RootLimit limit;
    private final QueryContext.Fixed context;

    PreparedQuery(
            List<ResultColumn> columns,
            List<QueryParameter> parameters,
            Bindable<?> code,
            RootLimit limit,
            QueryContext.Fixed context) {
        this.columns = List.copyOf(columns);
        this.parameters = List.copyOf(parameters);
        this.code = code;
        this.limit = limit;
        this.context = context;
    }

    public List<ResultColumn> columns() {
        return columns;
    }

    public List<QueryParameter> parameters() {
        return parameters;
    }

    /**
     * Creates an execution, without sending a request.
     *
     * @param values the values of the parameters, in the internal representation of {@link Cursor}
     * @param maxRows the maximum number of rows; 0 for no limit
     * @param timeout the timeout from now, after which the query fails with SQLState HYT00; zero for none
     * @param statement cancels the execution
     */
    public RunningQuery start(
            List<@Nullable Object> values, long maxRows, Duration timeout, CancellationToken statement) {
        CancellationToken token = CancellationToken.linkedTo(statement, context.connection());
        token.cancelAfter(
                timeout,
                new DriverException(
                        SqlState.TIMEOUT,
                        "The query exceeded its timeout of %d s. Add conditions to it, or increase the timeout (setQueryTimeout)."
                                .formatted(timeout.toSeconds())));
        QueryRun run = new QueryRun(token, context.memory());
        return new RunningQuery(
                () -> code.bind(new QueryContext(context, values, run)).enumerator(),
                columns.size() == 1,
                Math.min(limit.rows(values), maxRows == 0 ? Long.MAX_VALUE : maxRows),
                run);
    }
}
