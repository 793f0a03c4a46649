package agentsession.adapter;

import agentsession.cache.ReportCache;
import agentsession.concurrent.CancellationToken;
import agentsession.memory.MemoryLimit;
import agentsession.memory.QueryMemory;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * The state that the operators of one query execution share. It is the value of {@link #NAME} in the {@link DataContext},
 * which may be missing if a program executes the plan itself.
 *
 * @param token cancels the execution
 */
public record QueryRun(
        CancellationToken token,
        ScanWarnings warnings,
        SpooledRows spooled,
        SharedReports reports,
        QueryMemory memory) {
    /** The name in the {@link DataContext}. */
    public static final String NAME = "agentSessionQueryRun";

    /** @param table has the reports that the execution reads */
    public QueryRun(CancellationToken token, MemoryLimit limit, AgentSessionTable table) {
        this(token, limit, table.reports());
    }

    private QueryRun(CancellationToken token, MemoryLimit limit, @Nullable ReportCache reports) {
        this(token, new ScanWarnings(), new SpooledRows(), new SharedReports(reports), new QueryMemory(limit, token));
    }

    /** The value in a context; a new one, without reports, if it is missing. */
    public static QueryRun of(DataContext context) {
        return of(context, (ReportCache) null);
    }

    /** The value in a context; a new one, with the reports of the table, if it is missing. */
    static QueryRun of(DataContext context, AgentSessionTable table) {
        return of(context, table.reports());
    }

    private static QueryRun of(DataContext context, @Nullable ReportCache reports) {
        return context.get(NAME) instanceof QueryRun run
                ? run
                : new QueryRun(new CancellationToken(), MemoryLimit.ofHeap(), reports);
    }

    /** The memory in a context; for generated code. */
    public static QueryMemory memory(DataContext context) {
        return of(context).memory;
    }

    /** The token in a context; for generated code. */
    public static CancellationToken token(DataContext context) {
        return of(context).token;
    }
}
