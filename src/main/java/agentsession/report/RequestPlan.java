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
 * The requests that bring all rows that criteria admit.
 *
 * @param parts in time order; empty if there is nothing to ask
 * @param warning what the reader of the rows should know about their range
 */
public record RequestPlan(List<Part> parts, Optional<String> warning) {
    /** A service that allows two to four reports a minute is asked for one long report rather than for many short. */
    static final int MOST_REQUESTS = 8;

    /** Windows that are no further apart than this are asked for in one. */
    static final long BRIDGED_MINUTES = 60;

    private static final long YEAR_1 = WallClock.minute(LocalDateTime.of(1, 1, 1, 0, 0));
    private static final long YEAR_9999 = WallClock.minute(LocalDateTime.of(9999, 12, 31, 23, 59));
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    public RequestPlan {
        parts = List.copyOf(parts);
    }

    /**
     * A request, and which rows of its answer are its own. The service may send rows that began before the window, and
     * the window sent may be wider than the one meant; a row is kept only where its log-in time lies in the latter, so
     * that none comes twice.
     *
     * @param firstMinute of the window meant, since 1970-01-01T00:00 of the wall clock
     * @param lastMinute of the window meant, included
     */
    public record Part(ReportRequest request, long firstMinute, long lastMinute) {

        /** Whether a row with this LOGIN_DTS, in milliseconds of the wall clock, is to be kept. */
        public boolean keeps(@Nullable Long login) {
            if (login == null) {
                return true;
            }
            long minute = Math.floorDiv(login, WallClock.MILLIS_PER_MINUTE);
            return minute >= firstMinute && minute <= lastMinute;
        }
    }

    /**
     * Plans the requests.
     *
     * @param time when the query runs
     */
    public static RequestPlan of(ReportCriteria criteria, PushDown pushDown, ReportTime time) {
        if (criteria.isNothing()) {
            return new RequestPlan(List.of(), Optional.empty());
        }
        long first = WallClock.minute(time.horizon());
        long last = WallClock.latestShownBefore(WallClock.minute(time.now()), time.zone());
        List<Window> windows = new ArrayList<>();
        boolean unbounded = false;
        for (Range<Long> minutes : criteria.logins().toAskFor()) {
            unbounded |= !minutes.hasLowerBound();
            Window window = window(minutes, first, last);
            if (window.first <= window.last) {
                windows.add(window);
            }
        }
        if (!pushDown.timestamps() && !windows.isEmpty()) {
            windows.add(new Window(first, last));
            windows = List.of(hull(windows));
        }
        List<Window> asked = joined(windows);
        return new RequestPlan(
                (asked.size() <= MOST_REQUESTS ? asked : List.of(hull(asked)))
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

    private static Window hull(List<Window> windows) {
        return new Window(
                windows.stream().mapToLong(Window::first).min().orElseThrow(),
                windows.stream().mapToLong(Window::last).max().orElseThrow());
    }

    private static List<Window> joined(List<Window> windows) {
        List<Window> joined = new ArrayList<>();
        for (Window window : windows) {
            Window before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && window.first - before.last - 1 <= BRIDGED_MINUTES) {
                joined.set(joined.size() - 1, hull(List.of(before, window)));
            } else {
                joined.add(window);
            }
        }
        return joined;
    }

    private static Part part(Window window, ReportCriteria criteria, PushDown pushDown, ZoneId zone) {
        LoginWindow sent = new LoginWindow(
                WallClock.time(WallClock.earliestReading(window.first, zone)),
                WallClock.time(WallClock.latestReading(window.last, zone)));
        ReportRequest request = new ReportRequest(
                sent,
                pushDown.agents() ? criteria.agentIds().list() : List.of(),
                pushDown.teams() ? criteria.teams().list() : List.of());
        return new Part(request, window.first, window.last);
    }

    private static String warning(ReportTime time) {
        return "The query sets no lower bound on LOGIN_DTS: sessions from %s on were asked for, %s (property lookback) before now. Add LOGIN_DTS >= ... for another start."
                .formatted(TEXT.format(time.horizon()), time.lookback());
    }
}
