package agentsession.query.calcite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's validator, mended for {@code {fn ...}} and for windows that exclude rows, with types of our own for
 * parameters.
 */
public final class ReportValidator extends SqlValidatorImpl {
    private final ParameterTypes parameters;
    private final ParameterInference inference;

    /** @param given types of parameters, by their index, that take the place of those the query would give them */
    public ReportValidator(
            SqlOperatorTable operators,
            CalciteCatalogReader catalog,
            RelDataTypeFactory types,
            Config config,
            Map<Integer, RelDataType> given) {
        super(operators, catalog, types, config.withTypeCoercionFactory(ParameterCoercion::new));
        this.parameters = new ParameterTypes(types, given);
        this.inference = new ParameterInference(this, parameters);
    }

    /** The parameters of a query that has been found right, in order. */
    public List<ParameterType> parameterTypes(SqlNode query) {
        Map<Integer, ParameterType> byIndex = new TreeMap<>();
        query.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlDynamicParam parameter) {
                ParameterType known = parameters.of(parameter);
                byIndex.put(
                        parameter.getIndex(),
                        known == null
                                ? new ParameterType(getValidatedNodeType(parameter), ParameterType.Latitude.NONE)
                                : known);
                return null;
            }
        });
        return List.copyOf(byIndex.values());
    }

    @Override
    public RelDataType getParameterRowType(SqlNode query) {
        List<RelDataType> types = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ParameterType parameter : parameterTypes(query)) {
            names.add("?" + types.size());
            types.add(parameter.type());
        }
        return typeFactory.createStructType(types, names);
    }

    /** The operator of {@code {fn f(x)}} remembers its operands as they were before they were rewritten. */
    @Override
    protected @Nullable SqlNode performUnconditionalRewrites(@Nullable SqlNode node, boolean underFrom) {
        SqlNode rewritten = super.performUnconditionalRewrites(node, underFrom);
        if (rewritten instanceof SqlCall query) {
            inference.noteQuery(query);
        }
        return rewritten instanceof SqlBasicCall call && call.getOperator() instanceof SqlJdbcFunctionCall function
                ? function.createCall(
                        call.getFunctionQuantifier(),
                        call.getParserPosition(),
                        call.getOperandList().toArray(SqlNode[]::new))
                : rewritten;
    }

    @Override
    public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
        if (node instanceof SqlDynamicParam parameter) {
            return inference.typeOf(parameter).type();
        }
        if (node instanceof SqlCall call) {
            inference.settle(scope, call);
        }
        return super.deriveType(scope, node);
    }

    @Override
    public @Nullable RelDataType getValidatedNodeTypeIfKnown(SqlNode node) {
        ParameterType known = node instanceof SqlDynamicParam parameter ? parameters.of(parameter) : null;
        return known == null ? super.getValidatedNodeTypeIfKnown(node) : known.type();
    }

    @Override
    protected void inferUnknownTypes(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
        if (node instanceof SqlDynamicParam parameter) {
            boolean isKnown = parameters.isKnown(parameter) || inferred.equals(unknownType);
            setValidatedNodeType(
                    parameter,
                    isKnown
                            ? inference.typeOf(parameter).type()
                            : parameters
                                    .settle(parameter, inferred, ParameterType.Latitude.WIDER)
                                    .type());
            return;
        }
        if (node instanceof SqlCall call) {
            SqlValidatorScope own = scopes.get(node);
            inference.settle(own == null ? scope : own, call);
        }
        super.inferUnknownTypes(inferred, scope, node);
    }

    @Override
    protected void validateValues(SqlCall values, RelDataType targetRowType, SqlValidatorScope scope) {
        inference.settle(scope, values);
        super.validateValues(values, targetRowType, scope);
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
