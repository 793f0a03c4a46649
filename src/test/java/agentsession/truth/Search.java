package agentsession.truth;

import agentsession.truth.Databases.Connections;
import agentsession.truth.Trial.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs many random queries and collects the differences. */
final class Search {
    private static final Duration TIME_TO_SHRINK = Duration.ofSeconds(30);

    private final Databases databases;
    private final Forms forms = new Forms();
    private final long seed;
    private final Tally tally;

    private Search(Databases databases, long seed, Tally tally) {
        this.databases = databases;
        this.seed = seed;
        this.tally = tally;
    }

    /**
     * Runs a number of queries.
     *
     * @param first the number of the first one
     * @param tally collects the outcomes
     */
    static void run(Databases databases, long seed, int first, int count, int threads, Tally tally)
            throws InterruptedException, ExecutionException {
        Search search = new Search(databases, seed, tally);
        AtomicInteger next = new AtomicInteger(first);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(executor.submit(() -> search.work(next, first + count)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private Void work(AtomicInteger next, int end) throws SQLException {
        try (Connections connections = databases.connect()) {
            for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
                Query query = Queries.of(
                        seed * 1_000_003 + number, forms, databases.facts(), databases.report(), number % 2 == 1);
                Trial trial = Trial.of(query, connections);
                if (trial.isWithoutDatabase()) {
                    throw new IllegalStateException("PostgreSQL is gone: " + trial.postgresql());
                }
                if (tally.add(trial)) {
                    tally.show(number, trial.kind(), shrunk(trial, connections).report());
                }
            }
        }
        return null;
    }

    private static Trial shrunk(Trial trial, Connections connections) {
        if (trial.verdict() == Verdict.NO_QUERY || trial.verdict() == Verdict.TOO_LONG) {
            return trial;
        }
        String kind = trial.kind();
        Verdict verdict = trial.verdict();
        Query query = Shrinker.shrink(
                trial.query(), q -> Trial.quick(q, connections, verdict).kind().equals(kind), TIME_TO_SHRINK);
        return Trial.of(query, connections);
    }
}
