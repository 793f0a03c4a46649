package agentsession.query;

import agentsession.adapter.ScanSettings;
import agentsession.concurrent.CancellationToken;
import agentsession.concurrent.CurrentToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.PushDown;
import agentsession.text.Json;
import java.time.Period;
import java.time.ZoneOffset;
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

    /** The default of the connection property. */
    static final String FUNCTIONS = "standard,postgresql,mysql,mssql,oracle,bigquery";

    private static final QueryCompiler.Settings SETTINGS =
            new QueryCompiler.Settings(new ScanSettings(ZoneOffset.UTC, PushDown.ALL, Period.ZERO), FUNCTIONS);

    /** That of the process. */
    private static final WarmUp FIRST_QUERY = new WarmUp();

    private final AtomicBoolean started = new AtomicBoolean();
    private final CancellationToken token = new CancellationToken();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    interface Work {
        void run() throws Exception;
    }

    /** Starts that of the process, in daemon threads that end by themselves; without effect after the first time. */
    static void startOfProcess() {
        FIRST_QUERY.start(
                () -> QueryCompiler.of(SETTINGS).compileNew(QUERY, Map.of(), FIRST_QUERY.token), WarmUp::loadOthers);
    }

    /**
     * Ends that of the process.
     *
     * @throws DriverException the reason, as soon as the token is cancelled
     */
    static void end(CancellationToken query) {
        FIRST_QUERY.endFor(query);
    }

    /** JSON, which the first request needs, and the Java compiler. */
    private static void loadOthers() throws Exception {
        Json.load();
        CompilerFactoryFactory.getDefaultCompilerFactory(WarmUp.class.getClassLoader())
                .newSimpleCompiler()
                .cook("public class First { Object value(int i) { return new Object[] {i + 1L}; } }");
    }

    /**
     * @param planning ends when the current token is cancelled
     * @param independent has nothing to do with Calcite's classes
     */
    void start(Work planning, Work independent) {
        if (!started.compareAndSet(false, true)) {
            return;
        }
        boolean planned = tried(() -> PlannerThread.start(() -> {
            CurrentToken.during(token, () -> tried(planning));
            ended.complete(true);
        }));
        if (!planned) {
            ended.complete(false);
        }
        tried(() -> PlannerThread.start(() -> tried(independent)));
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
        query.await(ended);
    }
}
