package agentsession.adapter;

import agentsession.report.Condition;
import agentsession.report.ReportColumn;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** The rules that push filters, columns and limits into a scan. They do not change the plan above the scan. */
public final class ScanRules {
    /** Pushes a filter into a scan; the filter stays in the plan. */
    private static final RelOptRule FILTER = ActionRule.of(
            "AgentSessionFilterRule",
            b -> b.operand(Filter.class)
                    .oneInput(scan -> scan.operand(AgentSessionScan.class)
                            .predicate(s -> s.plan().filter().condition().equals(Condition.ALWAYS)
                                    && s.plan().limit() == ScanPlan.NO_LIMIT)
                            .noInputs()),
            ScanRules::pushFilter);

    /** Restricts a scan to the columns that a projection uses. */
    private static final RelOptRule PROJECT = ActionRule.of(
            "AgentSessionProjectRule",
            b -> b.operand(Project.class)
                    .oneInput(scan -> scan.operand(AgentSessionScan.class).noInputs()),
            ScanRules::pushProject);

    /** Pushes a limit into a scan. */
    private static final RelOptRule LIMIT = ActionRule.of(
            "AgentSessionLimitRule",
            b -> b.operand(Sort.class)
                    .predicate(ScanRules::isLimit)
                    .oneInput(scan -> scan.operand(AgentSessionScan.class)
                            .predicate(s -> s.plan().limit() == ScanPlan.NO_LIMIT)
                            .noInputs()),
            ScanRules::pushLimit);

    /** Pushes a limit into a scan below a projection. */
    private static final RelOptRule LIMIT_PROJECT = ActionRule.of(
            "AgentSessionLimitProjectRule",
            b -> b.operand(Sort.class)
                    .predicate(ScanRules::isLimit)
                    .oneInput(project -> project.operand(Project.class)
                            .predicate(p -> !p.containsOver())
                            .oneInput(scan -> scan.operand(AgentSessionScan.class)
                                    .predicate(s -> s.plan().limit() == ScanPlan.NO_LIMIT)
                                    .noInputs())),
            ScanRules::pushLimitThroughProject);

    /** All rules, which the scan registers with the planner. */
    public static final List<RelOptRule> ALL = List.of(FILTER, PROJECT, LIMIT, LIMIT_PROJECT);

    private ScanRules() {}

    private static void pushFilter(RelOptRuleCall call) {
        Filter filter = call.rel(0);
        AgentSessionScan scan = call.rel(1);
        List<ReportColumn> columns = scan.plan().columns();
        RexNode overTable = filter.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return new RexInputRef(columns.get(ref.getIndex()).index(), ref.getType());
            }
        });
        PushedFilter pushed = new FilterTranslator(filter.getCluster().getRexBuilder()).translate(overTable);
        if (!pushed.condition().equals(Condition.ALWAYS)) {
            call.transformTo(filter.copy(
                    filter.getTraitSet(), List.of(scan.with(scan.plan().withFilter(pushed)))));
        }
    }

    private static void pushProject(RelOptRuleCall call) {
        Project project = call.rel(0);
        AgentSessionScan scan = call.rel(1);
        ImmutableBitSet used = RelOptUtil.InputFinder.bits(project.getProjects(), null);
        ImmutableBitSet fields = used.isEmpty() ? ImmutableBitSet.of(0) : used;
        if (fields.cardinality() >= scan.plan().columns().size()) {
            return;
        }
        RexShuttle renumber = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return new RexInputRef(fields.indexOf(ref.getIndex()), ref.getType());
            }
        };
        call.transformTo(project.copy(
                project.getTraitSet(),
                scan.withFields(fields),
                renumber.apply(project.getProjects()),
                project.getRowType()));
    }

    private static void pushLimit(RelOptRuleCall call) {
        Sort sort = call.rel(0);
        AgentSessionScan scan = call.rel(1);
        call.transformTo(
                sort.copy(sort.getTraitSet(), List.of(scan.with(scan.plan().withLimit(rows(sort))))));
    }

    private static void pushLimitThroughProject(RelOptRuleCall call) {
        Sort sort = call.rel(0);
        Project project = call.rel(1);
        AgentSessionScan scan = call.rel(2);
        call.transformTo(sort.copy(
                sort.getTraitSet(),
                List.of(project.copy(
                        project.getTraitSet(), List.of(scan.with(scan.plan().withLimit(rows(sort))))))));
    }

    private static boolean isLimit(Sort sort) {
        return sort.getCollation().getFieldCollations().isEmpty()
                && sort.fetch instanceof RexLiteral
                && (sort.offset == null || sort.offset instanceof RexLiteral);
    }

    private static long rows(Sort limit) {
        return Math.addExact(number(limit.fetch), number(limit.offset));
    }

    private static long number(@Nullable RexNode literal) {
        return literal == null ? 0 : RexLiteral.longValue(literal);
    }
}
