package agentsession.query.calcite;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/** Text that is taken for a time keeps its milliseconds, which the time that it is compared with need not have. */
public final class ReportTypeCoercion extends TypeCoercionImpl {
    private static final int MILLISECONDS = 3;

    public ReportTypeCoercion(RelDataTypeFactory types, SqlValidator validator) {
        super(types, validator);
    }

    @Override
    protected boolean coerceOperandType(
            @Nullable SqlValidatorScope scope, SqlCall call, int index, RelDataType targetType) {
        return super.coerceOperandType(scope, call, index, withMilliseconds(scope, call, index, targetType));
    }

    private RelDataType withMilliseconds(
            @Nullable SqlValidatorScope scope, SqlCall call, int index, RelDataType target) {
        boolean time = target.getSqlTypeName() == SqlTypeName.TIMESTAMP || target.getSqlTypeName() == SqlTypeName.TIME;
        return time
                        && scope != null
                        && SqlTypeName.CHAR_TYPES.contains(validator
                                .deriveType(scope, call.operand(index))
                                .getSqlTypeName())
                ? factory.createTypeWithNullability(
                        factory.createSqlType(target.getSqlTypeName(), MILLISECONDS), target.isNullable())
                : target;
    }
}
