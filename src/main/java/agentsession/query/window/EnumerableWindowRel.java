package agentsession.query.window;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Generates the code that calls {@link WindowEvaluator}.
 *
 * <p>Calcite: CALCITE-4635.
 */
final class EnumerableWindowRel extends WindowRel implements EnumerableRel {
    private static final Method RUN = Types.lookupMethod(
            WindowEvaluator.class,
            "of",
            DataContext.class,
            Enumerable.class,
            Object.class,
            Object[].class,
            GeneratedAggregate[].class);

    EnumerableWindowRel(RelOptCluster cluster, RelTraitSet traits, RelNode input, List<WindowCall> calls) {
        super(cluster, traits, input, calls);
    }

    /** Converts a logical window. */
    static EnumerableWindowRel of(WindowRel window, RelNode input) {
        return new EnumerableWindowRel(
                window.getCluster(),
                window.getCluster().traitSetOf(EnumerableConvention.INSTANCE),
                input,
                window.calls);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new EnumerableWindowRel(getCluster(), traits, inputs.get(0), calls);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        BlockBuilder code = new BlockBuilder();
        Result input = implementor.visitChild(this, 0, (EnumerableRel) getInput(), Prefer.ARRAY);
        Expression rows = input.physType.convertTo(code.append("rows", input.block), JavaRowFormat.ARRAY);
        Expression run = Expressions.call(
                RUN,
                implementor.getRootExpression(),
                rows,
                implementor.stash(WindowEvaluator.Plan.of(getInput().getRowType(), calls), Object.class),
                amounts(implementor, code),
                aggregates(implementor));
        code.add(Expressions.return_(null, run));
        return implementor.result(
                PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY), code.toBlock());
    }

    private Expression amounts(EnumerableRelImplementor implementor, BlockBuilder code) {
        List<Expression> amounts = new ArrayList<>();
        for (WindowCall call : calls) {
            amounts.add(amount(implementor, code, call.frame().lower()));
            amounts.add(amount(implementor, code, call.frame().upper()));
        }
        return Expressions.newArrayInit(Object.class, amounts);
    }

    private static Expression amount(EnumerableRelImplementor implementor, BlockBuilder code, RexWindowBound bound) {
        RexNode offset = bound.getOffset();
        if (offset == null) {
            return Expressions.constant(null);
        }
        RelDataTypeFactory types = implementor.getTypeFactory();
        RexProgram program = RexProgram.create(
                types.builder().build(),
                List.of(offset),
                null,
                types.builder().add("VALUE", offset.getType()).build(),
                implementor.getRexBuilder());
        Expression value = RexToLixTranslator.translateProjects(
                        program,
                        implementor.getTypeFactory(),
                        implementor.getConformance(),
                        code,
                        null,
                        null,
                        implementor.getRootExpression(),
                        (list, field, storageType) -> {
                            throw new IllegalStateException("The bound of a frame must not refer to a column");
                        },
                        null)
                .get(0);
        return EnumUtils.convert(value, Object.class);
    }

    private Expression aggregates(EnumerableRelImplementor implementor) {
        List<Expression> aggregates = new ArrayList<>();
        for (WindowCall call : calls) {
            aggregates.add(
                    isGenerated(call)
                            ? new AggregateCode(call, getInput().getRowType()).generate(implementor)
                            : Expressions.constant(null));
        }
        return Expressions.newArrayInit(GeneratedAggregate.class, aggregates);
    }

    private boolean isGenerated(WindowCall call) {
        return switch (call.function().getKind()) {
            case ROW_NUMBER,
                    RANK,
                    DENSE_RANK,
                    PERCENT_RANK,
                    CUME_DIST,
                    NTILE,
                    LAG,
                    LEAD,
                    FIRST_VALUE,
                    LAST_VALUE,
                    NTH_VALUE,
                    MIN,
                    MAX -> false;
            case COUNT -> call.distinct();
            case SUM, SUM0 -> call.distinct() || !isExactSum(call);
            default -> true;
        };
    }

    /** Whether the sum is exact, so that numbers can be subtracted again. */
    private boolean isExactSum(WindowCall call) {
        SqlTypeName value = getInput()
                .getRowType()
                .getFieldList()
                .get(call.arguments().get(0))
                .getType()
                .getSqlTypeName();
        SqlTypeName sum = call.type().getSqlTypeName();
        return switch (sum) {
            case BIGINT -> SqlTypeName.INT_TYPES.contains(value);
            case DECIMAL -> value == SqlTypeName.DECIMAL;
            default -> false;
        };
    }
}
