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
 * Converts a condition with EXISTS or IN to a semi- or anti-join. It streams the tested rows, and stores only the compared
 * columns of the sub-query.
 */
final class SemiJoin {
    private final Set<CorrelationId> variables;
    private final RexBuilder rexBuilder;
    /** The uncorrelated part of the query. */
    private RelNode base;
    /** The conditions of the query on {@link #base}. */
    private List<RexNode> conditions = new ArrayList<>();
    /** The expressions that the query selects from {@link #base}. */
    private List<RexNode> selected;

    private SemiJoin(RelNode query, Set<CorrelationId> variables) {
        this.variables = variables;
        this.rexBuilder = query.getCluster().getRexBuilder();
        this.base = query;
        this.selected = new ArrayList<>(rexBuilder.identityProjects(query.getRowType()));
    }

    /** Converts a condition on the rows of {@code left}; null if that is not possible. */
    static @Nullable RelNode of(RelNode left, RexNode condition, Set<CorrelationId> variables) {
        boolean negated = condition.getKind() == SqlKind.NOT;
        RexNode tested = negated ? ((RexCall) condition).operands.get(0) : condition;
        if (!(tested instanceof RexSubQuery subQuery)
                || (subQuery.getKind() != SqlKind.EXISTS && subQuery.getKind() != SqlKind.IN)
                || SubQueries.hasSubQuery(subQuery.operands)) {
            return null;
        }
        SemiJoin join = new SemiJoin(SubQueries.remove(subQuery.rel), variables);
        if (negated && join.mayCompareNull(subQuery)) {
            return null;
        }
        join.unwrap();
        if (!Correlation.columns(join.base, variables).isEmpty()) {
            return null;
        }
        return join.on(left, subQuery.operands, negated ? JoinRelType.ANTI : JoinRelType.SEMI);
    }

    /** Whether NOT IN may be unknown, for which it returns no row, unlike an anti-join. */
    private boolean mayCompareNull(RexSubQuery subQuery) {
        return subQuery.getKind() == SqlKind.IN
                && (subQuery.operands.stream()
                                .anyMatch(operand -> operand.getType().isNullable())
                        || base.getRowType().getFieldList().stream()
                                .anyMatch(field -> field.getType().isNullable()));
    }

    /** Removes operators from the top of the query until the rest is not correlated, as far as possible. */
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
        List<RexNode> joinConditions = new ArrayList<>();
        List<RexNode> filterConditions = new ArrayList<>();
        for (RexNode condition : conditions) {
            if (Correlation.columns(condition, variables).isEmpty()) {
                filterConditions.add(condition);
            } else {
                joinConditions.add(overBoth(condition, left, width));
            }
        }
        for (int i = 0; i < operands.size(); i++) {
            joinConditions.add(SubQueryColumns.compared(
                    rexBuilder, SqlStdOperatorTable.EQUALS, operands.get(i), overBoth(selected.get(i), left, width)));
        }
        return joinConditions.isEmpty()
                ? null
                : LogicalJoin.create(
                        left,
                        SubQueries.filtered(base, filterConditions),
                        List.of(),
                        RexUtil.composeConjunction(rexBuilder, joinConditions),
                        Set.of(),
                        type);
    }

    private RexNode overBoth(RexNode node, RelNode left, int width) {
        return Correlation.replaced(
                RexUtil.shift(node, width), variables, (access, column) -> rexBuilder.makeInputRef(left, column));
    }
}
