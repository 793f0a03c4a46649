package agentsession.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A session in the service.
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

    /** Returns the wall clock in milliseconds, truncated to the minute. */
    static long shown(Instant instant, ZoneId zone) {
        return WallClock.minute(LocalDateTime.ofInstant(instant, zone)) * WallClock.MILLIS_PER_MINUTE;
    }
}
