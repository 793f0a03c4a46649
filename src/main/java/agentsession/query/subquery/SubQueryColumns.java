package agentsession.query.subquery;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.tree.RexTypes;
import com.google.common.collect.Sets;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Collect;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Adds the values of sub-queries as columns to the rows that they are computed for. */
final class SubQueryColumns {
    /** The value of IN or a quantified comparison is the maximum of these over all rows. */
    private static final int FALSE = 0;

    private static final int UNKNOWN = 1;
    private static final int TRUE = 2;

    private final Set<CorrelationId> variables;
    private final RexBuilder rexBuilder;
    private final RelBuilder relBuilder;
    private final Map<RexSubQuery, RexNode> known = new HashMap<>();
    private RelNode rel;

    /** @param variables the variables that refer to a row of {@code rel} in the sub-queries */
    SubQueryColumns(RelNode rel, Set<CorrelationId> variables) {
        this.rel = rel;
        this.variables = variables;
        this.rexBuilder = rel.getCluster().getRexBuilder();
        this.relBuilder = RelFactories.LOGICAL_BUILDER
                .create(rel.getCluster(), null)
                .transform(config -> config.withBloat(-1).withSimplify(false));
    }

    /** The rows with the columns added so far. */
    RelNode rel() {
        return rel;
    }

    /** Replaces sub-queries in expressions by references to added columns. */
    List<RexNode> replaceSubQueries(List<RexNode> nodes) {
        RexShuttle shuttle = new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexNode value = known.get(subQuery);
                if (value == null) {
                    value = RexTypes.as(
                            subQuery.getType(), value((RexSubQuery) super.visitSubQuery(subQuery)), rexBuilder);
                    known.put(subQuery, value);
                }
                return value;
            }
        };
        return new ArrayList<>(shuttle.apply(nodes));
    }

    private RexNode value(RexSubQuery subQuery) {
        RelNode query = SubQueries.remove(subQuery.rel);
        return switch (subQuery.getKind()) {
            case SCALAR_QUERY -> added(single(query), variables, JoinRelType.LEFT);
            case EXISTS -> added(exists(query));
            case IN ->
                isHashable(subQuery, query)
                        ? listed(subQuery.operands, query)
                        : compared(subQuery.operands, SqlStdOperatorTable.EQUALS, query);
            case SOME -> some(subQuery, query);
            case ARRAY_QUERY_CONSTRUCTOR, MULTISET_QUERY_CONSTRUCTOR, MAP_QUERY_CONSTRUCTOR ->
                added(Collect.create(query, subQuery.getKind(), "VALUE"));
            default ->
                throw new DriverException(
                        SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION,
                        "%s of a sub-query is not supported. Use EXISTS, IN, ANY, ALL or a comparison with one value."
                                .formatted(subQuery.getKind().sql));
        };
    }

    /** Joins a query with one row; its first column is the value. */
    private RexNode added(RelNode query) {
        return added(query, variables, JoinRelType.INNER);
    }

    /** @param rows the variables that refer to a row of {@link #rel} in the query */
    private RexNode added(RelNode query, Set<CorrelationId> rows, JoinRelType type) {
        int column = rel.getRowType().getFieldCount();
        CorrelationId variable = rel.getCluster().createCorrel();
        RelNode right = Correlation.joined(rel, query, rows, variable, rexBuilder);
        ImmutableBitSet columns = Correlation.columns(right, Set.of(variable));
        rel = columns.isEmpty()
                ? LogicalJoin.create(rel, right, List.of(), rexBuilder.makeLiteral(true), Set.of(), type)
                : LogicalCorrelate.create(rel, right, List.of(), variable, columns, type);
        return rexBuilder.makeInputRef(rel, column);
    }

    /** Converts a query with at most one row to one with exactly one. */
    private RelNode single(RelNode query) {
        return hasOneRow(query)
                ? query
                : relBuilder
                        .push(query)
                        .aggregate(
                                relBuilder.groupKey(),
                                relBuilder.aggregateCall(SqlStdOperatorTable.SINGLE_VALUE, relBuilder.field(0)))
                        .build();
    }

    private static boolean hasOneRow(RelNode query) {
        return query instanceof Project project
                ? hasOneRow(project.getInput())
                : query instanceof Aggregate aggregate
                        && aggregate.getGroupSet().isEmpty()
                        && aggregate.getGroupSets().size() == 1;
    }

    private RelNode exists(RelNode query) {
        relBuilder.push(query).limit(0, 1).aggregate(relBuilder.groupKey(), relBuilder.count());
        return relBuilder
                .project(relBuilder.call(SqlStdOperatorTable.GREATER_THAN, relBuilder.field(0), relBuilder.literal(0)))
                .build();
    }

    /** Whether IN can be evaluated by a hash join, which is not the case for NULLs in rows of several columns. */
    private boolean isHashable(RexSubQuery subQuery, RelNode query) {
        return Correlation.columns(query, variables).isEmpty()
                && (subQuery.operands.size() == 1 || !isNullable(subQuery.operands, query));
    }

    private static boolean isNullable(List<RexNode> operands, RelNode query) {
        return operands.stream().anyMatch(operand -> operand.getType().isNullable())
                || query.getRowType().getFieldList().stream()
                        .anyMatch(field -> field.getType().isNullable());
    }

    /** Evaluates IN by a join with the distinct rows of the query, and the counts of its rows and NULLs. */
    private RexNode listed(List<RexNode> operands, RelNode query) {
        boolean nullable = isNullable(operands, query);
        RelNode distinct = SharedSpool.of(relBuilder
                .push(query)
                .aggregate(relBuilder.groupKey(relBuilder.fields()))
                .build());
        @Nullable RexNode rows = null;
        @Nullable RexNode values = null;
        if (nullable) {
            int width = rel.getRowType().getFieldCount();
            RelNode counts = relBuilder
                    .push(distinct)
                    .aggregate(
                            relBuilder.groupKey(), relBuilder.countStar("ROWS"), relBuilder.count(relBuilder.field(0)))
                    .build();
            rel = LogicalJoin.create(rel, counts, List.of(), rexBuilder.makeLiteral(true), Set.of(), JoinRelType.INNER);
            rows = rexBuilder.makeInputRef(rel, width);
            values = rexBuilder.makeInputRef(rel, width + 1);
        }
        int width = rel.getRowType().getFieldCount();
        relBuilder.push(distinct);
        List<RexNode> marked = new ArrayList<>(relBuilder.fields());
        marked.add(rexBuilder.makeLiteral(true));
        RelNode right = relBuilder.project(marked).build();
        List<RexNode> conditions = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            conditions.add(compared(
                    rexBuilder,
                    SqlStdOperatorTable.EQUALS,
                    operands.get(i),
                    new RexInputRef(
                            width + i, right.getRowType().getFieldList().get(i).getType())));
        }
        rel = LogicalJoin.create(
                rel, right, List.of(), RexUtil.composeConjunction(rexBuilder, conditions), Set.of(), JoinRelType.LEFT);
        RexNode found = rexBuilder.makeCall(
                SqlStdOperatorTable.IS_NOT_NULL, rexBuilder.makeInputRef(rel, width + operands.size()));
        return rows == null || values == null ? found : quantified(rows, values, operands.get(0), found);
    }

    /** Evaluates {@code x < ANY (...)} by the minimum and maximum; = and comparisons of rows by comparing each row. */
    private RexNode some(RexSubQuery subQuery, RelNode query) {
        SqlOperator comparison = RelOptUtil.op(((SqlQuantifyOperator) subQuery.op).comparisonKind, subQuery.op);
        if (comparison.getKind() == SqlKind.EQUALS && isHashable(subQuery, query)) {
            return listed(subQuery.operands, query);
        }
        if (comparison.getKind() == SqlKind.EQUALS || subQuery.operands.size() > 1) {
            return compared(subQuery.operands, comparison, query);
        }
        relBuilder.push(query);
        RelNode range = relBuilder
                .aggregate(
                        relBuilder.groupKey(),
                        relBuilder.countStar("ROWS"),
                        relBuilder.count(relBuilder.field(0)),
                        relBuilder.min(relBuilder.field(0)),
                        relBuilder.max(relBuilder.field(0)))
                .build();
        int width = rel.getRowType().getFieldCount();
        added(range);
        RexNode operand = subQuery.operands.get(0);
        RexNode minimum = compared(rexBuilder, comparison, operand, rexBuilder.makeInputRef(rel, width + 2));
        RexNode maximum = compared(rexBuilder, comparison, operand, rexBuilder.makeInputRef(rel, width + 3));
        RexNode found = rexBuilder.makeCall(
                SqlStdOperatorTable.IS_TRUE, rexBuilder.makeCall(SqlStdOperatorTable.OR, minimum, maximum));
        return quantified(rexBuilder.makeInputRef(rel, width), rexBuilder.makeInputRef(rel, width + 1), operand, found);
    }

    /** False without rows, true if found, unknown with a NULL on either side, otherwise false. */
    private RexNode quantified(RexNode rows, RexNode values, RexNode operand, RexNode found) {
        RexNode zero = rexBuilder.makeExactLiteral(BigDecimal.ZERO, rows.getType());
        return threeValued(
                rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, rows, zero),
                rexBuilder.makeLiteral(false),
                found,
                rexBuilder.makeLiteral(true),
                rexBuilder.makeCall(
                        SqlStdOperatorTable.OR,
                        rexBuilder.makeCall(SqlStdOperatorTable.IS_NULL, operand),
                        rexBuilder.makeCall(SqlStdOperatorTable.NOT_EQUALS, rows, values)),
                rexBuilder.makeNullLiteral(nullableBoolean()),
                rexBuilder.makeLiteral(false));
    }

    /** Evaluates IN or a quantified comparison by comparing each row. */
    private RexNode compared(List<RexNode> operands, SqlOperator comparison, RelNode query) {
        CorrelationId tested = rel.getCluster().createCorrel();
        RexNode row = rexBuilder.makeCorrel(rel.getRowType(), tested);
        RexShuttle ofRow = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return rexBuilder.makeFieldAccess(row, ref.getIndex());
            }
        };
        relBuilder.push(query);
        RexNode isTrue = comparedRows(comparison, ofRow.apply(operands), relBuilder.fields());
        relBuilder.project(relBuilder.call(
                SqlStdOperatorTable.CASE,
                relBuilder.call(SqlStdOperatorTable.IS_TRUE, isTrue),
                relBuilder.literal(TRUE),
                relBuilder.call(SqlStdOperatorTable.IS_FALSE, isTrue),
                relBuilder.literal(FALSE),
                relBuilder.literal(UNKNOWN)));
        relBuilder.aggregate(relBuilder.groupKey(), relBuilder.max(relBuilder.field(0)));
        RexNode maximum = relBuilder.field(0);
        RelNode value = relBuilder
                .project(threeValued(
                        relBuilder.call(SqlStdOperatorTable.EQUALS, maximum, relBuilder.literal(TRUE)),
                        rexBuilder.makeLiteral(true),
                        relBuilder.call(SqlStdOperatorTable.EQUALS, maximum, relBuilder.literal(UNKNOWN)),
                        rexBuilder.makeNullLiteral(nullableBoolean()),
                        rexBuilder.makeLiteral(false)))
                .build();
        return added(value, Sets.union(variables, Set.of(tested)), JoinRelType.INNER);
    }

    private RexNode comparedRows(SqlOperator comparison, List<RexNode> left, List<RexNode> right) {
        if (left.size() == 1) {
            return compared(rexBuilder, comparison, left.get(0), right.get(0));
        }
        if (comparison.getKind() != SqlKind.EQUALS && comparison.getKind() != SqlKind.NOT_EQUALS) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION,
                    "Rows of several columns can be compared with a sub-query by =, <> and IN, not by %s."
                            .formatted(comparison.getName()));
        }
        List<RexNode> equal = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            equal.add(compared(rexBuilder, SqlStdOperatorTable.EQUALS, left.get(i), right.get(i)));
        }
        RexNode all = RexUtil.composeConjunction(rexBuilder, equal);
        return comparison.getKind() == SqlKind.EQUALS ? all : rexBuilder.makeCall(SqlStdOperatorTable.NOT, all);
    }

    private RexNode threeValued(RexNode... operands) {
        return rexBuilder.makeCall(nullableBoolean(), SqlStdOperatorTable.CASE, List.of(operands));
    }

    private RelDataType nullableBoolean() {
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        return types.createTypeWithNullability(types.createSqlType(SqlTypeName.BOOLEAN), true);
    }

    /** Compares two values after a cast to their common type, so that equal values have equal hash codes. */
    static RexNode compared(RexBuilder rexBuilder, SqlOperator comparison, RexNode left, RexNode right) {
        RelDataType common = rexBuilder.getTypeFactory().leastRestrictive(List.of(left.getType(), right.getType()));
        return common == null
                ? rexBuilder.makeCall(comparison, left, right)
                : rexBuilder.makeCall(comparison, cast(rexBuilder, common, left), cast(rexBuilder, common, right));
    }

    private static RexNode cast(RexBuilder rexBuilder, RelDataType type, RexNode node) {
        RelDataType from = node.getType();
        boolean same = from.getSqlTypeName() == type.getSqlTypeName()
                && (type.getSqlTypeName() != SqlTypeName.DECIMAL || from.getScale() == type.getScale());
        return same || SqlTypeName.CHAR_TYPES.contains(type.getSqlTypeName())
                ? node
                : rexBuilder.makeCast(
                        rexBuilder.getTypeFactory().createTypeWithNullability(type, from.isNullable()), node);
    }
}
