package agentsession.query.subquery;

import agentsession.adapter.QueryRun;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.function.Function0;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Looks up the rows of its input that are equal to the row of the outer query in some columns. The input is not
 * correlated; it is read and indexed once per execution. The filter with the equality remains above it.
 */
public final class IndexLookup extends SingleRel implements EnumerableRel {
    private static final Method FIND =
            Types.lookupMethod(HashIndex.class, "find", QueryRun.class, Object.class, Function0.class, Object[].class);
    private static final Method RUN_OF = Types.lookupMethod(QueryRun.class, "of", DataContext.class);

    private final List<Equality> equalities;

    /** A column of the indexed rows, and an equal column of the outer row. */
    private record Equality(int column, RexFieldAccess outer) {
        @Override
        public String toString() {
            return "$" + column + "=" + outer;
        }
    }

    private IndexLookup(RelNode input, List<Equality> equalities) {
        super(input.getCluster(), input.getTraitSet(), input);
        this.equalities = equalities;
    }

    /** Adds an index below each filter with an equality to a column of the outer row. */
    public static RelNode addTo(RelNode plan) {
        return plan.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                RelNode visited = super.visit(other);
                return visited instanceof Filter filter ? addIndex(filter) : visited;
            }
        });
    }

    private static RelNode addIndex(Filter filter) {
        RelNode input = filter.getInput();
        if (!input.getTraitSet().contains(EnumerableConvention.INSTANCE)
                || !RelOptUtil.getVariablesUsed(input).isEmpty()) {
            return filter;
        }
        List<Equality> equalities = RelOptUtil.conjunctions(filter.getCondition()).stream()
                .flatMap(condition -> equality(condition).stream())
                .toList();
        return equalities.isEmpty()
                ? filter
                : filter.copy(filter.getTraitSet(), new IndexLookup(input, equalities), filter.getCondition());
    }

    private static List<Equality> equality(RexNode condition) {
        if (condition.getKind() != SqlKind.EQUALS) {
            return List.of();
        }
        RexNode left = ((RexCall) condition).operands.get(0);
        RexNode right = ((RexCall) condition).operands.get(1);
        RexNode column = left instanceof RexInputRef ? left : right;
        RexNode outer = left instanceof RexInputRef ? right : left;
        return column instanceof RexInputRef ref
                        && outer instanceof RexFieldAccess access
                        && access.getReferenceExpr() instanceof RexCorrelVariable
                        && isHashable(ref.getType().getSqlTypeName())
                        && access.getType().getSqlTypeName() == ref.getType().getSqlTypeName()
                ? List.of(new Equality(ref.getIndex(), access))
                : List.of();
    }

    private static boolean isHashable(SqlTypeName type) {
        return switch (type) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, CHAR, VARCHAR, DATE, TIME, TIMESTAMP -> true;
            default -> false;
        };
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new IndexLookup(inputs.get(0), equalities);
    }

    @Override
    public void collectVariablesUsed(Set<CorrelationId> variables) {
        equalities.forEach(equality -> variables.add(((RexCorrelVariable) equality.outer.getReferenceExpr()).id));
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("equal", equalities);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), Prefer.ARRAY);
        BlockBuilder reader = new BlockBuilder();
        reader.add(Expressions.return_(
                null, rows.physType.convertTo(reader.append("rows", rows.block), JavaRowFormat.ARRAY)));
        PhysType physType = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY, false);
        BlockBuilder code = new BlockBuilder();
        List<Expression> outer = new ArrayList<>();
        for (Equality equality : equalities) {
            String variable = ((RexCorrelVariable) equality.outer.getReferenceExpr()).getName();
            Expression value = implementor
                    .getCorrelVariableGetter(variable)
                    .field(code, equality.outer.getField().getIndex(), null);
            outer.add(Expressions.convert_(Expressions.box(value), Object.class));
        }
        int[] columns = equalities.stream().mapToInt(Equality::column).toArray();
        HashIndex.Key key = new HashIndex.Key(
                RelOptUtil.toString(getInput()), Arrays.stream(columns).boxed().toList());
        code.add(Expressions.return_(
                null,
                Expressions.call(
                        FIND,
                        Expressions.call(RUN_OF, implementor.getRootExpression()),
                        implementor.stash(key, Object.class),
                        Expressions.lambda(reader.toBlock()),
                        Expressions.newArrayInit(Object.class, outer))));
        return implementor.result(physType, code.toBlock());
    }
}
