package agentsession.cache;

import agentsession.report.LoginWindow;
import agentsession.report.ReportRequest;
import agentsession.report.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;

/**
 * What a report contains: the sessions of a request as they were when its download began. Times are minutes since
 * 1970-01-01T00:00 of local time.
 *
 * @param began when the download began
 * @param zone the time zone of the report
 */
record Extent(ReportRequest request, Instant began, ZoneId zone) {

    /** Whether the report has the agents and teams of another request. */
    boolean hasAgentsAndTeams(ReportRequest other) {
        return hasAgentsAndTeams(request, other);
    }

    /** Whether the report of one request has the agents and teams of another. */
    static boolean hasAgentsAndTeams(ReportRequest request, ReportRequest other) {
        return covers(request.agentIds(), other.agentIds()) && covers(request.teams(), other.teams());
    }

    /** Empty means all. */
    private static <T> boolean covers(Collection<T> values, Collection<T> others) {
        return values.isEmpty() || (!others.isEmpty() && new HashSet<>(values).containsAll(others));
    }

    /**
     * The log-in times of which the report has all sessions. If it ends at or after its beginning, it has all later sessions
     * too, since there were none.
     */
    MinuteRange all() {
        MinuteRange requested = requested();
        return requested.last() >= WallClock.latestPredecessor(minute(began), zone)
                ? new MinuteRange(requested.first(), Long.MAX_VALUE)
                : requested;
    }

    /** Those of which there are no further sessions. */
    Optional<MinuteRange> past() {
        return requested().until(lastBefore(began));
    }

    /**
     * Those whose sessions do not change any more.
     *
     * @param after the time after which a session that has ended does not change
     * @param firstOpen the first log-in time of a session that had not ended
     */
    Optional<MinuteRange> settled(Duration after, long firstOpen) {
        return requested().until(Math.min(lastBefore(began.minus(after)), firstOpen - 1));
    }

    /** The requested minutes, without those that the service may interpret as other instants. */
    private MinuteRange requested() {
        LoginWindow window = request.window();
        return new MinuteRange(
                WallClock.latestInterpretation(WallClock.minute(window.firstMinute()), zone),
                WallClock.earliestInterpretation(WallClock.minute(window.lastMinute()), zone));
    }

    /** The last local time that is certainly before an instant. */
    private long lastBefore(Instant instant) {
        return WallClock.earliestInterpretation(minute(instant), zone) - 1;
    }

    private long minute(Instant instant) {
        return WallClock.minute(LocalDateTime.ofInstant(instant, zone));
    }
}
