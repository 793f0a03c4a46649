package agentsession.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Tries a check on many random values.
 *
 * <p>Each try has a seed of its own, and the seeds follow one another, so that a run is the same wherever it runs and a
 * failure can be had again alone: {@code -Dfuzz.seed=<its seed> -Dfuzz.tries=1}. {@code -Dfuzz.seed=random} begins
 * somewhere else each time; {@code -Dfuzz.tries} is the number of tries of each test.
 */
final class Fuzz {
    /** Longer than any try takes, however busy the machine: what it ends is a hang. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int GEN_SIZE = 1_000;

    /** What is tried. */
    @FunctionalInterface
    interface Check<T> {
        void on(T value) throws Exception;
    }

    private Fuzz() {}

    static <T> void each(int tries, Arbitrary<T> values, Check<? super T> check) {
        String given = System.getProperty("fuzz.seed", "1");
        long first = given.equals("random") ? new Random().nextInt() : Long.parseLong(given);
        JqwikSession.run(() -> {
            RandomGenerator<T> generator = values.generator(GEN_SIZE);
            for (long seed = first; seed < first + Integer.getInteger("fuzz.tries", tries); seed++) {
                T value = generator.next(new Random(seed)).value();
                try {
                    assertTimeoutPreemptively(PATIENCE, () -> check.on(value));
                } catch (Throwable failure) {
                    throw new AssertionError("With -Dfuzz.seed=%d: %s%n%s".formatted(seed, failure, value), failure);
                }
            }
        });
    }
}
