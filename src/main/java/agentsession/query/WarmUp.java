package agentsession.query;

import agentsession.concurrent.CancellationToken;
import agentsession.concurrent.CurrentToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.codehaus.commons.compiler.CompilerFactoryFactory;

/**
 * Compiles an ordinary query while the first connection is opened. The first compilation of a process takes a second or
 * more, most of it for loading thousands of classes, which the first query of the application then finds loaded.
 *
 * <p>If the application executes a query earlier, the warm-up ends at its next step, and the query waits for that: they
 * need the same classes, and two threads that initialize Calcite's classes might wait for each other.
 */
final class WarmUp {
    private static final Logger LOG = Logger.getLogger("agentsession");

    private static final String QUERY = "SELECT TEAM, COUNT(*) AS N FROM AGENT_SESSION WHERE LOGIN_DTS >= '2026-01-01'"
            + " AND TALK_TIME_MIN > 1 GROUP BY TEAM ORDER BY N DESC LIMIT 10";

    /** That of the process. */
    private static final WarmUp FIRST_QUERY = new WarmUp();

    private final AtomicBoolean started = new AtomicBoolean();
    private final CancellationToken token = new CancellationToken();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    interface Work {
        void run() throws Exception;
    }

    /** Starts that of the process, in daemon threads that end by themselves; without effect after the first time. */
    static void start(QueryCompiler.Settings settings) {
        FIRST_QUERY.start(
                () -> QueryCompiler.of(settings).compileNew(QUERY, Map.of(), FIRST_QUERY.token),
                WarmUp::loadJavaCompiler);
    }

    /**
     * Ends that of the process.
     *
     * @throws DriverException the reason, as soon as the token is cancelled
     */
    static void end(CancellationToken query) {
        FIRST_QUERY.endFor(query);
    }

    private static void loadJavaCompiler() throws Exception {
        CompilerFactoryFactory.getDefaultCompilerFactory(WarmUp.class.getClassLoader())
                .newSimpleCompiler()
                .cook("public class First { Object value(int i) { return new Object[] {i + 1L}; } }");
    }

    /**
     * @param planning ends when the current token is cancelled
     * @param independent has nothing to do with Calcite's classes
     */
    void start(Work planning, Work independent) {
        if (started.compareAndSet(false, true)) {
            try {
                PlannerThread.start(() -> {
                    CurrentToken.during(token, () -> tried(planning));
                    ended.complete(true);
                });
            } catch (OutOfMemoryError e) {
                ended.complete(tried(() -> {
                    throw e;
                }));
                return;
            }
            tried(() -> PlannerThread.start(() -> tried(independent)));
        }
    }

    private static boolean tried(Work work) {
        try {
            work.run();
            return true;
        } catch (Throwable e) {
            LOG.log(Level.FINE, "The first query could not be prepared", e);
            return false;
        }
    }

    void endFor(CancellationToken query) {
        if (ended.isDone()) {
            return;
        }
        token.cancel(new DriverException(SqlState.QUERY_CANCELED, "The application executes a query"));
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        CancellationToken.Registration cancellation = query.onCancel(() -> cancelled.complete(true));
        try {
            CompletableFuture.anyOf(ended, cancelled).join();
        } finally {
            cancellation.close();
        }
        query.throwIfCancelled();
    }
}
