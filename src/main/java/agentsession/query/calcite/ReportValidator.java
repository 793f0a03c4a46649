package agentsession.query.calcite;

import agentsession.concurrent.CurrentToken;
import agentsession.query.dialect.DayArithmetic;
import agentsession.query.parameter.ParameterInference;
import agentsession.query.parameter.ParameterType;
import agentsession.query.parameter.ParameterTypes;
import agentsession.query.tree.SqlCopy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.AggregatingSelectScope;
import org.apache.calcite.sql.validate.JoinScope;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Static;
import org.jspecify.annotations.Nullable;

/**
 * Validates queries, with fixes of Calcite's validator for {@code {fn ...}} and window frames, and infers the types of
 * parameters.
 *
 * <p>Calcite: not reported.
 */
public final class ReportValidator extends SqlValidatorImpl {
    /** Scale of a parameter that is the offset of a window frame. */
    private static final int OFFSET_SCALE = 10;

    /** Operand counts of the functions whose operands are reordered or extended. */
    private static final Map<String, Integer> OPERAND_COUNTS =
            Map.of("{fn CONVERT}", 2, "{fn IFNULL}", 2, "{fn INSERT}", 4, "{fn LTRIM}", 1, "{fn RTRIM}", 1);

    private static final int CONDITION_OF_JOIN = 5;

    private final ParameterTypes parameters;
    private final ParameterInference inference;
    private int depth;

    /** @param given types of parameters by their index, which replace the inferred types */
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

    /** Returns the parameter types of a validated query, in order. */
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

    @Override
    protected @Nullable SqlNode performUnconditionalRewrites(@Nullable SqlNode node, boolean underFrom) {
        CurrentToken.throwIfCancelled();
        depth++;
        SqlNode rewritten = super.performUnconditionalRewrites(node, underFrom);
        if (rewritten instanceof SqlBasicCall call && call.getOperator() instanceof SqlJdbcFunctionCall escape) {
            rewritten = performUnconditionalRewrites(function(escape, call), underFrom);
        } else if (rewritten instanceof SqlBasicCall call) {
            rewritten = ListAggregates.nullable(call);
        }
        depth--;
        if (rewritten instanceof SqlSelect select && select.getHaving() != null) {
            select.setHaving(scalar(select.getHaving()));
        }
        if (rewritten instanceof SqlJoin join
                && join.getCondition() != null
                && join.getConditionType() == JoinConditionType.ON) {
            join.setOperand(CONDITION_OF_JOIN, scalar(join.getCondition()));
        }
        return depth > 0 || rewritten == null ? rewritten : registered(SeparateQueries.in(rewritten));
    }

    /** Returns the function of {@code {fn f(x)}}; the operator of the escape holds the operands of one call. */
    private SqlNode function(SqlJdbcFunctionCall escape, SqlBasicCall call) {
        Integer operands = OPERAND_COUNTS.get(escape.getName());
        if (operands != null && operands != call.operandCount()) {
            throw newValidationError(
                    call,
                    Static.RESOURCE.wrongNumberOfParam(escape.getName(), call.operandCount(), operands.toString()));
        }
        escape.createCall(
                call.getFunctionQuantifier(),
                call.getParserPosition(),
                call.getOperandList().stream().map(ReportValidator::scalar).toArray(SqlNode[]::new));
        return escape.getLookupCall().clone(call.getParserPosition());
    }

    private SqlNode registered(SqlNode statement) {
        statement.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                inference.register(call);
                return super.visit(call);
            }
        });
        return statement;
    }

    /**
     * Marks a sub-query as scalar; Calcite does not if it is all of HAVING or ON, or an operand of {@code {fn f(x)}}.
     */
    private static SqlNode scalar(SqlNode condition) {
        return condition.isA(SqlKind.QUERY)
                ? SqlStdOperatorTable.SCALAR_QUERY.createCall(condition.getParserPosition(), condition)
                : condition;
    }

    @Override
    public SqlNode expand(SqlNode node, SqlValidatorScope scope) {
        CurrentToken.throwIfCancelled();
        SqlNode expanded = super.expand(
                scope instanceof JoinScope
                        ? new CommonColumns(scope, getCatalogReader().nameMatcher()).qualified(node)
                        : node,
                scope);
        if (!(scope instanceof AggregatingSelectScope groups)) {
            return expanded;
        }
        SqlSelect query = groups.getNode();
        if (!groups.equals(getSelectScope(query))) {
            return SelectedItems.asConstants(expanded, selected(query, scope));
        }
        return OuterColumns.asConstants(
                expanded,
                query,
                getWhereScope(query),
                getCatalogReader().nameMatcher(),
                item -> super.expand(item, scope));
    }

    private List<SqlNode> selected(SqlSelect query, SqlValidatorScope scope) {
        SelectScope select = getRawSelectScope(query);
        List<SqlNode> items = select == null ? null : select.getExpandedSelectList();
        return items == null
                ? List.of()
                : items.stream()
                        .map(item -> super.expand(SqlUtil.stripAs(item), scope))
                        .toList();
    }

    /** Shares the nodes of GROUP BY, which already have their casts, with HAVING. */
    @Override
    protected void validateHavingClause(SqlSelect select) {
        SqlNode having = select.getHaving();
        if (having != null && getSelectScope(select) instanceof AggregatingSelectScope groups) {
            select.setHaving(GroupedConditions.shared(
                    having, groups.resolved.get().groupExprList, condition -> cast(condition, select, groups)));
        }
        super.validateHavingClause(select);
    }

    private SqlNode cast(SqlNode condition, SqlSelect select, AggregatingSelectScope groups) {
        SqlNode copy = SqlCopy.of(super.expand(condition, groups));
        deriveType(getWhereScope(select), copy);
        return copy;
    }

    @Override
    public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
        CurrentToken.throwIfCancelled();
        if (node instanceof SqlDynamicParam parameter) {
            return inference.typeOf(parameter).type();
        }
        if (node instanceof SqlCall call) {
            inference.infer(scope, call);
            DayArithmetic.convertOperands(this, scope, call);
            forgetFunction(call);
        }
        return super.deriveType(scope, node);
    }

    /**
     * Resets a function that is already resolved, as when ORDER BY names a column. Calcite looks it up again, and does
     * not find its kind if several functions have its name.
     */
    private void forgetFunction(SqlCall call) {
        if (call instanceof SqlBasicCall basic
                && call.getOperator() instanceof SqlBasicFunction function
                && function.getKind().getFunctionKind() != function.getKind()
                && getValidatedNodeTypeIfKnown(call) == null) {
            basic.setOperator(new SqlUnresolvedFunction(
                    function.getNameAsId(), null, null, null, null, function.getFunctionType()));
        }
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
                                    .setIfAbsent(parameter, inferred, ParameterType.Latitude.WIDER)
                                    .type());
            return;
        }
        boolean isBound = node.getKind() == SqlKind.PRECEDING || node.getKind() == SqlKind.FOLLOWING;
        if (isBound && ((SqlCall) node).operand(0) instanceof SqlDynamicParam distance) {
            inferUnknownTypes(
                    typeFactory.createSqlType(
                            SqlTypeName.DECIMAL,
                            typeFactory.getTypeSystem().getMaxPrecision(SqlTypeName.DECIMAL),
                            OFFSET_SCALE),
                    scope,
                    distance);
            return;
        }
        if (node instanceof SqlCall call) {
            SqlValidatorScope own = scopes.get(node);
            inference.infer(own == null ? scope : own, call);
        }
        super.inferUnknownTypes(inferred, scope, node);
    }

    @Override
    protected void validateValues(SqlCall values, RelDataType targetRowType, SqlValidatorScope scope) {
        inference.infer(scope, values);
        super.validateValues(values, targetRowType, scope);
    }

    /** Validates the order also if there is a filter, which Calcite omits. */
    @Override
    public void validateAggregateParams(
            SqlCall call,
            @Nullable SqlNode filter,
            @Nullable SqlNodeList distinct,
            @Nullable SqlNodeList order,
            SqlValidatorScope scope) {
        super.validateAggregateParams(call, filter, distinct, order, scope);
        if (filter != null && order != null) {
            order.forEach(item -> deriveType(scope, item));
        }
    }

    /** Qualifies common columns, since only now the columns of the tables are known. */
    @Override
    protected void validateWhereClause(SqlSelect select) {
        new CommonColumns(getWhereScope(select), getCatalogReader().nameMatcher()).qualifyIn(select);
        super.validateWhereClause(select);
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

    /** Finds aggregates also in the arguments of window functions and in named windows. */
    @Override
    public boolean isAggregate(SqlSelect select) {
        return super.isAggregate(select)
                || select.getWindowList().stream().anyMatch(this::isOverAggregateWindow)
                || hasAggregateOverWindow(select.getSelectList());
    }

    private boolean hasAggregateOverWindow(SqlNode node) {
        if (node instanceof SqlNodeList list) {
            return list.stream().anyMatch(this::hasAggregateOverWindow);
        }
        if (!(node instanceof SqlCall call) || call.isA(SqlKind.QUERY)) {
            return false;
        }
        if (call.getKind() != SqlKind.OVER) {
            return call.getOperandList().stream().anyMatch(this::hasAggregateOverWindow);
        }
        SqlNode function = call.operand(0);
        boolean treatsNulls = function.getKind() == SqlKind.IGNORE_NULLS || function.getKind() == SqlKind.RESPECT_NULLS;
        SqlCall overWindow = treatsNulls ? ((SqlCall) function).operand(0) : (SqlCall) function;
        return overWindow.getOperandList().stream().anyMatch(this::isOverAggregateWindow);
    }

    /** Keeps the frame of a window that refers to another; Calcite drops it and ignores EXCLUDE. */
    @Override
    public SqlWindow resolveWindow(SqlNode windowOrName, SqlValidatorScope scope) {
        SqlWindow resolved = super.resolveWindow(windowOrName, scope);
        SqlWindow written = windowOrName instanceof SqlWindow window
                ? window
                : scope.lookupWindow(((SqlIdentifier) windowOrName).getSimple());
        return written == null ? resolved : new FramedWindow(resolved, written);
    }

    /** Combines a window with the frame of another. */
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
