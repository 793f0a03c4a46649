package agentsession.query.subquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * A condition with EXISTS or IN as the join that keeps the same rows. It streams the rows that are tested, and holds the
 * few columns of the other query that are compared.
 */
final class SemiJoin {
    private final Set<CorrelationId> variables;
    private final RexBuilder rexBuilder;
    /** The query without what depends on the tested row. */
    private RelNode base;
    /** What the query demands of a row of {@link #base}. */
    private List<RexNode> conditions = new ArrayList<>();
    /** What the query selects, over {@link #base}. */
    private List<RexNode> selected;

    private SemiJoin(RelNode query, Set<CorrelationId> variables) {
        this.variables = variables;
        this.rexBuilder = query.getCluster().getRexBuilder();
        this.base = query;
        this.selected = new ArrayList<>(rexBuilder.identityProjects(query.getRowType()));
    }

    /** The join for a condition on the rows of {@code left}; null if there is none. */
    static @Nullable RelNode of(RelNode left, RexNode condition, Set<CorrelationId> variables) {
        boolean negated = condition.getKind() == SqlKind.NOT;
        RexNode tested = negated ? ((RexCall) condition).operands.get(0) : condition;
        if (!(tested instanceof RexSubQuery subQuery)
                || (subQuery.getKind() != SqlKind.EXISTS && subQuery.getKind() != SqlKind.IN)
                || SubQueries.hasSubQuery(subQuery.operands)) {
            return null;
        }
        SemiJoin join = new SemiJoin(SubQueries.removed(subQuery.rel), variables);
        if (negated && join.mayCompareNull(subQuery)) {
            return null;
        }
        join.unwrap();
        if (!Correlation.columns(join.base, variables).isEmpty()) {
            return null;
        }
        return join.on(left, subQuery.operands, negated ? JoinRelType.ANTI : JoinRelType.SEMI);
    }

    /** Whether NOT IN may be unknown, which keeps no row, while an anti-join does. */
    private boolean mayCompareNull(RexSubQuery subQuery) {
        return subQuery.getKind() == SqlKind.IN
                && (subQuery.operands.stream()
                                .anyMatch(operand -> operand.getType().isNullable())
                        || base.getRowType().getFieldList().stream()
                                .anyMatch(field -> field.getType().isNullable()));
    }

    /** Takes off what stands on top of the query until nothing in it depends on the tested row, or as far as it goes. */
    private void unwrap() {
        while (!Correlation.columns(base, variables).isEmpty()) {
            if (base instanceof Filter filter) {
                conditions.addAll(RelOptUtil.conjunctions(filter.getCondition()));
                base = filter.getInput();
            } else if (base instanceof Project project
                    && !project.containsOver()
                    && project.getProjects().stream().allMatch(RexUtil::isDeterministic)) {
                conditions = new ArrayList<>(RelOptUtil.pushPastProject(conditions, project));
                selected = new ArrayList<>(RelOptUtil.pushPastProject(selected, project));
                base = project.getInput();
            } else if (base instanceof Sort sort && sort.fetch == null && sort.offset == null) {
                base = sort.getInput();
            } else {
                return;
            }
        }
    }

    private @Nullable RelNode on(RelNode left, List<RexNode> operands, JoinRelType type) {
        int width = left.getRowType().getFieldCount();
        List<RexNode> joining = new ArrayList<>();
        List<RexNode> filtering = new ArrayList<>();
        for (RexNode condition : conditions) {
            if (Correlation.columns(condition, variables).isEmpty()) {
                filtering.add(condition);
            } else {
                joining.add(overBoth(condition, left, width));
            }
        }
        for (int i = 0; i < operands.size(); i++) {
            joining.add(SubQueryColumns.compared(
                    rexBuilder, SqlStdOperatorTable.EQUALS, operands.get(i), overBoth(selected.get(i), left, width)));
        }
        return joining.isEmpty()
                ? null
                : LogicalJoin.create(
                        left,
                        SubQueries.filtered(base, filtering),
                        List.of(),
                        RexUtil.composeConjunction(rexBuilder, joining),
                        Set.of(),
                        type);
    }

    private RexNode overBoth(RexNode node, RelNode left, int width) {
        return Correlation.replaced(
                RexUtil.shift(node, width), variables, (access, column) -> rexBuilder.makeInputRef(left, column));
    }
}
