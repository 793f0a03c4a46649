package agentsession.report;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Combines the requests of several scans, so that one report has the rows of all. */
public final class CoveringRequests {
    private CoveringRequests() {}

    private record Needed(int scan, RequestPlan.Part part) {}

    /**
     * A request for each range of log-in times that several scans need. It has the agents and teams of all of them. Ranges
     * that neither overlap nor adjoin stay apart.
     *
     * @param scans the requests of each scan
     * @param zone the time zone of the report
     */
    public static List<RequestPlan.Part> of(List<RequestPlan> scans, ZoneId zone) {
        List<Needed> needed = new ArrayList<>();
        for (int scan = 0; scan < scans.size(); scan++) {
            for (RequestPlan.Part part : scans.get(scan).parts()) {
                needed.add(new Needed(scan, part));
            }
        }
        needed.sort(Comparator.comparingLong(each -> each.part.firstMinute()));
        List<RequestPlan.Part> covering = new ArrayList<>();
        List<Needed> group = new ArrayList<>();
        for (Needed next : needed) {
            if (!group.isEmpty() && next.part.firstMinute() > last(group) + 1) {
                add(group, zone, covering);
                group.clear();
            }
            group.add(next);
        }
        add(group, zone, covering);
        return covering;
    }

    private static void add(List<Needed> group, ZoneId zone, List<RequestPlan.Part> covering) {
        if (group.stream().mapToInt(Needed::scan).distinct().count() > 1) {
            covering.add(RequestPlan.Part.of(
                    group.get(0).part.firstMinute(),
                    last(group),
                    anyOf(group, ReportRequest::agentIds),
                    anyOf(group, ReportRequest::teams),
                    zone));
        }
    }

    private static long last(List<Needed> group) {
        return group.stream()
                .mapToLong(needed -> needed.part.lastMinute())
                .max()
                .orElseThrow();
    }

    /** The values of all; empty for all values, if one has no others. */
    private static <T> List<T> anyOf(List<Needed> group, Function<ReportRequest, List<T>> values) {
        List<List<T>> lists = group.stream()
                .map(needed -> values.apply(needed.part.request()))
                .toList();
        return lists.stream().anyMatch(List::isEmpty)
                ? List.of()
                : lists.stream().flatMap(List::stream).distinct().sorted().toList();
    }
}
