package agentsession.http;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.error.TransientException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The retries of one request: waits before each, longer each time, and fails after the last.
 *
 * <p>The wait is what the service asks for, or else doubles, from a quarter of a second, or from five seconds where the
 * service allows so many requests a minute. Chance shortens it by up to a half, so that clients that failed together do
 * not come back together.
 */
final class Retries {
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration FIRST_WAIT_OF_LIMITED = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    /** What the service may ask for; who waits longer than that had better be told. */
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    private final int max;
    private final long began = System.nanoTime();
    private int count;

    /** @param max the most retries */
    Retries(int max) {
        this.max = max;
    }

    /** How often the request has been retried. */
    int count() {
        return count;
    }

    /**
     * Waits until the request may be sent again.
     *
     * @throws DriverException the failure, with how often and how long it was tried, if there is to be no further retry;
     *     the reason of a cancellation
     */
    void await(TransientException failure, CancellationToken token) {
        Duration wait = wait(failure, count, ThreadLocalRandom.current().nextDouble());
        if (count >= max) {
            throw max == 0 ? failure : failure.permanent(givenUp("."));
        }
        if (failure.retryAfter().isPresent() && wait.compareTo(LONGEST_ASKED) > 0) {
            throw failure.permanent(givenUp(": the service asks to wait %d s, and the driver waits no more than %d s."
                    .formatted(wait.toSeconds(), LONGEST_ASKED.toSeconds())));
        }
        if (wait.compareTo(token.timeLeft()) > 0) {
            throw failure.permanent(givenUp(": the next would be in %d s, after the query timeout."
                    .formatted(wait.plusMillis(999).toSeconds())));
        }
        count++;
        token.sleep(wait);
    }

    private String givenUp(String why) {
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        String tries =
                count == 0 ? "one try" : "%d tries in %d.%d s".formatted(count + 1, millis / 1000, millis / 100 % 10);
        return "Given up after " + tries + why;
    }

    /**
     * How long to wait.
     *
     * @param count how often the request has been retried
     * @param chance from 0 to 1
     */
    static Duration wait(TransientException failure, int count, double chance) {
        return failure.retryAfter().orElseGet(() -> {
            Duration first = failure.state() == SqlState.RATE_LIMITED ? FIRST_WAIT_OF_LIMITED : FIRST_WAIT;
            Duration doubled = first.multipliedBy(1L << Math.min(count, 20));
            Duration longest = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
            return Duration.ofNanos((long) (longest.toNanos() * (1 - chance / 2)));
        });
    }
}
