package agentsession.query.calcite;

import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.jspecify.annotations.Nullable;

/** Calcite's validator, mended for {@code {fn ...}}. */
public final class ReportValidator extends SqlValidatorImpl {
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
}
