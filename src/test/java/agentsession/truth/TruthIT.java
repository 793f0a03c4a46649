package agentsession.truth;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.Soak;
import agentsession.truth.Trial.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random queries return what PostgreSQL returns for the same rows. {@code mvn verify} runs the same ones each time;
 * {@code truth.seed} (a number, or {@code random}) and {@code truth.queries} select others.
 */
final class TruthIT {
    private static final int QUERIES = Soak.size(100, 3_000);
    private static final int THREADS = 2;

    /** One of so many queries may fail, may be unsupported by PostgreSQL, or may time out. */
    private static final int ONE_IN = Soak.size(200, 500);

    private static final int SHOWN = 12;

    @Test
    void aRandomQueryReturnsWhatADatabaseReturns() throws Exception {
        String given = System.getProperty("truth.seed", "1");
        long seed = given.equals("random") ? new Random().nextInt(1_000_000) : Long.parseLong(given);
        int queries = Integer.getInteger("truth.queries", QUERIES);
        Tally tally = new Tally(SHOWN, finding -> {});
        try (Databases databases = Databases.start()) {
            Search.run(databases, seed, 0, queries, THREADS, tally);
        }

        String report = "seed " + seed + ": " + tally.report();
        assertThat(tally.total()).as(report).isEqualTo(queries);
        for (Verdict wrong : new Verdict[] {Verdict.DIFFERENT, Verdict.PUSH_DOWN, Verdict.NOT_FAILED}) {
            assertThat(tally.count(wrong)).as("%s; %s", wrong, report).isZero();
        }
        for (Verdict rare : new Verdict[] {Verdict.REFUSED, Verdict.NO_QUERY, Verdict.TOO_LONG}) {
            assertThat(tally.count(rare)).as("%s; %s", rare, report).isLessThanOrEqualTo(queries / ONE_IN);
        }
    }
}
