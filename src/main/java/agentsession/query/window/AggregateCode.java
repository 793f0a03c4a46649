package agentsession.query.window;

import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.AggContext;
import org.apache.calcite.adapter.enumerable.AggImplementor;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.adapter.enumerable.impl.AggAddContextImpl;
import org.apache.calcite.adapter.enumerable.impl.AggResultContextImpl;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.MemberDeclaration;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Generates the {@link GeneratedAggregate} of a call, from the same implementation as GROUP BY. */
record AggregateCode(WindowCall call, RelDataType input) {
    Expression generate(EnumerableRelImplementor implementor) {
        JavaTypeFactory types = implementor.getTypeFactory();
        AggImplementor aggregate = RexImpTable.INSTANCE.get(call.function(), false);
        if (aggregate == null) {
            throw new IllegalArgumentException("Unable to get aggregate implementation for aggregate "
                    + call.function().getName());
        }
        AggContext context = new Context(this, types);
        List<ParameterExpression> state = new ArrayList<>();
        for (Type type : aggregate.getStateType(context)) {
            state.add(Expressions.parameter(type, "state" + state.size()));
        }
        List<MemberDeclaration> members = new ArrayList<>();
        state.forEach(field -> members.add(Expressions.fieldDecl(0, field)));
        members.add(method(void.class, "reset", List.of(), reset(aggregate, context, state)));
        ParameterExpression row = Expressions.parameter(Object[].class, "row");
        members.add(method(void.class, "add", List.of(row), add(implementor, aggregate, context, state, row)));
        members.add(method(Object.class, "result", List.of(), result(aggregate, context, state)));
        return Expressions.new_(GeneratedAggregate.class, List.of(), members);
    }

    private static MemberDeclaration method(
            Type type, String name, List<ParameterExpression> parameters, BlockBuilder body) {
        return Expressions.methodDecl(Modifier.PUBLIC, type, name, parameters, body.toBlock());
    }

    private BlockBuilder reset(AggImplementor aggregate, AggContext context, List<? extends Expression> state) {
        BlockBuilder block = new BlockBuilder();
        aggregate.implementReset(
                context, new AggResultContextImpl(block, aggregateCall(), List.copyOf(state), null, null));
        return block;
    }

    private BlockBuilder add(
            EnumerableRelImplementor implementor,
            AggImplementor aggregate,
            AggContext context,
            List<? extends Expression> state,
            ParameterExpression row) {
        BlockBuilder block = new BlockBuilder();
        PhysType rowType = PhysTypeImpl.of(implementor.getTypeFactory(), input, JavaRowFormat.ARRAY, false);
        aggregate.implementAdd(context, new AggAddContextImpl(block, List.copyOf(state)) {
            @Override
            public List<RexNode> rexArguments() {
                return call.arguments().stream()
                        .map(argument -> (RexNode) RexInputRef.of(argument, input))
                        .toList();
            }

            @Override
            public @Nullable RexNode rexFilterArgument() {
                return null;
            }

            @Override
            public RexToLixTranslator rowTranslator() {
                return RexToLixTranslator.forAggregation(
                        implementor.getTypeFactory(),
                        currentBlock(),
                        new RexToLixTranslator.InputGetterImpl(row, rowType),
                        implementor.getConformance());
            }
        });
        return block;
    }

    private BlockBuilder result(AggImplementor aggregate, AggContext context, List<? extends Expression> state) {
        BlockBuilder block = new BlockBuilder();
        Expression value = aggregate.implementResult(
                context, new AggResultContextImpl(block, aggregateCall(), List.copyOf(state), null, null));
        block.add(Expressions.return_(null, EnumUtils.convert(value, Object.class)));
        return block;
    }

    private AggregateCall aggregateCall() {
        return AggregateCall.create(
                call.function(),
                call.distinct(),
                false,
                call.ignoreNulls(),
                List.of(),
                call.arguments(),
                -1,
                null,
                RelCollations.EMPTY,
                call.type(),
                null);
    }

    private record Context(AggregateCode code, JavaTypeFactory types) implements AggContext {
        @Override
        public SqlAggFunction aggregation() {
            return code.call.function();
        }

        @Override
        public RelDataType returnRelType() {
            return code.call.type();
        }

        @Override
        public Type returnType() {
            return javaType(returnRelType());
        }

        private Type javaType(RelDataType type) {
            return types.getJavaClass(type) instanceof Class<?> javaClass ? javaClass : Object[].class;
        }

        @Override
        public List<? extends RelDataType> parameterRelTypes() {
            return code.call.arguments().stream()
                    .map(argument -> code.input.getFieldList().get(argument).getType())
                    .toList();
        }

        @Override
        public List<? extends Type> parameterTypes() {
            return parameterRelTypes().stream().map(this::javaType).toList();
        }

        @Override
        public List<Integer> keyOrdinals() {
            return List.of();
        }

        @Override
        public List<? extends RelDataType> keyRelTypes() {
            return List.of();
        }

        @Override
        public List<? extends Type> keyTypes() {
            return List.of();
        }

        @Override
        public List<ImmutableBitSet> groupSets() {
            return List.of(ImmutableBitSet.of());
        }
    }
}
