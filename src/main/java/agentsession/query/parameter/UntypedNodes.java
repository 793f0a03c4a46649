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

/** The nodes whose type is that of a parameter that has none yet: the parameter, and what gives it as its result. */
final class UntypedNodes {
    private static final Set<String> OF_ONE_TYPE =
            Set.of("COALESCE", "NVL", "IFNULL", "ISNULL", "NULLIF", "GREATEST", "LEAST", "ARRAY");

    private final ParameterTypes parameters;

    UntypedNodes(ParameterTypes parameters) {
        this.parameters = parameters;
    }

    /** Whether a call is a function whose operands and result are of one type. */
    static boolean isOfOneType(SqlCall call) {
        return OF_ONE_TYPE.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
    }

    boolean isOpen(@Nullable SqlNode node) {
        if (node instanceof SqlDynamicParam parameter) {
            return !parameters.isKnown(parameter);
        }
        if (node instanceof SqlNodeList list) {
            return list.stream().anyMatch(this::isOpen);
        }
        if (node instanceof SqlSelect select) {
            return select.getSelectList().stream().anyMatch(this::isOpen);
        }
        if (!(node instanceof SqlCall call)) {
            return false;
        }
        return switch (call.getKind()) {
            case ROW, VALUES -> call.getOperandList().stream().anyMatch(this::isOpen);
            case AS, CAST_NOT_NULL, SCALAR_QUERY -> isOpen(call.operand(0));
            default ->
                !results(call).isEmpty()
                        && results(call).stream().anyMatch(this::isOpen)
                        && results(call).stream()
                                .allMatch(result -> isOpen(result) || SqlUtil.isNullLiteral(result, true));
        };
    }

    /** The operands that a call gives one of as its result, where that is what it does. */
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

    /** The comparison in {@code CASE WHEN a = b THEN NULL ELSE a END}, which is what NULLIF has become. */
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

    /** Gives a type to the parameters that an open node shows. */
    void expect(SqlNode node, RelDataType type, Latitude latitude) {
        if (node instanceof SqlDynamicParam parameter) {
            parameters.settle(parameter, type, latitude);
        } else if (isOpen(node) && node instanceof SqlCall call) {
            if (call.isA(SqlKind.QUERY)) {
                expect(new QueryColumn(call, 0), type, latitude);
            } else if (results(call).isEmpty()) {
                expect(call.operand(0), type, latitude);
            } else {
                results(call).forEach(result -> expect(result, type, latitude));
            }
        }
    }

    void expect(QueryColumn column, RelDataType type, Latitude latitude) {
        column.expressions().forEach(expression -> expect(expression, type, latitude));
    }

    boolean isOpen(QueryColumn column) {
        return column.expressions().stream().anyMatch(this::isOpen);
    }
}
