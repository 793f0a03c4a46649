package agentsession.http;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.error.TransientException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The retries of one request, with exponential backoff.
 *
 * <p>The wait is that of {@code Retry-After}. Otherwise it starts at 250 ms, or at 5 s if the rate limit of the service is
 * exceeded, and doubles. It is shortened by a random part of up to a half, so that clients that failed together do not
 * retry together.
 */
final class Retries {
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration FIRST_WAIT_IF_RATE_LIMITED = Duration.ofSeconds(5);
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);
    /** The maximum {@code Retry-After}; a longer one is an error. */
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

    private final int max;
    private final long start = System.nanoTime();
    private int count;

    /** @param max the maximum number of retries */
    Retries(int max) {
        this.max = max;
    }

    /** The number of retries so far. */
    int count() {
        return count;
    }

    /**
     * Waits before the next retry.
     *
     * @throws DriverException the failure, with the number and duration of the attempts, if there is no further retry; the reason of
     *     a cancellation
     */
    void await(TransientException failure, CancellationToken token) {
        Duration wait = wait(failure, count, ThreadLocalRandom.current().nextDouble());
        if (count >= max) {
            throw max == 0 ? failure : failure.permanent(failedAfter("."));
        }
        if (failure.retryAfter().isPresent() && wait.compareTo(MAX_RETRY_AFTER) > 0) {
            throw failure.permanent(failedAfter(": the service asks to wait %d s, and the driver waits at most %d s."
                    .formatted(wait.toSeconds(), MAX_RETRY_AFTER.toSeconds())));
        }
        if (wait.compareTo(token.timeLeft()) > 0) {
            throw failure.permanent(failedAfter(": the next would be in %d s, after the query timeout."
                    .formatted(wait.plusMillis(999).toSeconds())));
        }
        count++;
        token.sleep(wait);
    }

    private String failedAfter(String why) {
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        String attempts = count == 0
                ? "one attempt"
                : "%d attempts in %d.%d s".formatted(count + 1, millis / 1000, millis / 100 % 10);
        return "Failed after " + attempts + why;
    }

    /**
     * The wait before a retry.
     *
     * @param count the number of retries so far
     * @param random from 0 to 1
     */
    static Duration wait(TransientException failure, int count, double random) {
        return failure.retryAfter().orElseGet(() -> {
            Duration first = failure.state() == SqlState.RATE_LIMITED ? FIRST_WAIT_IF_RATE_LIMITED : FIRST_WAIT;
            Duration doubled = first.multipliedBy(1L << Math.min(count, 20));
            Duration max = doubled.compareTo(MAX_WAIT) < 0 ? doubled : MAX_WAIT;
            return Duration.ofNanos((long) (max.toNanos() * (1 - random / 2)));
        });
    }
}
