package agentsession.adapter;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.RequestPlan;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.runtime.FlatLists;
import org.jspecify.annotations.Nullable;

/** The rows of a scan in one execution; public for generated code. */
public final class ScanRows extends AbstractEnumerable<Object> {
    private final DataContext root;
    private final ScanPlan plan;
    private final @Nullable TermEvaluator code;
    private final QueryRun run;

    private ScanRows(DataContext root, ScanPlan plan, @Nullable TermEvaluator code, QueryRun run) {
        this.root = root;
        this.plan = plan;
        this.code = code;
        this.run = run;
    }

    /**
     * The rows of {@code plan}, in Calcite's format: arrays, values if there is one column, empty lists if there is none.
     * No request is sent before they are read.
     */
    public static Enumerable<Object> open(DataContext root, ScanPlan plan, @Nullable TermEvaluator code) {
        return new ScanRows(root, plan, code, QueryRun.of(root));
    }

    @Override
    public Enumerator<Object> enumerator() {
        long now = DataContext.Variable.UTC_TIMESTAMP.<Long>get(root);
        RequestPlan requests = ScanCriteria.requests(
                plan, new ScanCriteria.Evaluated(plan.filter().terms(), code, root), Instant.ofEpochMilli(now));
        run.token().throwIfCancelled();
        requests.warning().ifPresent(run.warnings()::add);
        if (requests.parts().isEmpty()) {
            return Linq4j.emptyEnumerator();
        }
        ReportFeed feed = new ReportFeed(
                plan.table().service(),
                requests.parts(),
                plan.table().settings().format(),
                plan.columns(),
                plan.limit(),
                run);
        feed.start();
        return new Rows(
                feed,
                run.token(),
                DataContext.Variable.CANCEL_FLAG.get(root),
                plan.columns().size());
    }

    /** The rows of a feed. */
    private static final class Rows implements Enumerator<Object> {
        private final ReportFeed feed;
        private final CancellationToken token;
        private final @Nullable AtomicBoolean canceled;
        private final int columns;
        private List<@Nullable Object[]> batch = List.of();
        private int index = -1;

        Rows(ReportFeed feed, CancellationToken token, @Nullable AtomicBoolean canceled, int columns) {
            this.feed = feed;
            this.token = token;
            this.canceled = canceled;
            this.columns = columns;
        }

        @Override
        @SuppressWarnings("NullAway") // a value may be null, which Linq4j's signature does not say
        public Object current() {
            @Nullable Object[] row = batch.get(index);
            return switch (columns) {
                case 0 -> FlatLists.COMPARABLE_EMPTY_LIST;
                case 1 -> row[0];
                default -> row;
            };
        }

        @Override
        public boolean moveNext() {
            if (canceled != null && canceled.get()) {
                throw new DriverException(SqlState.QUERY_CANCELED, "The query was canceled");
            }
            token.throwIfCancelled();
            if (++index < batch.size()) {
                return true;
            }
            List<@Nullable Object[]> next = feed.take();
            index = 0;
            batch = next == null ? List.of() : next;
            return next != null;
        }

        @Override
        public void reset() {
            throw new UnsupportedOperationException("A report can be read only once");
        }

        @Override
        public void close() {
            feed.close();
        }
    }
}
