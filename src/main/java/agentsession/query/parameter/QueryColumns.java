package agentsession.query.parameter;

import agentsession.query.parameter.ParameterType.Latitude;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.jspecify.annotations.Nullable;

/** The types of query columns, and of the parameters that are such columns. */
final class QueryColumns {
    private final SqlValidatorImpl validator;
    private final ParameterTypes parameters;
    private final UntypedNodes untyped;
    private final IdentityHashMap<SqlNode, SqlCall> setOperations = new IdentityHashMap<>();
    private final Map<Integer, QueryColumn> items = new HashMap<>();

    QueryColumns(SqlValidatorImpl validator, ParameterTypes parameters, UntypedNodes untyped) {
        this.validator = validator;
        this.parameters = parameters;
        this.untyped = untyped;
    }

    /** Registers a query and the parameters that are columns of it. */
    void register(SqlCall query) {
        if (SqlKind.SET_QUERY.contains(query.getKind())) {
            query.getOperandList().forEach(operand -> setOperations.put(operand, query));
        } else if (query instanceof SqlSelect select) {
            List<SqlNode> list = select.getSelectList();
            for (int i = 0; i < list.size(); i++) {
                if (SqlUtil.stripAs(list.get(i)) instanceof SqlDynamicParam parameter) {
                    items.put(parameter.getIndex(), new QueryColumn(select, i));
                }
            }
        }
    }

    /** The type of a parameter, which is inferred by now unless it is not an operand of a call. */
    ParameterType typeOf(SqlDynamicParam parameter) {
        ParameterType known = parameters.of(parameter);
        if (known != null) {
            return known;
        }
        QueryColumn item = items.get(parameter.getIndex());
        RelDataType columnType = item == null ? null : typeInSetOperation(item);
        return columnType == null
                ? parameters.setIfAbsent(parameter, parameters.text(), Latitude.NONE)
                : parameters.setIfAbsent(parameter, columnType, Latitude.WIDER);
    }

    private @Nullable RelDataType typeInSetOperation(QueryColumn column) {
        @Nullable SqlNode query = column.query();
        for (SqlCall operation = setOperations.get(query); operation != null; operation = setOperations.get(query)) {
            for (SqlNode operand : operation.getOperandList()) {
                RelDataType type = operand == query ? null : typeOf(column.of(operand));
                if (type != null) {
                    return type;
                }
            }
            query = operation;
        }
        return null;
    }

    /** The type of a column of a query; null if it is not known. */
    @Nullable
    RelDataType typeOf(QueryColumn column) {
        SqlNode query = column.query();
        if (!untyped.isUntyped(query)) {
            List<RelDataTypeField> fields = rowType(query).getFieldList();
            return column.index() < fields.size() ? fields.get(column.index()).getType() : null;
        }
        if (query instanceof SqlSelect select) {
            List<SqlNode> expressions = column.expressions();
            return expressions.isEmpty() || untyped.isUntyped(expressions.get(0))
                    ? null
                    : validator.deriveType(validator.getSelectScope(select), expressions.get(0));
        }
        if (query instanceof SqlCall call && SqlKind.SET_QUERY.contains(call.getKind())) {
            for (SqlNode operand : call.getOperandList()) {
                RelDataType type = typeOf(column.of(operand));
                if (type != null) {
                    return type;
                }
            }
        }
        return null;
    }

    private RelDataType rowType(SqlNode query) {
        return Objects.requireNonNull(validator.getNamespace(query), "namespace of a query")
                .getRowType();
    }
}
