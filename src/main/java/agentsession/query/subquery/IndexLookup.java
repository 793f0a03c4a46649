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
 * The rows of a plan that equal the row around it in some columns. The plan itself depends on no other row; it is read
 * once for each run of the query and indexed. It stands beneath the filter that demands the equality, which stays.
 */
public final class IndexLookup extends SingleRel implements EnumerableRel {
    private static final Method FIND =
            Types.lookupMethod(HashIndex.class, "find", QueryRun.class, Object.class, Function0.class, Object[].class);
    private static final Method RUN_OF = Types.lookupMethod(QueryRun.class, "of", DataContext.class);

    private final List<Equality> equalities;

    /** A column of the indexed rows, and the column of the row around that it equals. */
    private record Equality(int column, RexFieldAccess sought) {
        @Override
        public String toString() {
            return "$" + column + "=" + sought;
        }
    }

    private IndexLookup(RelNode input, List<Equality> equalities) {
        super(input.getCluster(), input.getTraitSet(), input);
        this.equalities = equalities;
    }

    /** The plan with an index beneath each filter that demands equality with the row around it. */
    public static RelNode in(RelNode plan) {
        return plan.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                RelNode visited = super.visit(other);
                return visited instanceof Filter filter ? beneath(filter) : visited;
            }
        });
    }

    private static RelNode beneath(Filter filter) {
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
        RexNode sought = left instanceof RexInputRef ? right : left;
        return column instanceof RexInputRef ref
                        && sought instanceof RexFieldAccess access
                        && access.getReferenceExpr() instanceof RexCorrelVariable
                        && isEqualWhereHashedAlike(ref.getType().getSqlTypeName())
                        && access.getType().getSqlTypeName() == ref.getType().getSqlTypeName()
                ? List.of(new Equality(ref.getIndex(), access))
                : List.of();
    }

    private static boolean isEqualWhereHashedAlike(SqlTypeName type) {
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
        equalities.forEach(equality -> variables.add(((RexCorrelVariable) equality.sought.getReferenceExpr()).id));
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("equal", equalities);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), Prefer.ARRAY);
        BlockBuilder reading = new BlockBuilder();
        reading.add(Expressions.return_(
                null, rows.physType.convertTo(reading.append("rows", rows.block), JavaRowFormat.ARRAY)));
        PhysType physType = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY, false);
        BlockBuilder code = new BlockBuilder();
        List<Expression> sought = new ArrayList<>();
        for (Equality equality : equalities) {
            String variable = ((RexCorrelVariable) equality.sought.getReferenceExpr()).getName();
            Expression value = implementor
                    .getCorrelVariableGetter(variable)
                    .field(code, equality.sought.getField().getIndex(), null);
            sought.add(Expressions.convert_(Expressions.box(value), Object.class));
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
                        Expressions.lambda(reading.toBlock()),
                        Expressions.newArrayInit(Object.class, sought))));
        return implementor.result(physType, code.toBlock());
    }
}
