package agentsession.demo;

import java.time.Clock;
import java.util.List;

/**
 * The settings of a {@link DemoService}.
 *
 * @param sessions the number of sessions; 0 for that of the agents' shifts, about 15,000
 * @param clock the current time at the start; the sessions are those of the 90 days before
 * @param accountIds the existing accounts; if empty, all accounts exist
 * @param byOverlap whether {@code startTimestamp}..{@code endTimestamp} selects the sessions that overlap the range,
 *     instead of those that begin in it; the contract does not specify it
 * @param shuffled whether rows are not ordered by log-in time; the contract does not specify the order
 * @param gzip whether to compress responses for clients that accept gzip
 */
record DemoSettings(
        long seed,
        long sessions,
        Clock clock,
        List<String> accountIds,
        boolean byOverlap,
        boolean shuffled,
        boolean gzip) {
    DemoSettings {
        if (sessions < 0) {
            throw new IllegalArgumentException("The number of sessions must not be negative, but is " + sessions);
        }
        accountIds = List.copyOf(accountIds);
    }

    static DemoSettings of(long seed, long sessions, Clock clock) {
        return new DemoSettings(seed, sessions, clock, List.of(), false, false, true);
    }
}
