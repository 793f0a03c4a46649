package agentsession.adapter;

import agentsession.report.ReportColumn;
import java.util.List;

/**
 * The columns, filter and limit of a scan.
 *
 * @param columns the columns of a row
 * @param limit the maximum number of rows, or {@link #NO_LIMIT}
 */
public record ScanPlan(AgentSessionTable table, List<ReportColumn> columns, PushedFilter filter, long limit) {
    static final long NO_LIMIT = Long.MAX_VALUE;

    public ScanPlan {
        columns = List.copyOf(columns);
    }

    ScanPlan withColumns(List<ReportColumn> newColumns) {
        return new ScanPlan(table, newColumns, filter, limit);
    }

    ScanPlan withFilter(PushedFilter pushed) {
        return new ScanPlan(table, columns, pushed, limit);
    }

    ScanPlan withLimit(long rows) {
        return new ScanPlan(table, columns, filter, rows);
    }
}
