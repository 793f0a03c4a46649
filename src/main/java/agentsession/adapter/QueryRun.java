package agentsession.adapter;

import agentsession.concurrent.CancellationToken;
import org.apache.calcite.DataContext;

/**
 * What the operators of one run of a query share. Found under {@link #NAME} in the run's {@link DataContext}; a program
 * that runs the plan in its own way need not put one there.
 *
 * @param token cancels the run
 */
public record QueryRun(CancellationToken token, ScanWarnings warnings, SpooledRows spooled) {
    /** The name in the {@link DataContext}. */
    public static final String NAME = "agentSessionQueryRun";

    public QueryRun(CancellationToken token) {
        this(token, new ScanWarnings(), new SpooledRows());
    }

    /** The run of a context; a new one, which nothing cancels, if the program has put none there. */
    public static QueryRun of(DataContext context) {
        return context.get(NAME) instanceof QueryRun run ? run : new QueryRun(new CancellationToken());
    }

    /** The token of a context's run; for the code that Calcite generates. */
    public static CancellationToken token(DataContext context) {
        return of(context).token;
    }
}
