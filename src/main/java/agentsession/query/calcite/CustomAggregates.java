package agentsession.query.calcite;

import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.adapter.enumerable.AggImplementor;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableAggFunction;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;

/** Replaces aggregate functions of Calcite. */
final class CustomAggregates {
    /** Rewrites a call of an aggregate function. */
    interface CallRewriter {
        AggregateCall rewrite(Aggregate aggregate, AggregateCall call);
    }

    private CustomAggregates() {}

    /** Rewrites the calls in the aggregates of a plan. */
    static RelNode in(RelNode plan, CallRewriter calls) {
        return plan.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                RelNode visited = super.visit(other);
                return visited instanceof Aggregate aggregate ? in(aggregate, calls) : visited;
            }
        });
    }

    private static RelNode in(Aggregate aggregate, CallRewriter calls) {
        List<AggregateCall> rewritten = aggregate.getAggCallList().stream()
                .map(call -> calls.rewrite(aggregate, call))
                .toList();
        return rewritten.equals(aggregate.getAggCallList())
                ? aggregate
                : aggregate.copy(
                        aggregate.getTraitSet(),
                        aggregate.getInput(),
                        aggregate.getGroupSet(),
                        aggregate.getGroupSets(),
                        rewritten);
    }

    /** Replaces the function of a call, but not its type. */
    static AggregateCall call(AggregateCall call, SqlAggFunction function) {
        return AggregateCall.create(
                call.getParserPosition(),
                function,
                call.isDistinct(),
                call.isApproximate(),
                call.ignoreNulls(),
                call.rexList,
                call.getArgList(),
                call.filterArg,
                call.distinctKeys,
                call.getCollation(),
                call.getType(),
                call.getName());
    }

    /** Creates a function with the return type of a function of Calcite. */
    static SqlAggFunction function(String name, SqlAggFunction calcites, Supplier<AggImplementor> implementor) {
        return new SqlUserDefinedAggFunction(
                new SqlIdentifier(name, SqlParserPos.ZERO),
                SqlKind.OTHER_FUNCTION,
                calcites.getReturnTypeInference(),
                null,
                null,
                new Function(implementor),
                false,
                false,
                Optionality.FORBIDDEN);
    }

    private record Function(Supplier<AggImplementor> implementor) implements ImplementableAggFunction {
        @Override
        public List<FunctionParameter> getParameters() {
            return List.of();
        }

        @Override
        public RelDataType getReturnType(RelDataTypeFactory typeFactory) {
            throw new UnsupportedOperationException("The type of the call is used");
        }

        @Override
        public AggImplementor getImplementor(boolean windowContext) {
            return implementor.get();
        }
    }
}
