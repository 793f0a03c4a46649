package agentsession.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A session as the service has it.
 *
 * @param logout never before {@code login}; null while still logged in
 */
record Session(
        Instant login,
        @Nullable Instant logout,
        @Nullable Integer agentId,
        @Nullable String team) {

    Row shownIn(ZoneId zone) {
        return new Row(shown(login, zone), logout == null ? null : shown(logout, zone), agentId, team);
    }

    /** What a clock that shows minutes shows, in milliseconds. */
    static long shown(Instant instant, ZoneId zone) {
        return WallClock.minute(LocalDateTime.ofInstant(instant, zone)) * WallClock.MILLIS_PER_MINUTE;
    }
}
