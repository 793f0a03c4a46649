package agentsession.http;

import agentsession.concurrent.CancellationToken;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Limits the rate of the requests that all connections of the JVM send to one address. */
public final class RateLimiter {
    /** No limit. */
    public static final RateLimiter UNLIMITED = new RateLimiter(new Permits(), 0);

    private static final WeakValueCache<URI, Permits> SHARED = new WeakValueCache<>();

    private final Permits permits;
    private final long nanosBetween;

    private RateLimiter(Permits permits, long nanosBetween) {
        this.permits = permits;
        this.nanosBetween = nanosBetween;
    }

    /** The time of the next request to an address. Permits are not returned. */
    private static final class Permits {
        private long next = System.nanoTime();

        /** Takes a permit; returns the time until it is valid, in nanoseconds. */
        synchronized long take(long nanosBetween) {
            long now = System.nanoTime();
            long wait = Math.max(next - now, 0);
            next = now + wait + nanosBetween;
            return wait;
        }
    }

    /**
     * Returns the limiter of an address.
     *
     * @param perMinute maximum number of requests per minute; empty for no limit
     */
    public static RateLimiter of(URI address, OptionalInt perMinute) {
        return new RateLimiter(
                SHARED.get(address, key -> new Permits()),
                perMinute.isPresent() ? TimeUnit.MINUTES.toNanos(1) / perMinute.getAsInt() : 0);
    }

    /** Waits until a request may be sent. */
    void acquire(CancellationToken token) {
        if (nanosBetween > 0) {
            token.sleep(Duration.ofNanos(permits.take(nanosBetween)));
        }
    }
}
