package agentsession.adapter;

import com.google.common.collect.ImmutableSet;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.jspecify.annotations.Nullable;

/**
 * An IN, or NOT IN, of so many values that the comparisons Calcite writes for them would outgrow the 64 KB of a Java
 * method. In a plan it is the {@link #operator()}, of one operand; running it is a look-up.
 *
 * @param name unique in the plan; the {@link DataContext} of a run holds the {@link Values} under it
 * @param values literals and parameters
 */
public record LargeInList(String name, List<RexNode> values, boolean negated) {
    private static final Method GET = Types.lookupMethod(DataContext.class, "get", String.class);
    private static final Method TEST = Types.lookupMethod(Values.class, "test", Object.class);

    public LargeInList {
        values = List.copyOf(values);
    }

    /** Whether an expression is a value that a list can hold, for a tested expression to be compared with. */
    public static boolean canHold(RexNode tested, RexNode value) {
        Class<?> form = form(tested);
        return form != null
                && form == form(value)
                && (value instanceof RexDynamicParam || (value instanceof RexLiteral literal && !literal.isNull()));
    }

    /** The Java class in which values are compared; null for types that are left to Calcite. */
    private static @Nullable Class<?> form(RexNode node) {
        return switch (node.getType().getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> BigDecimal.class;
            case CHAR, VARCHAR -> String.class;
            case TIMESTAMP -> Long.class;
            case DATE, TIME -> Integer.class;
            default -> null;
        };
    }

    /** The test as a function of what is tested. */
    public SqlOperator operator() {
        return new SqlUserDefinedFunction(
                new SqlIdentifier(name, SqlParserPos.ZERO),
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.BOOLEAN_NULLABLE,
                null,
                OperandTypes.operandMetadata(List.of(), typeFactory -> List.of(), index -> "VALUE", index -> false),
                new Function(this));
    }

    /** The list that a call tests; null if it is another call. */
    static @Nullable LargeInList of(RexCall call) {
        return call.getOperator() instanceof SqlUserDefinedFunction operator
                        && operator.getFunction() instanceof Function function
                ? function.list
                : null;
    }

    /** The values in one run of a plan, whose parameters {@code root} holds. */
    public Values valuesIn(DataContext root) {
        Set<Object> present = new HashSet<>();
        boolean complete = true;
        for (RexNode value : values) {
            Object known = value instanceof RexDynamicParam parameter
                    ? root.get(parameter.getName())
                    : ((RexLiteral) value).getValueAs(form(value));
            complete &= known != null;
            if (known != null) {
                present.add(Values.comparable(known));
            }
        }
        return new Values(ImmutableSet.copyOf(present), complete, negated);
    }

    /**
     * The values of a list; public for the code that Calcite generates.
     *
     * @param complete whether none of the values is NULL
     */
    public record Values(Set<Object> present, boolean complete, boolean negated) {

        /** True, false or, for unknown, null. */
        public @Nullable Boolean test(@Nullable Object value) {
            if (value == null) {
                return null;
            }
            if (present.contains(comparable(value))) {
                return !negated;
            }
            return complete ? negated : null;
        }

        /** Equal numbers of whatever type become equal objects. */
        private static Object comparable(Object value) {
            if (value instanceof BigDecimal decimal) {
                return decimal.stripTrailingZeros();
            }
            return value instanceof Number number
                    ? BigDecimal.valueOf(number.longValue()).stripTrailingZeros()
                    : value;
        }
    }

    /** Makes the code that finds the values of a run and asks them. */
    private record Function(LargeInList list) implements ImplementableFunction {
        @Override
        public List<FunctionParameter> getParameters() {
            return List.of();
        }

        @Override
        public CallImplementor getImplementor() {
            return RexImpTable.createImplementor(
                    (translator, call, operands) -> Expressions.call(
                            Expressions.convert_(
                                    Expressions.call(translator.getRoot(), GET, Expressions.constant(list.name)),
                                    Values.class),
                            TEST,
                            Expressions.box(operands.get(0))),
                    NullPolicy.NONE,
                    false);
        }
    }
}
