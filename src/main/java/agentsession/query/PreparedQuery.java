package agentsession.query;

import agentsession.adapter.QueryRun;
import agentsession.concurrent.CancellationToken;
import agentsession.query.calcite.RootLimit;
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
     * @param statement cancels the execution
     */
    public RunningQuery start(
            List<@Nullable Object> values, long maxRows, QueryTimeout timeout, CancellationToken statement) {
        CancellationToken token = CancellationToken.linkedTo(statement, context.connection());
        timeout.limit(token);
        QueryRun run = new QueryRun(token, context.memory());
        return new RunningQuery(
                () -> code.bind(new QueryContext(context, values, run)).enumerator(),
                columns.size() == 1,
                Math.min(limit.rows(values), maxRows == 0 ? Long.MAX_VALUE : maxRows),
                run);
    }
}
