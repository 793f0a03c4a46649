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
 * <p>Each try has its own seed, with consecutive numbers, so that runs are reproducible, and so is a single failure:
 * {@code -Dfuzz.seed=<its seed> -Dfuzz.tries=1}. {@code -Dfuzz.seed=random} starts with another seed each time; {@code -Dfuzz.tries} is the number of tries of each test.
 */
final class Fuzz {
    /** The timeout of a try, reached only by a hang. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final int GEN_SIZE = 1_000;

    /** A check of a value. */
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
                    assertTimeoutPreemptively(TIMEOUT, () -> check.on(value));
                } catch (Throwable failure) {
                    throw new AssertionError("With -Dfuzz.seed=%d: %s%n%s".formatted(seed, failure, value), failure);
                }
            }
        });
    }
}
