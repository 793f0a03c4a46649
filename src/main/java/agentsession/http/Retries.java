package agentsession.http;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.error.TransientException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * The tries of one request: waits between them, longer each time, and says when it is time to give up.
 *
 * <p>The wait is what the service asks for, or else doubles, from a quarter of a second, or from five seconds where the
 * service allows so many requests a minute. Chance shortens it by up to a half, so that clients that failed together do
 * not come back together.
 */
public final class Retries {
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration FIRST_WAIT_OF_LIMITED = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    /** What the service may ask for; who waits longer than that had better be told. */
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    private final int most;
    private final long began = System.nanoTime();
    private int count;

    /** @param most how often the request is repeated at most */
    public Retries(int most) {
        this.most = most;
    }

    /**
     * Makes a request, again where its failure may pass, however long that takes.
     *
     * @param most how often it is repeated at most
     * @throws DriverException as {@link #await} says
     */
    public static <T> T repeat(int most, CancellationToken ending, Supplier<T> request) {
        Retries retries = new Retries(most);
        while (true) {
            try {
                return request.get();
            } catch (TransientException e) {
                retries.await(e, ChronoUnit.FOREVER.getDuration(), ending);
            }
        }
    }

    /** How often the request has been repeated. */
    public int count() {
        return count;
    }

    /**
     * Waits until the request may be repeated.
     *
     * @param left the time there is
     * @throws DriverException the failure itself, with how often and long it was tried, if it is not to be repeated; the
     *     reason of an ending
     */
    public void await(DriverException failure, Duration left, CancellationToken ending) {
        ending.check();
        if (!(failure instanceof TransientException passing)) {
            throw failure;
        }
        Duration wait = wait(passing, count, ThreadLocalRandom.current().nextDouble());
        if (count >= most) {
            throw most == 0 ? passing : passing.saying(givenUp("."));
        }
        if (passing.retryAfter().isPresent() && wait.compareTo(LONGEST_ASKED) > 0) {
            throw passing.saying(givenUp(": the service asks to wait %d s, and the driver waits no more than %d s."
                    .formatted(wait.toSeconds(), LONGEST_ASKED.toSeconds())));
        }
        if (wait.compareTo(left) > 0) {
            throw passing.saying(givenUp(": the next would be in %d s, after the query timeout."
                    .formatted(wait.plusMillis(999).toSeconds())));
        }
        count++;
        ending.pause(wait);
        ending.check();
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
     * @param count how often the request has been repeated
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
