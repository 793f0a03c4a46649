package agentsession.http;

import agentsession.concurrent.CancellationToken;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Spaces the requests that this process sends to one address, whichever of its connections sends them. */
public final class RateLimiter {
    /** Limits nothing. */
    public static final RateLimiter UNLIMITED = new RateLimiter(new Permits(), 0);

    private static final WeakValueCache<URI, Permits> SHARED = new WeakValueCache<>();

    private final Permits permits;
    private final long nanosBetween;

    private RateLimiter(Permits permits, long nanosBetween) {
        this.permits = permits;
        this.nanosBetween = nanosBetween;
    }

    /** When an address may be asked next. A permit once taken is not given back. */
    private static final class Permits {
        private long next = System.nanoTime();

        /** Takes a permit; returns the nanoseconds until it is valid. */
        synchronized long take(long nanosBetween) {
            long now = System.nanoTime();
            long wait = Math.max(next - now, 0);
            next = now + wait + nanosBetween;
            return wait;
        }
    }

    /**
     * The limiter of an address.
     *
     * @param perMinute requests; empty for any number
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
