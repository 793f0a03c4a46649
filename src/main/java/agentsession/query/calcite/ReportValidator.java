package agentsession.query.calcite;

import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** Calcite's validator, mended for {@code {fn ...}} and for windows that exclude rows. */
public final class ReportValidator extends SqlValidatorImpl {
    /** After the point of a parameter that may be any number. */
    private static final int DIGITS = 10;

    public ReportValidator(
            SqlOperatorTable operators, CalciteCatalogReader catalog, RelDataTypeFactory types, Config config) {
        super(operators, catalog, types, config);
    }

    /** The operator of {@code {fn f(x)}} remembers its operands as they were before they were rewritten. */
    @Override
    protected @Nullable SqlNode performUnconditionalRewrites(@Nullable SqlNode node, boolean underFrom) {
        SqlNode rewritten = super.performUnconditionalRewrites(node, underFrom);
        return rewritten instanceof SqlBasicCall call && call.getOperator() instanceof SqlJdbcFunctionCall function
                ? function.createCall(
                        call.getFunctionQuantifier(),
                        call.getParserPosition(),
                        call.getOperandList().toArray(SqlNode[]::new))
                : rewritten;
    }

    /** How far the frame of a window reaches is a number, if nothing says more of it. */
    @Override
    protected void inferUnknownTypes(RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
        boolean isBound = node.getKind() == SqlKind.PRECEDING || node.getKind() == SqlKind.FOLLOWING;
        if (isBound && ((SqlCall) node).operand(0) instanceof SqlDynamicParam distance) {
            RelDataType number = typeFactory.createSqlType(
                    SqlTypeName.DECIMAL, typeFactory.getTypeSystem().getMaxPrecision(SqlTypeName.DECIMAL), DIGITS);
            super.inferUnknownTypes(number, scope, distance);
        } else {
            super.inferUnknownTypes(inferredType, scope, node);
        }
    }

    /** Calcite forgets the exclusion of a window that is based on another, and that it may leave a frame empty. */
    @Override
    public SqlWindow resolveWindow(SqlNode windowOrName, SqlValidatorScope scope) {
        SqlWindow resolved = super.resolveWindow(windowOrName, scope);
        SqlWindow written = windowOrName instanceof SqlWindow window
                ? window
                : scope.lookupWindow(((SqlIdentifier) windowOrName).getSimple());
        return written == null || SqlWindow.isExcludeNoOthers(written.getExclude())
                ? resolved
                : new ExcludingWindow(resolved, written.getExclude());
    }

    private static final class ExcludingWindow extends SqlWindow {
        ExcludingWindow(SqlWindow window, SqlLiteral exclusion) {
            super(
                    window.getParserPosition(),
                    window.getDeclName(),
                    window.getRefName(),
                    window.getPartitionList(),
                    window.getOrderList(),
                    SqlLiteral.createBoolean(window.isRows(), window.getParserPosition()),
                    window.getLowerBound(),
                    window.getUpperBound(),
                    SqlLiteral.createBoolean(window.isAllowPartial(), window.getParserPosition()),
                    exclusion);
        }

        @Override
        public boolean isAlwaysNonEmpty() {
            return isExcludeTies(getExclude()) && super.isAlwaysNonEmpty();
        }
    }
}
