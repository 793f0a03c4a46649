package agentsession.adapter;

import agentsession.report.ReportColumn;
import java.util.List;

/**
 * What one scan of a plan reads.
 *
 * @param columns in the order of the rows
 * @param limit the rows to read at most, or {@link #NO_LIMIT}
 */
public record ScanPlan(AgentSessionTable table, List<ReportColumn> columns, PushedFilter filter, long limit) {
    static final long NO_LIMIT = Long.MAX_VALUE;

    public ScanPlan {
        columns = List.copyOf(columns);
    }

    ScanPlan withColumns(List<ReportColumn> narrower) {
        return new ScanPlan(table, narrower, filter, limit);
    }

    ScanPlan withFilter(PushedFilter pushed) {
        return new ScanPlan(table, columns, pushed, limit);
    }

    ScanPlan withLimit(long rows) {
        return new ScanPlan(table, columns, filter, rows);
    }
}
