package agentsession.adapter;

import agentsession.concurrent.CancellationToken;
import agentsession.memory.MemoryLimit;
import agentsession.memory.QueryMemory;
import org.apache.calcite.DataContext;

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

    public QueryRun(CancellationToken token, MemoryLimit limit) {
        this(token, new ScanWarnings(), new SpooledRows(), new SharedReports(), new QueryMemory(limit, token));
    }

    /** The value in a context; a new one if it is missing. */
    public static QueryRun of(DataContext context) {
        return context.get(NAME) instanceof QueryRun run
                ? run
                : new QueryRun(new CancellationToken(), MemoryLimit.ofHeap());
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
