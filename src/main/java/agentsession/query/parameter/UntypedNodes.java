package agentsession.query.parameter;

import agentsession.query.parameter.ParameterType.Latitude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/** The nodes whose type depends on a parameter without a type: the parameter itself, and calls that return it. */
final class UntypedNodes {
    private static final Set<String> SAME_TYPE_FUNCTIONS =
            Set.of("COALESCE", "NVL", "IFNULL", "ISNULL", "NULLIF", "GREATEST", "LEAST", "ARRAY");

    private final ParameterTypes parameters;

    UntypedNodes(ParameterTypes parameters) {
        this.parameters = parameters;
    }

    /** Whether a call is a function whose operands and result have the same type. */
    static boolean isOfOneType(SqlCall call) {
        return SAME_TYPE_FUNCTIONS.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
    }

    boolean isUntyped(@Nullable SqlNode node) {
        if (node instanceof SqlDynamicParam parameter) {
            return !parameters.isKnown(parameter);
        }
        if (node instanceof SqlNodeList list) {
            return list.stream().anyMatch(this::isUntyped);
        }
        if (node instanceof SqlSelect select) {
            return select.getSelectList().stream().anyMatch(this::isUntyped);
        }
        if (!(node instanceof SqlCall call)) {
            return false;
        }
        return switch (call.getKind()) {
            case ROW, VALUES -> call.getOperandList().stream().anyMatch(this::isUntyped);
            case AS, CAST_NOT_NULL, SCALAR_QUERY -> isUntyped(call.operand(0));
            default ->
                !results(call).isEmpty()
                        && results(call).stream().anyMatch(this::isUntyped)
                        && results(call).stream()
                                .allMatch(result -> isUntyped(result) || SqlUtil.isNullLiteral(result, true));
        };
    }

    /** The operands of which a call returns one; empty if it is not such a call. */
    static List<SqlNode> results(SqlCall call) {
        if (call instanceof SqlCase choice) {
            SqlCall nullIf = nullIf(choice);
            if (nullIf != null) {
                return nullIf.getOperandList();
            }
            List<SqlNode> results = new ArrayList<>(choice.getThenOperands().getList());
            if (choice.getElseOperand() != null) {
                results.add(choice.getElseOperand());
            }
            return results;
        }
        return SqlKind.SET_QUERY.contains(call.getKind()) || isOfOneType(call) ? call.getOperandList() : List.of();
    }

    /** The comparison in {@code CASE WHEN a = b THEN NULL ELSE a END}, to which NULLIF is expanded. */
    private static @Nullable SqlCall nullIf(SqlCase choice) {
        return choice.getWhenOperands().size() == 1
                        && choice.getElseOperand() != null
                        && SqlUtil.isNullLiteral(choice.getThenOperands().get(0), false)
                        && choice.getWhenOperands().get(0) instanceof SqlBasicCall comparison
                        && comparison.getKind() == SqlKind.EQUALS
                        && comparison.operand(0).equalsDeep(choice.getElseOperand(), Litmus.IGNORE)
                ? comparison
                : null;
    }

    /** Sets the type of the parameters on which an untyped node depends. */
    void setType(SqlNode node, RelDataType type, Latitude latitude) {
        if (node instanceof SqlDynamicParam parameter) {
            parameters.setIfAbsent(parameter, type, latitude);
        } else if (isUntyped(node) && node instanceof SqlCall call) {
            if (call.isA(SqlKind.QUERY)) {
                setType(new QueryColumn(call, 0), type, latitude);
            } else if (results(call).isEmpty()) {
                setType(call.operand(0), type, latitude);
            } else {
                results(call).forEach(result -> setType(result, type, latitude));
            }
        }
    }

    void setType(QueryColumn column, RelDataType type, Latitude latitude) {
        column.expressions().forEach(expression -> setType(expression, type, latitude));
    }

    boolean isUntyped(QueryColumn column) {
        return column.expressions().stream().anyMatch(this::isUntyped);
    }
}
