package agentsession.demo;

import java.time.Clock;
import java.util.List;

/**
 * What a {@link DemoService} holds and how it answers.
 *
 * @param sessions how many there are; 0 for the natural size of some 15 thousand
 * @param clock its instant when the service starts is the service's "now"; the sessions are of the 90 days before
 * @param accountIds the accounts that exist; none means that any does
 * @param byOverlap whether {@code startTimestamp}..{@code endTimestamp} selects the sessions that were under way in the
 *     range, rather than those that began in it; the contract does not say
 * @param shuffled whether rows come in another order than that of their log-in; the contract does not say
 * @param gzip whether a client that accepts gzip gets it
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
            throw new IllegalArgumentException("The number of sessions cannot be " + sessions);
        }
        accountIds = List.copyOf(accountIds);
    }

    static DemoSettings of(long seed, long sessions, Clock clock) {
        return new DemoSettings(seed, sessions, clock, List.of(), false, false, true);
    }
}
