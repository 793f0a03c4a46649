package agentsession.query.calcite;

import java.util.Arrays;
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
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** Calcite's validator, mended for {@code {fn ...}} and for the frames of windows. */
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

    @Override
    protected void validateWindowClause(SqlSelect select) {
        for (SqlNode node : select.getWindowList()) {
            SqlWindow window = (SqlWindow) node;
            for (@Nullable SqlNode bound : Arrays.asList(window.getLowerBound(), window.getUpperBound())) {
                if (bound != null) {
                    inferUnknownTypes(unknownType, getFromScope(select), bound);
                }
            }
        }
        super.validateWindowClause(select);
    }

    /** Calcite forgets the frame of a window that is based on another, and that a row may be excluded from its own. */
    @Override
    public SqlWindow resolveWindow(SqlNode windowOrName, SqlValidatorScope scope) {
        SqlWindow resolved = super.resolveWindow(windowOrName, scope);
        SqlWindow written = windowOrName instanceof SqlWindow window
                ? window
                : scope.lookupWindow(((SqlIdentifier) windowOrName).getSimple());
        return written == null ? resolved : new FramedWindow(resolved, written);
    }

    /** A window with the frame of another. */
    private static final class FramedWindow extends SqlWindow {
        FramedWindow(SqlWindow window, SqlWindow framed) {
            super(
                    window.getParserPosition(),
                    window.getDeclName(),
                    window.getRefName(),
                    window.getPartitionList(),
                    window.getOrderList(),
                    SqlLiteral.createBoolean(framed.isRows(), window.getParserPosition()),
                    framed.getLowerBound(),
                    framed.getUpperBound(),
                    SqlLiteral.createBoolean(framed.isAllowPartial(), window.getParserPosition()),
                    framed.getExclude());
        }

        @Override
        public boolean isAlwaysNonEmpty() {
            return (isExcludeNoOthers(getExclude()) || isExcludeTies(getExclude())) && super.isAlwaysNonEmpty();
        }
    }
}
