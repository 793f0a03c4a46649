package agentsession.query;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.time.Duration;

/**
 * The timeout of a query: of planning and execution together.
 *
 * @param duration zero for none
 * @param start when it began, by {@link System#nanoTime}
 */
public record QueryTimeout(Duration duration, long start) {
    /** No timeout. */
    public static final QueryTimeout NONE = new QueryTimeout(Duration.ZERO, 0);

    /** A timeout that begins now. */
    public static QueryTimeout of(Duration duration) {
        return new QueryTimeout(duration, System.nanoTime());
    }

    /** Cancels the token, with SQLState HYT00, when the timeout is over. */
    void limit(CancellationToken token) {
        if (duration.isZero()) {
            return;
        }
        DriverException reason = new DriverException(
                SqlState.TIMEOUT,
                "The query exceeded its timeout of %d s. Add conditions to it, or increase the timeout (setQueryTimeout)."
                        .formatted(duration.toSeconds()));
        Duration left = duration.minusNanos(System.nanoTime() - start);
        if (left.isNegative() || left.isZero()) {
            token.cancel(reason);
        } else {
            token.cancelAfter(left, reason);
        }
    }
}
