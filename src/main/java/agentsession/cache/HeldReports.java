package agentsession.cache;

import agentsession.report.RequestPlan;
import java.util.List;

/**
 * The reports that together have the rows of a part, for one statement. Guarded by the {@link ReportPool}.
 *
 * @param needed what they have
 * @param pinned whether they are kept until the statement is closed
 * @param spans in time order
 */
record HeldReports(RequestPlan.Part needed, boolean pinned, List<Span> spans) {

    HeldReports {
        spans = List.copyOf(spans);
    }

    /** Whether they have the rows of another part. */
    boolean cover(RequestPlan.Part part) {
        return covers(needed, part);
    }

    /** Whether one part has the rows of another. */
    static boolean covers(RequestPlan.Part wide, RequestPlan.Part part) {
        return wide.firstMinute() <= part.firstMinute()
                && wide.lastMinute() >= part.lastMinute()
                && Extent.hasAgentsAndTeams(wide.request(), part.request());
    }

    /** The rows of a report within minutes. */
    static final class Span {
        private final CachedReport report;
        private final MinuteRange minutes;
        private boolean asked;

        /** @param asked whether the report was requested for it */
        Span(CachedReport report, MinuteRange minutes, boolean asked) {
            this.report = report;
            this.minutes = minutes;
            this.asked = asked;
        }

        CachedReport report() {
            return report;
        }

        MinuteRange minutes() {
            return minutes;
        }

        /** Returns whether this is the first use of a report that was requested for it. */
        boolean use() {
            boolean first = asked;
            asked = false;
            return first;
        }
    }
}
