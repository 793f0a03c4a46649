package agentsession.query.calcite;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the milliseconds of a string that is compared with a time of lower precision, and the nullability of columns
 * of set operations.
 *
 * <p>Calcite: not reported.
 */
sealed class ReportTypeCoercion extends TypeCoercionImpl permits ParameterCoercion {
    private static final int MILLISECONDS = 3;

    ReportTypeCoercion(RelDataTypeFactory types, SqlValidator validator) {
        super(types, validator);
    }

    @Override
    protected boolean coerceOperandType(
            @Nullable SqlValidatorScope scope, SqlCall call, int index, RelDataType targetType) {
        return super.coerceOperandType(
                scope, call, index, withFraction(scope, call.getOperandList().get(index), targetType));
    }

    @Override
    protected boolean coerceColumnType(
            @Nullable SqlValidatorScope scope, SqlNodeList nodeList, int index, RelDataType targetType) {
        return super.coerceColumnType(
                scope,
                nodeList,
                index,
                index < nodeList.size() ? withFraction(scope, nodeList.get(index), targetType) : targetType);
    }

    /** Keeps the nullability of a column that is cast; Calcite takes that of the target type and then fails. */
    @Override
    public boolean rowTypeCoercion(
            @Nullable SqlValidatorScope scope, SqlNode query, int columnIndex, RelDataType targetType) {
        SqlValidatorNamespace rows = validator.getNamespace(query);
        RelDataType target = rows == null
                ? targetType
                : factory.createTypeWithNullability(
                        targetType,
                        rows.getRowType()
                                .getFieldList()
                                .get(columnIndex)
                                .getType()
                                .isNullable());
        return super.rowTypeCoercion(scope, query, columnIndex, target);
    }

    private RelDataType withFraction(@Nullable SqlValidatorScope scope, SqlNode operand, RelDataType target) {
        SqlTypeName time = target.getSqlTypeName();
        if ((time != SqlTypeName.TIMESTAMP && time != SqlTypeName.TIME)
                || scope == null
                || operand instanceof SqlDynamicParam
                || (operand instanceof SqlIdentifier name && name.isStar())) {
            return target;
        }
        RelDataType type = validator.deriveType(scope, operand);
        int precision = type.getSqlTypeName() == time ? type.getPrecision() : 0;
        if (SqlTypeName.CHAR_TYPES.contains(type.getSqlTypeName())) {
            precision = MILLISECONDS;
        }
        return precision <= target.getPrecision()
                ? target
                : factory.createTypeWithNullability(factory.createSqlType(time, precision), target.isNullable());
    }
}
