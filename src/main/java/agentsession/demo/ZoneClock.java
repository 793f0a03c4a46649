package agentsession.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Converts seconds since the epoch to local times of a zone. It caches the current offset; not thread-safe. */
final class ZoneClock {
    private final ZoneRules rules;
    private long from;
    private long until;
    private int offset;

    ZoneClock(ZoneId zone) {
        rules = zone.getRules();
    }

    /** The local time in seconds since 1970-01-01T00:00, as if both were in UTC. */
    long localSecond(long epochSecond) {
        if (epochSecond < from || epochSecond >= until) {
            Instant instant = Instant.ofEpochSecond(epochSecond);
            ZoneOffsetTransition next = rules.nextTransition(instant);
            from = epochSecond;
            until = next == null ? Long.MAX_VALUE : next.toEpochSecond();
            offset = rules.getOffset(instant).getTotalSeconds();
        }
        return epochSecond + offset;
    }
}
