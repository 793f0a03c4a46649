package agentsession.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Seconds of the epoch as a zone's wall clock shows them. Keeps the offset in force; not for several threads. */
final class ZoneClock {
    private final ZoneRules rules;
    private long from;
    private long until;
    private int offset;

    ZoneClock(ZoneId zone) {
        rules = zone.getRules();
    }

    /** Seconds from 1970-01-01T00:00 to the wall clock, as if that clock were UTC. */
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
