package agentsession.adapter;

import agentsession.report.Condition;
import agentsession.report.PushDown;
import agentsession.report.ReportCriteria;
import agentsession.report.ReportTime;
import agentsession.report.RequestPlan;
import agentsession.report.TermValues;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Converts the plan of a scan to requests. */
final class ScanCriteria {
    private static final TermValues NO_TERMS = new TermValues() {
        @Override
        public @Nullable Object operand(int index) {
            throw new IllegalStateException("No term " + index);
        }

        @Override
        public boolean test(int index, long time) {
            throw new IllegalStateException("No term " + index);
        }
    };

    private ScanCriteria() {}

    /** The requests of one execution of a scan at {@code now}. */
    static RequestPlan requests(ScanPlan plan, TermValues terms, Instant now) {
        ScanSettings settings = plan.table().settings();
        ReportTime time = time(settings, now);
        return RequestPlan.of(ReportCriteria.of(plan.filter().condition(), terms, time), settings.pushDown(), time);
    }

    /** Adds the criteria to the explanation of a scan, if they are known before it is executed. */
    static void explain(RelWriter writer, ScanPlan plan) {
        Condition condition = plan.filter().condition();
        if (!plan.filter().terms().isEmpty() || condition.equals(Condition.ALWAYS)) {
            return;
        }
        ScanSettings settings = plan.table().settings();
        PushDown pushDown = settings.pushDown();
        ReportCriteria criteria = ReportCriteria.of(condition, NO_TERMS, time(settings, Instant.EPOCH));
        writer.itemIf(
                        "windows",
                        criteria.logins(),
                        pushDown.timestamps() && criteria.logins().isWindow())
                .itemIf(
                        "agentIds",
                        criteria.agentIds(),
                        pushDown.agents() && criteria.agentIds().values().isPresent())
                .itemIf(
                        "teams",
                        criteria.teams(),
                        pushDown.teams() && criteria.teams().values().isPresent());
    }

    private static ReportTime time(ScanSettings settings, Instant now) {
        return new ReportTime(
                settings.timeZone(), LocalDateTime.ofInstant(now, settings.timeZone()), settings.lookback());
    }

    /** The values of the terms in one execution of a scan. */
    record Evaluated(List<RexNode> terms, @Nullable TermEvaluator code, DataContext root) implements TermValues {
        @Override
        public @Nullable Object operand(int index) {
            if (terms.get(index) instanceof RexDynamicParam parameter) {
                return root.get(parameter.getName());
            }
            return code == null ? null : code.evaluate(index, 0L);
        }

        @Override
        public boolean test(int index, long time) {
            return code != null && Boolean.TRUE.equals(code.evaluate(index, time));
        }
    }
}
