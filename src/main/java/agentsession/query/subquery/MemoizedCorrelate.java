package agentsession.query.subquery;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.util.ImmutableBitSet;

/** Executes its right input for each row of the left one, and caches the results by the values of that row. */
public final class MemoizedCorrelate extends Correlate implements EnumerableRel {
    /** Converts a correlate to this operator. */
    public static final RelOptRule RULE = ConverterRule.Config.INSTANCE
            .withConversion(
                    LogicalCorrelate.class, Convention.NONE, EnumerableConvention.INSTANCE, "MemoizedCorrelateRule")
            .withRuleFactory(Rule::new)
            .toRule();

    private static final Method ROWS = Types.lookupMethod(
            MemoizedRows.class, "of", Enumerable.class, Function1.class, int[].class, boolean.class, int.class);

    private MemoizedCorrelate(
            RelNode like,
            RelTraitSet traits,
            RelNode left,
            RelNode right,
            CorrelationId variable,
            ImmutableBitSet columns,
            JoinRelType type) {
        super(like.getCluster(), traits, List.of(), left, right, variable, columns, type);
    }

    @Override
    public Correlate copy(
            RelTraitSet traits,
            RelNode left,
            RelNode right,
            CorrelationId variable,
            ImmutableBitSet columns,
            JoinRelType type) {
        return new MemoizedCorrelate(this, traits, left, right, variable, columns, type);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        BlockBuilder code = new BlockBuilder();
        Result leftRows = implementor.visitChild(this, 0, (EnumerableRel) left, Prefer.ARRAY);
        Expression leftArrays = leftRows.physType.convertTo(code.append("left", leftRows.block), JavaRowFormat.ARRAY);
        PhysType leftType =
                PhysTypeImpl.of(implementor.getTypeFactory(), left.getRowType(), JavaRowFormat.ARRAY, false);

        ParameterExpression row = Expressions.parameter(Modifier.FINAL, Object[].class, getCorrelVariable());
        BlockBuilder perRow = new BlockBuilder();
        implementor.registerCorrelVariable(getCorrelVariable(), row, perRow, leftType);
        Result rightRows = implementor.visitChild(this, 1, (EnumerableRel) right, Prefer.ARRAY);
        implementor.clearCorrelVariable(getCorrelVariable());
        perRow.add(Expressions.return_(
                null, rightRows.physType.convertTo(perRow.append("right", rightRows.block), JavaRowFormat.ARRAY)));

        code.add(Expressions.return_(
                null,
                Expressions.call(
                        ROWS,
                        leftArrays,
                        Expressions.lambda(perRow.toBlock(), row),
                        Expressions.constant(requiredColumns.toArray()),
                        Expressions.constant(joinType == JoinRelType.LEFT),
                        Expressions.constant(right.getRowType().getFieldCount()))));
        return implementor.result(
                PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY, false),
                code.toBlock());
    }

    private static final class Rule extends ConverterRule {
        Rule(Config config) {
            super(config);
        }

        @Override
        public RelNode convert(RelNode rel) {
            LogicalCorrelate correlate = (LogicalCorrelate) rel;
            RelTraitSet traits = correlate.getCluster().traitSetOf(EnumerableConvention.INSTANCE);
            return new MemoizedCorrelate(
                    correlate,
                    traits,
                    convert(correlate.getLeft(), traits),
                    convert(correlate.getRight(), traits),
                    correlate.getCorrelationId(),
                    correlate.getRequiredColumns(),
                    correlate.getJoinType());
        }
    }
}
