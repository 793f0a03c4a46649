package agentsession.adapter;

import agentsession.cache.ReportRows;
import agentsession.cache.store.RowBatch;
import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.RequestPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.runtime.FlatLists;
import org.jspecify.annotations.Nullable;

/** The rows of a scan in one execution; public for generated code. */
public final class ScanRows extends AbstractEnumerable<Object> {
    private final DataContext root;
    private final ScanPlan plan;
    private final @Nullable TermEvaluator code;

    private ScanRows(DataContext root, ScanPlan plan, @Nullable TermEvaluator code) {
        this.root = root;
        this.plan = plan;
        this.code = code;
    }

    /**
     * The rows of {@code plan}, in Calcite's format: arrays, values if there is one column, empty lists if there is none.
     * No request is sent before they are read.
     */
    public static ScanRows open(DataContext root, ScanPlan plan, @Nullable TermEvaluator code) {
        return new ScanRows(root, plan, code);
    }

    ZoneId timeZone() {
        return plan.table().settings().timeZone();
    }

    /** The requests of this execution. */
    RequestPlan requests() {
        long now = DataContext.Variable.UTC_TIMESTAMP.<Long>get(root);
        return ScanCriteria.requests(
                plan, new ScanCriteria.Evaluated(plan.filter().terms(), code, root), Instant.ofEpochMilli(now));
    }

    @Override
    public Enumerator<Object> enumerator() {
        QueryRun run = QueryRun.of(root, plan.table());
        RequestPlan requests = requests();
        run.token().throwIfCancelled();
        requests.warning().ifPresent(run.warnings()::add);
        if (requests.parts().isEmpty()) {
            return Linq4j.emptyEnumerator();
        }
        ReportRows rows =
                run.reports().reads().read(requests.parts(), plan.columns(), run.warnings()::add, run.token());
        boolean ownRun = !(root.get(QueryRun.NAME) instanceof QueryRun);
        return new Rows(
                rows,
                plan,
                run.token(),
                DataContext.Variable.CANCEL_FLAG.get(root),
                ownRun ? run.reports()::close : () -> {});
    }

    private static final class Rows implements Enumerator<Object> {
        private final ReportRows rows;
        private final int columns;
        private final CancellationToken token;
        private final @Nullable AtomicBoolean canceled;
        private final Runnable onClose;
        private long remaining;
        private @Nullable RowBatch batch;
        private int index;
        private @Nullable Object current;

        /** @param onClose called after the rows are closed */
        Rows(
                ReportRows rows,
                ScanPlan plan,
                CancellationToken token,
                @Nullable AtomicBoolean canceled,
                Runnable onClose) {
            this.rows = rows;
            this.columns = plan.columns().size();
            this.token = token;
            this.canceled = canceled;
            this.onClose = onClose;
            this.remaining = plan.limit();
        }

        @Override
        @SuppressWarnings("NullAway") // a value may be null, which Linq4j's signature does not say
        public Object current() {
            return current;
        }

        @Override
        public boolean moveNext() {
            if (canceled != null && canceled.get()) {
                throw new DriverException(SqlState.QUERY_CANCELED, "The query was canceled");
            }
            token.throwIfCancelled();
            index++;
            while (remaining > 0 && (batch == null || index >= batch.size())) {
                batch = rows.next();
                index = 0;
                if (batch == null) {
                    remaining = 0;
                }
            }
            if (remaining == 0 || batch == null) {
                current = null;
                return false;
            }
            remaining--;
            current = switch (columns) {
                case 0 -> FlatLists.COMPARABLE_EMPTY_LIST;
                case 1 -> batch.value(index);
                default -> batch.row(index);
            };
            return true;
        }

        @Override
        public void reset() {
            throw new UnsupportedOperationException("A report can be read only once");
        }

        @Override
        public void close() {
            rows.close();
            onClose.run();
        }
    }
}
