package agentsession.service;

import agentsession.http.Ending;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Spaces what a process asks of one account, whichever of its connections asks. */
final class Pace {
    private static final Map<Account, WeakReference<Turns>> SHARED = new HashMap<>();

    private final Turns turns;
    private final long nanosBetween;

    private Pace(Turns turns, long nanosBetween) {
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
    static Pace of(ReportEndpoint endpoint, OptionalInt perMinute) {
        Account account = new Account(endpoint.base(), endpoint.accountId());
        synchronized (SHARED) {
            SHARED.values().removeIf(known -> known.refersTo(null));
            WeakReference<Turns> known = SHARED.get(account);
            Turns turns = known == null ? null : known.get();
            if (turns == null) {
                turns = new Turns();
                SHARED.put(account, new WeakReference<>(turns));
            }
            return new Pace(turns, perMinute.isPresent() ? TimeUnit.MINUTES.toNanos(1) / perMinute.getAsInt() : 0);
        }
    }

    /** Waits until a request may be sent. */
    void await(Ending ending) {
        if (nanosBetween > 0) {
            ending.pause(Duration.ofNanos(turns.take(nanosBetween)));
        }
    }
}
