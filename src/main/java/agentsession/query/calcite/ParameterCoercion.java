package agentsession.query.calcite;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Adds implicit casts to parameters. Calcite adds none, so that values of other classes than the plan expects reach it.
 *
 * <p>Calcite: not reported.
 */
final class ParameterCoercion extends ReportTypeCoercion {
    ParameterCoercion(RelDataTypeFactory types, SqlValidator validator) {
        super(types, validator);
    }

    @Override
    protected boolean coerceOperandType(
            @Nullable SqlValidatorScope scope, SqlCall call, int index, RelDataType targetType) {
        if (scope != null && ParameterComparisons.isOfNumbers(validator, scope, call)) {
            return false;
        }
        if (scope == null || !(call.operand(index) instanceof SqlDynamicParam parameter)) {
            return super.coerceOperandType(scope, call, index, targetType);
        }
        SqlNode cast = cast(scope, parameter, targetType);
        if (cast != null) {
            call.setOperand(index, cast);
        }
        return cast != null;
    }

    @Override
    protected boolean coerceColumnType(
            @Nullable SqlValidatorScope scope, SqlNodeList nodeList, int index, RelDataType targetType) {
        if (scope == null || index >= nodeList.size() || !(nodeList.get(index) instanceof SqlDynamicParam parameter)) {
            return super.coerceColumnType(scope, nodeList, index, targetType);
        }
        SqlNode cast = isListOfNumbers(scope, nodeList) ? null : cast(scope, parameter, targetType);
        if (cast != null) {
            nodeList.set(index, cast);
        }
        return cast != null;
    }

    /** Whether a list is an IN list of exact numbers, which need no cast; there may be thousands. */
    @SuppressWarnings("ReferenceEquality") // another list may hold equal nodes
    private boolean isListOfNumbers(SqlValidatorScope scope, SqlNodeList list) {
        boolean isSelectList =
                scope instanceof SelectScope select && list == select.getNode().getSelectList();
        return !isSelectList && ParameterComparisons.areExact(validator, scope, list);
    }

    private @Nullable SqlNode cast(SqlValidatorScope scope, SqlDynamicParam parameter, RelDataType targetType) {
        if (!needToCast(scope, parameter, targetType, SqlTypeCoercionRule.lenientInstance())) {
            return null;
        }
        RelDataType type = factory.createTypeWithNullability(targetType, true);
        SqlNode cast = SqlStdOperatorTable.CAST.createCall(
                parameter.getParserPosition(), parameter, SqlTypeUtil.convertTypeToSpec(type));
        updateInferredType(cast, type);
        return cast;
    }
}
