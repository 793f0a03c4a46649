package agentsession.query.subquery;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.tree.RexTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Converts the sub-queries in expressions to joins and correlates. In WHERE, {@code EXISTS} and {@code IN} become semi- and
 * anti-joins if these are equivalent; other sub-queries become columns, computed once or for each row.
 *
 * <p>Calcite: not reported.
 */
public final class SubQueries {
    private SubQueries() {}

    /** Removes all sub-queries from the expressions of a plan. */
    public static RelNode remove(RelNode rel) {
        List<RelNode> inputs = rel.getInputs().stream().map(SubQueries::remove).toList();
        RelNode visited = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        if (visited instanceof Filter filter) {
            return filter(filter.getInput(), filter.getCondition(), filter.getVariablesSet());
        }
        if (visited instanceof Project project) {
            return hasSubQuery(project.getProjects()) ? project(project) : project;
        }
        return visited instanceof Join join ? join(join) : visited;
    }

    static boolean hasSubQuery(Iterable<? extends RexNode> nodes) {
        for (RexNode node : nodes) {
            if (RexUtil.SubQueryFinder.find(node) != null) {
                return true;
            }
        }
        return false;
    }

    private static RelNode filter(RelNode input, RexNode condition, Set<CorrelationId> variables) {
        List<RexNode> plain = new ArrayList<>();
        List<RexNode> correlated = new ArrayList<>();
        List<RexNode> nested = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
            if (hasSubQuery(List.of(conjunct))) {
                nested.add(conjunct);
            } else {
                (RexUtil.containsCorrelation(conjunct) ? correlated : plain).add(conjunct);
            }
        }
        RelNode rel = filtered(filtered(input, plain), correlated);
        List<RexNode> computed = new ArrayList<>();
        for (RexNode conjunct : nested) {
            RelNode joined = SemiJoin.of(rel, conjunct, variables);
            if (joined == null) {
                computed.add(conjunct);
            } else {
                rel = joined;
            }
        }
        if (computed.isEmpty()) {
            return rel;
        }
        SubQueryColumns columns = new SubQueryColumns(rel, variables);
        List<RexNode> conditions = columns.replaceSubQueries(computed);
        return firstColumns(filtered(columns.rel(), conditions), rel);
    }

    private static RelNode project(Project project) {
        SubQueryColumns columns = new SubQueryColumns(project.getInput(), project.getVariablesSet());
        List<RexNode> projects = columns.replaceSubQueries(project.getProjects());
        return LogicalProject.create(columns.rel(), project.getHints(), projects, project.getRowType(), Set.of());
    }

    private static RelNode join(Join join) {
        List<RexNode> nested = new ArrayList<>();
        List<RexNode> correlated = new ArrayList<>();
        List<RexNode> plain = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
            if (hasSubQuery(List.of(conjunct))) {
                nested.add(conjunct);
            } else {
                (RexUtil.containsCorrelation(conjunct) ? correlated : plain).add(conjunct);
            }
        }
        if (nested.isEmpty() && correlated.isEmpty()) {
            return join;
        }
        return switch (join.getJoinType()) {
            case INNER -> {
                nested.addAll(correlated);
                yield filter(
                        withCondition(join, plain),
                        RexUtil.composeConjunction(join.getCluster().getRexBuilder(), nested),
                        join.getVariablesSet());
            }
            case LEFT -> nested.isEmpty() ? join : leftJoin(join);
            case RIGHT -> nested.isEmpty() ? join : leftJoinOfSwapped(join);
            default -> nested.isEmpty() ? join : withLeftColumns(join);
        };
    }

    private static RelNode withCondition(Join join, List<RexNode> conditions) {
        RexBuilder rexBuilder = join.getCluster().getRexBuilder();
        return LogicalJoin.create(
                join.getLeft(),
                join.getRight(),
                join.getHints(),
                RexUtil.composeConjunction(rexBuilder, conditions),
                Set.of(),
                join.getJoinType());
    }

    /** Converts a left join to a correlate whose right input is filtered by the condition. */
    private static RelNode leftJoin(Join join) {
        RelNode left = join.getLeft();
        RelNode right = join.getRight();
        RexBuilder rexBuilder = join.getCluster().getRexBuilder();
        CorrelationId leftRow = join.getCluster().createCorrel();
        CorrelationId rightRow = join.getCluster().createCorrel();
        int split = left.getRowType().getFieldCount();
        RexNode leftColumns = rexBuilder.makeCorrel(left.getRowType(), leftRow);
        RexNode rightColumns = rexBuilder.makeCorrel(right.getRowType(), rightRow);
        RexNode condition = Correlation.replaced(
                join.getCondition(),
                join.getVariablesSet(),
                (access, column) -> column < split
                        ? rexBuilder.makeFieldAccess(leftColumns, column)
                        : rexBuilder.makeFieldAccess(rightColumns, column - split));
        condition = condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return ref.getIndex() < split
                        ? rexBuilder.makeFieldAccess(leftColumns, ref.getIndex())
                        : rexBuilder.makeInputRef(right, ref.getIndex() - split);
            }
        });
        RelNode matching = filter(right, condition, Set.of(rightRow));
        return LogicalCorrelate.create(
                left, matching, List.of(), leftRow, Correlation.columns(matching, Set.of(leftRow)), JoinRelType.LEFT);
    }

    private static RelNode leftJoinOfSwapped(Join join) {
        int left = join.getLeft().getRowType().getFieldCount();
        int right = join.getRight().getRowType().getFieldCount();
        RexBuilder rexBuilder = join.getCluster().getRexBuilder();
        RexNode condition = Correlation.replaced(
                join.getCondition(),
                join.getVariablesSet(),
                (access, column) -> rexBuilder.makeFieldAccess(
                        rexBuilder.makeCorrel(
                                swappedRow(join),
                                join.getVariablesSet().iterator().next()),
                        swapped(column, left, right)));
        condition = condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return new RexInputRef(swapped(ref.getIndex(), left, right), ref.getType());
            }
        });
        RelNode swapped = leftJoin(LogicalJoin.create(
                join.getRight(), join.getLeft(), List.of(), condition, join.getVariablesSet(), JoinRelType.LEFT));
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < left + right; i++) {
            fields.add(rexBuilder.makeInputRef(swapped, swapped(i, left, right)));
        }
        return LogicalProject.create(swapped, List.of(), fields, join.getRowType(), Set.of());
    }

    private static RelDataType swappedRow(Join join) {
        return LogicalJoin.create(
                        join.getRight(),
                        join.getLeft(),
                        List.of(),
                        join.getCluster().getRexBuilder().makeLiteral(true),
                        Set.of(),
                        JoinRelType.INNER)
                .getRowType();
    }

    private static int swapped(int column, int left, int right) {
        return column < left ? column + right : column - left;
    }

    /** Converts uncorrelated sub-queries to columns of the left input. */
    private static RelNode withLeftColumns(Join join) {
        RelNode left = join.getLeft();
        int width = left.getRowType().getFieldCount();
        SubQueryColumns columns = new SubQueryColumns(left, join.getVariablesSet());
        List<RexNode> subQueries = new ArrayList<>();
        join.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                if (!subQuery.operands.isEmpty()
                        || !Correlation.columns(subQuery, join.getVariablesSet())
                                .isEmpty()) {
                    throw new DriverException(
                            SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION,
                            "The ON of a FULL JOIN must not contain a sub-query that refers to the joined rows. Write"
                                    + " the FULL JOIN as UNION ALL of a LEFT JOIN and the unmatched rows of the right"
                                    + " side.");
                }
                subQueries.add(subQuery);
                return subQuery;
            }
        });
        List<RexNode> values = columns.replaceSubQueries(subQueries);
        int added = columns.rel().getRowType().getFieldCount() - width;
        RexNode condition = join.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                return values.get(subQueries.indexOf(subQuery));
            }

            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return ref.getIndex() < width ? ref : new RexInputRef(ref.getIndex() + added, ref.getType());
            }
        });
        RelNode joined = LogicalJoin.create(
                columns.rel(), join.getRight(), join.getHints(), condition, Set.of(), join.getJoinType());
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
            fields.add(join.getCluster().getRexBuilder().makeInputRef(joined, i < width ? i : i + added));
        }
        return LogicalProject.create(joined, List.of(), fields, join.getRowType(), Set.of());
    }

    static RelNode filtered(RelNode rel, List<RexNode> conditions) {
        if (conditions.isEmpty()) {
            return rel;
        }
        RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
        RexNode condition = RexUtil.composeConjunction(rexBuilder, conditions);
        return LogicalFilter.create(rel, RexTypes.filterCondition(condition, rexBuilder));
    }

    private static RelNode firstColumns(RelNode rel, RelNode like) {
        RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
        List<RexNode> fields = new ArrayList<>();
        for (int i : ImmutableBitSet.range(like.getRowType().getFieldCount())) {
            fields.add(rexBuilder.makeInputRef(rel, i));
        }
        return LogicalProject.create(rel, List.of(), fields, like.getRowType(), Set.of());
    }
}
