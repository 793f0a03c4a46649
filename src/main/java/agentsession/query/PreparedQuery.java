package agentsession.query;

import agentsession.adapter.ScanMonitor;
import agentsession.query.calcite.RootLimit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.calcite.runtime.Bindable;
import org.jspecify.annotations.Nullable;

/** A planned query, to be run any number of times, by any thread. */
public final class PreparedQuery {
    private final List<ResultColumn> columns;
    private final List<QueryParameter> parameters;
    private final Bindable<?> code;
    private final RootLimit limit;
    private final QueryContext.Fixed context;
    private final Set<ScanMonitor> underWay;

    PreparedQuery(
            List<ResultColumn> columns,
            List<QueryParameter> parameters,
            Bindable<?> code,
            RootLimit limit,
            QueryContext.Fixed context,
            Set<ScanMonitor> underWay) {
        this.columns = List.copyOf(columns);
        this.parameters = List.copyOf(parameters);
        this.code = code;
        this.limit = limit;
        this.context = context;
        this.underWay = underWay;
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
        ScanMonitor monitor = new ScanMonitor();
        long most = Math.min(limit.rows(values), maxRows == 0 ? Long.MAX_VALUE : maxRows);
        return new RunningQuery(
                () -> code.bind(new QueryContext(context, values, monitor)).enumerator(),
                columns.size() == 1,
                most,
                monitor,
                Deadline.after(timeout, monitor),
                underWay);
    }
}
