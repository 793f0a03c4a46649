package agentsession.query;

import agentsession.adapter.QueryRun;
import agentsession.concurrent.CancellationToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A planned query, which can be executed repeatedly. Thread-safe. */
public final class PreparedQuery {
    private final CompiledQuery query;
    private final QueryEngine.Connection connection;

    PreparedQuery(CompiledQuery query, QueryEngine.Connection connection) {
        this.query = query;
        this.connection = connection;
    }

    public List<ResultColumn> columns() {
        return query.columns();
    }

    public List<QueryParameter> parameters() {
        return query.parameters();
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
        CancellationToken token = CancellationToken.linkedTo(statement, connection.token());
        timeout.limit(token);
        QueryRun run = new QueryRun(token, connection.memory(), connection.table());
        return new RunningQuery(
                () -> query.code()
                        .bind(new QueryContext(query, connection.clock(), values, run))
                        .enumerator(),
                query.columns().size() == 1,
                Math.min(query.limit().rows(values), maxRows == 0 ? Long.MAX_VALUE : maxRows),
                run);
    }
}
