package agentsession.service;

import agentsession.http.CancellationToken;
import agentsession.http.WeakValueCache;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Spaces what a process asks of one account, whichever of its connections asks. */
final class RateLimiter {
    private static final WeakValueCache<Account, Turns> SHARED = new WeakValueCache<>();

    private final Turns turns;
    private final long nanosBetween;

    private RateLimiter(Turns turns, long nanosBetween) {
        this.turns = turns;
        this.nanosBetween = nanosBetween;
    }

    private record Account(URI base, String accountId) {}

    /** When an account may be asked next. Turns once taken are not given back. */
    private static final class Turns {
        private long next = System.nanoTime();

        /** How many nanoseconds to wait for the next turn. */
        synchronized long take(long nanosBetween) {
            long now = System.nanoTime();
            long turn = Math.max(next - now, 0);
            next = now + turn + nanosBetween;
            return turn;
        }
    }

    /** @param perMinute how many requests; empty for any number */
    static RateLimiter of(ReportEndpoint endpoint, OptionalInt perMinute) {
        Turns turns = SHARED.get(new Account(endpoint.base(), endpoint.accountId()), account -> new Turns());
        return new RateLimiter(turns, perMinute.isPresent() ? TimeUnit.MINUTES.toNanos(1) / perMinute.getAsInt() : 0);
    }

    /** Waits until a request may be sent. */
    void await(CancellationToken ending) {
        if (nanosBetween > 0) {
            ending.pause(Duration.ofNanos(turns.take(nanosBetween)));
        }
    }
}
