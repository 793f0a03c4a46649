package agentsession.query.calcite;

import agentsession.query.function.VarianceAccumulator;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.adapter.enumerable.AggAddContext;
import org.apache.calcite.adapter.enumerable.AggContext;
import org.apache.calcite.adapter.enumerable.AggResetContext;
import org.apache.calcite.adapter.enumerable.AggResultContext;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.StrictAggImplementor;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/**
 * Replaces the variance, deviation and covariance functions of Calcite by those of {@link VarianceAccumulator}.
 *
 * <p>Calcite: CALCITE-6080.
 */
public final class VarianceFunctions {
    private static final Method ADD = Types.lookupMethod(VarianceAccumulator.class, "add", Object.class, Object.class);

    private static final Map<SqlKind, SqlAggFunction> ALL = Stream.of(
                    function(SqlStdOperatorTable.VAR_POP, 0, 0, "populationVariance"),
                    function(SqlStdOperatorTable.VAR_SAMP, 0, 0, "sampleVariance"),
                    function(SqlStdOperatorTable.STDDEV_POP, 0, 0, "populationDeviation"),
                    function(SqlStdOperatorTable.STDDEV_SAMP, 0, 0, "sampleDeviation"),
                    function(SqlStdOperatorTable.COVAR_POP, 0, 1, "populationVariance"),
                    function(SqlStdOperatorTable.COVAR_SAMP, 0, 1, "sampleVariance"),
                    function(SqlStdOperatorTable.REGR_SXX, 1, 1, "sum"),
                    function(SqlStdOperatorTable.REGR_SYY, 0, 0, "sum"))
            .collect(Collectors.toUnmodifiableMap(
                    function -> SqlKind.valueOf(function.getName()), function -> function));

    private VarianceFunctions() {}

    /** Converts the functions to calls; Calcite expands those over a window to formulas. */
    static final SqlRexConvertletTable CONVERTLETS = call -> ALL.containsKey(call.getKind())
            ? (context, aggregate) -> StandardConvertletTable.INSTANCE.convertAggregateFunction(
                    context, (SqlAggFunction) aggregate.getOperator(), aggregate)
            : StandardConvertletTable.INSTANCE.get(call);

    /** Replaces the functions in the aggregates of a plan. */
    public static RelNode in(RelNode plan) {
        return CustomAggregates.in(plan, (aggregate, call) -> CustomAggregates.call(call, of(call.getAggregation())));
    }

    /** Replaces the function of an aggregate over a window. */
    public static RexNode in(RexBuilder rexBuilder, RexOver over) {
        SqlAggFunction function = of(over.getAggOperator());
        return function.equals(over.getAggOperator()) ? over : over(rexBuilder, over, function, over.getOperands());
    }

    /** Creates another aggregate over the same window. */
    static RexNode over(RexBuilder rexBuilder, RexOver over, SqlAggFunction function, List<RexNode> operands) {
        RexWindow window = over.getWindow();
        return rexBuilder.makeOver(
                over.getParserPosition(),
                over.getType(),
                function,
                operands,
                window.partitionKeys,
                window.orderKeys,
                window.getLowerBound(),
                window.getUpperBound(),
                window.getExclude(),
                window.isRows(),
                true,
                false,
                over.isDistinct(),
                over.ignoreNulls());
    }

    private static SqlAggFunction of(SqlAggFunction function) {
        return ALL.getOrDefault(function.getKind(), function);
    }

    private static SqlAggFunction function(SqlAggFunction calcites, int x, int y, String result) {
        return CustomAggregates.function(calcites.getName(), calcites, () -> new Implementor(x, y, result));
    }

    /** Generates the code that updates the {@link VarianceAccumulator} of a group. */
    private static final class Implementor extends StrictAggImplementor {
        private final int x;
        private final int y;
        private final String result;

        /**
         * @param x the index of the argument that is x
         * @param y the index of the argument that is y
         */
        Implementor(int x, int y, String result) {
            this.x = x;
            this.y = y;
            this.result = result;
        }

        @Override
        public List<Type> getNotNullState(AggContext info) {
            return List.of(VarianceAccumulator.class);
        }

        @Override
        protected void implementNotNullReset(AggContext info, AggResetContext reset) {
            String kind = SqlTypeUtil.isExactNumeric(info.returnRelType()) ? "exact" : "approximate";
            reset.currentBlock()
                    .add(Expressions.statement(Expressions.assign(
                            reset.accumulator().get(0), Expressions.call(VarianceAccumulator.class, kind))));
        }

        @Override
        protected void implementNotNullAdd(AggContext info, AggAddContext add) {
            add.currentBlock()
                    .add(Expressions.statement(Expressions.call(
                            add.accumulator().get(0),
                            ADD,
                            Expressions.box(add.arguments().get(x)),
                            Expressions.box(add.arguments().get(y)))));
        }

        @Override
        protected Expression implementNotNullResult(AggContext info, AggResultContext result) {
            return EnumUtils.convert(
                    Expressions.call(
                            result.accumulator().get(0),
                            this.result,
                            Expressions.constant(info.returnRelType().getScale(), int.class)),
                    info.returnType());
        }
    }
}
