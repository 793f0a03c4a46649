package agentsession.report;

import com.google.common.collect.Range;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests that together return all rows that criteria admit.
 *
 * @param parts in time order; empty if no row can match
 * @param warning a warning about the range of the rows
 */
public record RequestPlan(List<Part> parts, Optional<String> warning) {
    /** The service allows two to four reports a minute, so one large report is better than many small ones. */
    static final int MAX_REQUESTS = 8;

    /** Windows with a gap of at most this many minutes are merged. */
    static final long MAX_GAP_MINUTES = 60;

    private static final long YEAR_1 = WallClock.minute(LocalDateTime.of(1, 1, 1, 0, 0));
    private static final long YEAR_9999 = WallClock.minute(LocalDateTime.of(9999, 12, 31, 23, 59));
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    public RequestPlan {
        parts = List.copyOf(parts);
    }

    /**
     * A request, and the log-in times of the rows to accept from its response. The response may contain other rows: those
     * of sessions that overlap the window, and those of a window that was extended because of a daylight saving
     * transition. Dropping them prevents duplicates.
     *
     * @param firstMinute the first accepted minute of local time, since 1970-01-01T00:00
     * @param lastMinute the last accepted minute, inclusive
     */
    public record Part(ReportRequest request, long firstMinute, long lastMinute) {

        /**
         * A request for a range of log-in times.
         *
         * @param agentIds empty for all
         * @param teams empty for all
         * @param zone the time zone of the report
         */
        public static Part of(
                long firstMinute, long lastMinute, List<Integer> agentIds, List<String> teams, ZoneId zone) {
            LoginWindow requested = new LoginWindow(
                    WallClock.time(WallClock.earliestInterpretation(firstMinute, zone)),
                    WallClock.time(WallClock.latestInterpretation(lastMinute, zone)));
            return new Part(new ReportRequest(requested, agentIds, teams), firstMinute, lastMinute);
        }
    }

    /** Whether a row with this LOGIN_DTS, in milliseconds of local time, is one of a range of minutes, or has no log-in. */
    public static boolean isWithin(long firstMinute, long lastMinute, @Nullable Long login) {
        if (login == null) {
            return true;
        }
        long minute = Math.floorDiv(login, WallClock.MILLIS_PER_MINUTE);
        return minute >= firstMinute && minute <= lastMinute;
    }

    /**
     * Plans the requests.
     *
     * @param time the time of the query
     */
    public static RequestPlan of(ReportCriteria criteria, PushDown pushDown, ReportTime time) {
        if (criteria.isNone()) {
            return new RequestPlan(List.of(), Optional.empty());
        }
        long first = WallClock.minute(time.horizon());
        long last = WallClock.latestPredecessor(WallClock.minute(time.now()), time.zone());
        List<Window> windows = new ArrayList<>();
        boolean unbounded = false;
        for (Range<Long> minutes : criteria.logins().requestedRanges()) {
            unbounded |= !minutes.hasLowerBound();
            Window window = window(minutes, first, last);
            if (window.first <= window.last) {
                windows.add(window);
            }
        }
        if (!pushDown.timestamps() && !windows.isEmpty()) {
            windows.add(new Window(first, last));
            windows = List.of(span(windows));
        }
        List<Window> merged = merged(windows);
        return new RequestPlan(
                (merged.size() <= MAX_REQUESTS ? merged : List.of(span(merged)))
                        .stream()
                                .map(window -> part(window, criteria, pushDown, time.zone()))
                                .toList(),
                unbounded ? Optional.of(warning(time)) : Optional.empty());
    }

    private record Window(long first, long last) {}

    private static Window window(Range<Long> minutes, long first, long last) {
        return new Window(
                minutes.hasLowerBound() ? Math.max(minutes.lowerEndpoint(), YEAR_1) : first,
                minutes.hasUpperBound() ? Math.min(minutes.upperEndpoint() - 1, YEAR_9999) : last);
    }

    private static Window span(List<Window> windows) {
        return new Window(
                windows.stream().mapToLong(Window::first).min().orElseThrow(),
                windows.stream().mapToLong(Window::last).max().orElseThrow());
    }

    private static List<Window> merged(List<Window> windows) {
        List<Window> merged = new ArrayList<>();
        for (Window window : windows) {
            Window previous = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (previous != null && window.first - previous.last - 1 <= MAX_GAP_MINUTES) {
                merged.set(merged.size() - 1, span(List.of(previous, window)));
            } else {
                merged.add(window);
            }
        }
        return merged;
    }

    private static Part part(Window window, ReportCriteria criteria, PushDown pushDown, ZoneId zone) {
        return Part.of(
                window.first,
                window.last,
                pushDown.agents() ? criteria.agentIds().list() : List.of(),
                pushDown.teams() ? criteria.teams().list() : List.of(),
                zone);
    }

    private static String warning(ReportTime time) {
        return "The query has no lower bound on LOGIN_DTS: the report starts at %s, %s (property lookback) before now. Add LOGIN_DTS >= ... for another start."
                .formatted(TEXT.format(time.horizon()), time.lookback());
    }
}
