package agentsession.adapter;

import agentsession.report.CoveringRequests;
import agentsession.report.RequestPlan;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Statement;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.SingleRel;
import org.jspecify.annotations.Nullable;

/** The root of a plan with several scans: before any of them, it determines which requests they share. */
public final class SharedScans extends SingleRel implements EnumerableRel {
    private static final Method COVER =
            Types.lookupMethod(SharedScans.class, "cover", DataContext.class, ScanRows[].class);

    private final List<AgentSessionScan> scans;

    private SharedScans(EnumerableRel input, List<AgentSessionScan> scans) {
        super(input.getCluster(), input.getTraitSet(), input);
        this.scans = scans;
    }

    /** Returns the plan itself if it has fewer than two scans. */
    public static EnumerableRel in(EnumerableRel plan) {
        List<AgentSessionScan> scans = new ArrayList<>();
        new RelVisitor() {
            @Override
            public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
                if (node instanceof AgentSessionScan scan) {
                    scans.add(scan);
                }
                super.visit(node, ordinal, parent);
            }
        }.go(plan);
        return scans.size() < 2 ? plan : new SharedScans(plan, scans);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new SharedScans((EnumerableRel) inputs.get(0), scans);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        Result plan = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preference);
        List<Expression> rows = new ArrayList<>();
        scans.forEach(scan -> rows.add(scan.rows(implementor)));
        Statement cover = Expressions.statement(Expressions.call(
                COVER, implementor.getRootExpression(), Expressions.newArrayInit(ScanRows.class, rows)));
        return new Result(PlanCode.prepend(cover, plan.block), plan.physType, plan.format);
    }

    /** Determines the requests that scans share; for generated code. */
    public static void cover(DataContext root, ScanRows... scans) {
        if (!(root.get(QueryRun.NAME) instanceof QueryRun run)) {
            return;
        }
        List<RequestPlan> requests = Arrays.stream(scans)
                .map(SharedScans::requests)
                .flatMap(Optional::stream)
                .toList();
        run.reports().cover(CoveringRequests.of(requests, scans[0].timeZone()));
    }

    /** Empty if a term cannot be evaluated: then the scan fails, if it is executed. */
    private static Optional<RequestPlan> requests(ScanRows scan) {
        try {
            return Optional.of(scan.requests());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
