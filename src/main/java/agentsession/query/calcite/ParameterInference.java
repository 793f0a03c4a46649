package agentsession.query.calcite;

import agentsession.query.calcite.ParameterType.Latitude;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * Gives each {@code ?} the type that its place asks for. Calcite looks for it in the order in which it meets the nodes,
 * knows it for a few operators, and takes the length of a text along. Here a call settles the parameters in it before
 * Calcite asks for the type of any of its operands, from the outermost call inwards.
 *
 * <p>A node is open as long as its type is that of a parameter whose type is not known.
 */
final class ParameterInference {
    /** Functions whose operands are of one type. */
    private static final Set<String> ALIKE =
            Set.of("COALESCE", "NVL", "IFNULL", "ISNULL", "NULLIF", "GREATEST", "LEAST", "ARRAY", "{FN IFNULL}");

    private final SqlValidatorImpl validator;
    private final ParameterTypes parameters;
    private final OperandTypesOfFunctions functions;
    private final Map<SqlNode, SqlCall> setOperations = new IdentityHashMap<>();
    private final Map<Integer, Column> items = new HashMap<>();

    /** A column of a query. */
    private record Column(SqlNode query, int index) {}

    ParameterInference(SqlValidatorImpl validator, ParameterTypes parameters) {
        this.validator = validator;
        this.parameters = parameters;
        this.functions = new OperandTypesOfFunctions(validator);
    }

    /** Remembers where a query stands, and which parameters are columns of it. */
    void noteQuery(SqlCall query) {
        if (SqlKind.SET_QUERY.contains(query.getKind())) {
            query.getOperandList().forEach(operand -> setOperations.put(operand, query));
        } else if (query instanceof SqlSelect select) {
            List<SqlNode> list = select.getSelectList();
            for (int i = 0; i < list.size(); i++) {
                if (SqlUtil.stripAs(list.get(i)) instanceof SqlDynamicParam parameter) {
                    items.put(parameter.getIndex(), new Column(select, i));
                }
            }
        }
    }

    /** The type of a parameter: by now it is settled, unless it stands in no call. */
    ParameterType typeOf(SqlDynamicParam parameter) {
        ParameterType known = parameters.of(parameter);
        if (known != null) {
            return known;
        }
        Column item = items.get(parameter.getIndex());
        RelDataType beside = item == null ? null : besideInSetOperation(item);
        return parameters.settle(
                parameter,
                beside == null ? parameters.text() : beside,
                beside == null ? Latitude.NONE : Latitude.WIDER);
    }

    private @Nullable RelDataType besideInSetOperation(Column column) {
        @Nullable SqlNode query = column.query;
        for (SqlCall operation = setOperations.get(query); operation != null; operation = setOperations.get(query)) {
            for (SqlNode operand : operation.getOperandList()) {
                RelDataType type = operand == query ? null : typeOf(new Column(operand, column.index));
                if (type != null) {
                    return type;
                }
            }
            query = operation;
        }
        return null;
    }

    /** Gives types to the parameters among the operands of a call. */
    void settle(SqlValidatorScope scope, SqlCall call) {
        if (call.getKind() != SqlKind.VALUES && call.getOperandList().stream().noneMatch(this::isOpen)) {
            return;
        }
        List<SqlNode> operands = call.getOperandList();
        switch (call.getKind()) {
            case EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM,
                    IN,
                    NOT_IN,
                    SOME,
                    ALL,
                    BETWEEN,
                    VALUES -> compared(scope, operands);
            case CASE -> choice(scope, (SqlCase) call);
            case AND, OR, NOT, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                operands.forEach(operand -> expect(operand, parameters.of(SqlTypeName.BOOLEAN), Latitude.NONE));
            case PLUS, MINUS, TIMES, DIVIDE, MOD, MINUS_PREFIX, PLUS_PREFIX -> arithmetic(scope, call);
            case LIKE, RLIKE, SIMILAR, POSIX_REGEX_CASE_SENSITIVE, POSIX_REGEX_CASE_INSENSITIVE ->
                operands.forEach(this::expectText);
            case CAST -> cast(call);
            case SAFE_CAST -> expectText(operands.get(0));
            case LAG, LEAD -> neighbour(scope, operands);
            case PRECEDING, FOLLOWING ->
                operands.forEach(operand -> expect(operand, parameters.of(SqlTypeName.INTEGER), Latitude.NONE));
            case TIMESTAMP_ADD -> {
                expect(operands.get(1), parameters.of(SqlTypeName.INTEGER), Latitude.NONE);
                expect(operands.get(2), parameters.of(SqlTypeName.TIMESTAMP), Latitude.NONE);
            }
            case TIMESTAMP_DIFF, EXTRACT ->
                operands.forEach(operand -> expect(operand, parameters.of(SqlTypeName.TIMESTAMP), Latitude.NONE));
            default -> function(scope, call);
        }
    }

    private void function(SqlValidatorScope scope, SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        if (call.getOperator() instanceof SqlJdbcFunctionCall function) {
            settle(scope, function.getLookupCall());
            return;
        }
        if (ALIKE.contains(call.getOperator().getName().toUpperCase(Locale.ROOT))) {
            alike(scope, operands, Latitude.ANY);
            return;
        }
        if (!(call.getOperator() instanceof SqlFunction
                || call.getOperator() instanceof SqlBinaryOperator
                || call.getOperator() instanceof SqlPostfixOperator
                || call.getKind() == SqlKind.ROW)) {
            return;
        }
        for (int i = 0; i < operands.size(); i++) {
            if (isOpen(operands.get(i))) {
                SqlTypeFamily taken = functions.taken(call, i);
                boolean anyNumber = taken == SqlTypeFamily.NUMERIC || taken == SqlTypeFamily.EXACT_NUMERIC;
                expect(operands.get(i), parameters.of(type(taken)), anyNumber ? Latitude.ANY : Latitude.NONE);
            }
        }
    }

    private static SqlTypeName type(SqlTypeFamily taken) {
        return switch (taken) {
            case NUMERIC, EXACT_NUMERIC, INTEGER -> SqlTypeName.INTEGER;
            case APPROXIMATE_NUMERIC -> SqlTypeName.DOUBLE;
            case BOOLEAN -> SqlTypeName.BOOLEAN;
            case BINARY -> SqlTypeName.VARBINARY;
            case DATE -> SqlTypeName.DATE;
            case TIME -> SqlTypeName.TIME;
            case TIMESTAMP, DATETIME -> SqlTypeName.TIMESTAMP;
            default -> SqlTypeName.VARCHAR;
        };
    }

    /** Operands of a comparison, which may be rows, lists of values or queries. */
    private void compared(SqlValidatorScope scope, List<SqlNode> operands) {
        List<SqlNode> sides = new ArrayList<>();
        for (SqlNode operand : operands) {
            if (operand instanceof SqlNodeList list) {
                sides.addAll(list.getList());
            } else {
                sides.add(operand);
            }
        }
        int width = sides.stream()
                .filter(side -> side.getKind() == SqlKind.ROW)
                .mapToInt(row -> ((SqlCall) row).operandCount())
                .min()
                .orElse(0);
        if (width == 0) {
            alike(scope, sides, Latitude.ANY);
            return;
        }
        for (int i = 0; i < width; i++) {
            List<SqlNode> components = new ArrayList<>();
            List<Column> columns = new ArrayList<>();
            for (SqlNode side : sides) {
                if (side.getKind() == SqlKind.ROW) {
                    components.add(((SqlCall) side).operand(i));
                } else if (side.isA(SqlKind.QUERY)) {
                    columns.add(new Column(side, i));
                }
            }
            alike(scope, components, columns, Latitude.ANY);
        }
    }

    private void alike(SqlValidatorScope scope, List<SqlNode> nodes, Latitude ifNoneIsKnown) {
        List<SqlNode> expressions = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (SqlNode node : nodes) {
            if (node.isA(SqlKind.QUERY)) {
                columns.add(new Column(node, 0));
            } else {
                expressions.add(node);
            }
        }
        alike(scope, expressions, columns, ifNoneIsKnown);
    }

    private void alike(
            SqlValidatorScope scope, List<SqlNode> expressions, List<Column> columns, Latitude ifNoneIsKnown) {
        if (expressions.stream().noneMatch(this::isOpen) && columns.stream().noneMatch(this::isOpen)) {
            return;
        }
        List<RelDataType> known = new ArrayList<>();
        for (SqlNode node : expressions) {
            if (!isOpen(node) && !SqlUtil.isNullLiteral(node, true)) {
                known.add(validator.deriveType(scope, node));
            }
        }
        columns.stream().map(this::typeOf).filter(Objects::nonNull).forEach(known::add);
        RelDataType common = common(known);
        RelDataType type = common == null ? parameters.text() : common;
        Latitude latitude = common == null ? ifNoneIsKnown : Latitude.WIDER;
        expressions.forEach(node -> expect(node, type, latitude));
        columns.forEach(column -> expect(column, type, latitude));
    }

    private @Nullable RelDataType common(List<RelDataType> known) {
        if (known.isEmpty() || known.stream().anyMatch(RelDataType::isStruct)) {
            return null;
        }
        RelDataType common = validator.getTypeFactory().leastRestrictive(known);
        return common == null ? known.get(0) : common;
    }

    private void choice(SqlValidatorScope scope, SqlCase choice) {
        alike(scope, results(choice), Latitude.NONE);
        choice.getWhenOperands().forEach(when -> expect(when, parameters.of(SqlTypeName.BOOLEAN), Latitude.NONE));
    }

    private void arithmetic(SqlValidatorScope scope, SqlCall call) {
        RelDataType known = null;
        for (SqlNode operand : call.getOperandList()) {
            if (!isOpen(operand) && !(operand instanceof SqlIntervalQualifier)) {
                known = validator.deriveType(scope, operand);
            }
        }
        boolean additive = call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS;
        if (known != null && SqlTypeUtil.isInterval(known)) {
            SqlTypeName beside = additive ? SqlTypeName.TIMESTAMP : SqlTypeName.INTEGER;
            call.getOperandList().forEach(operand -> expect(operand, parameters.of(beside), Latitude.NONE));
        } else if (known != null && SqlTypeUtil.isDatetime(known)) {
            daysAdded(call);
        } else {
            boolean counts = known != null && SqlTypeUtil.isExactNumeric(known);
            RelDataType type = counts ? known : parameters.of(SqlTypeName.INTEGER);
            // 5 / 2 is 2 and 5 / 2.0 is not.
            Latitude latitude = SqlTypeName.INT_TYPES.contains(type.getSqlTypeName()) ? Latitude.ANY : Latitude.WIDER;
            call.getOperandList().forEach(operand -> expect(operand, type, latitude));
        }
    }

    /** A number beside a time counts days; a parameter that a time is taken from is a time. */
    private void daysAdded(SqlCall sum) {
        for (int i = 0; i < sum.operandCount(); i++) {
            SqlNode operand = sum.operand(i);
            if (!isOpen(operand)) {
                continue;
            }
            if (i == 0 && sum.getKind() == SqlKind.MINUS) {
                expect(operand, parameters.of(SqlTypeName.TIMESTAMP), Latitude.NONE);
                continue;
            }
            expect(operand, parameters.of(SqlTypeName.INTEGER), Latitude.NONE);
            SqlParserPos position = operand.getParserPosition();
            SqlIntervalLiteral day = SqlLiteral.createInterval(
                    1, "1", new SqlIntervalQualifier(TimeUnit.DAY, null, position), position);
            sum.setOperand(i, SqlStdOperatorTable.MULTIPLY.createCall(position, operand, day));
        }
    }

    private void cast(SqlCall cast) {
        if (!(cast.operand(1) instanceof SqlDataTypeSpec target)) {
            expectText(cast.operand(0));
            return;
        }
        RelDataType type = target.deriveType(validator);
        expect(cast.operand(0), type, Latitude.WIDER);
    }

    /** LAG and LEAD: the value, how many rows away, and what stands for it where there is none. */
    private void neighbour(SqlValidatorScope scope, List<SqlNode> operands) {
        if (operands.size() > 2) {
            alike(scope, List.of(operands.get(0), operands.get(2)), Latitude.NONE);
        }
        if (operands.size() > 1) {
            expect(operands.get(1), parameters.of(SqlTypeName.INTEGER), Latitude.NONE);
        }
        expectText(operands.get(0));
    }

    private boolean isOpen(@Nullable SqlNode node) {
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
            default -> !results(call).isEmpty()
                    && results(call).stream().anyMatch(this::isOpen)
                    && results(call).stream().allMatch(result -> isOpen(result) || SqlUtil.isNullLiteral(result, true));
        };
    }

    /** The operands that a call gives one of as its result, where that is what it does. */
    private static List<SqlNode> results(SqlCall call) {
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
        return SqlKind.SET_QUERY.contains(call.getKind())
                        || ALIKE.contains(call.getOperator().getName().toUpperCase(Locale.ROOT))
                ? call.getOperandList()
                : List.of();
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

    private void expectText(SqlNode node) {
        expect(node, parameters.text(), Latitude.NONE);
    }

    /** Gives a type to the parameters that an open node shows. */
    private void expect(SqlNode node, RelDataType type, Latitude latitude) {
        if (node instanceof SqlDynamicParam parameter) {
            parameters.settle(parameter, type, latitude);
        } else if (isOpen(node) && node instanceof SqlCall call) {
            if (call.isA(SqlKind.QUERY)) {
                expect(new Column(call, 0), type, latitude);
            } else if (results(call).isEmpty()) {
                expect(call.operand(0), type, latitude);
            } else {
                results(call).forEach(result -> expect(result, type, latitude));
            }
        }
    }

    private void expect(Column column, RelDataType type, Latitude latitude) {
        expressions(column).forEach(expression -> expect(expression, type, latitude));
    }

    private boolean isOpen(Column column) {
        return expressions(column).stream().anyMatch(this::isOpen);
    }

    /** The type of a column of a query; null where it is open. */
    private @Nullable RelDataType typeOf(Column column) {
        SqlNode query = column.query;
        if (!isOpen(query)) {
            List<RelDataTypeField> fields = rowType(query).getFieldList();
            return column.index < fields.size() ? fields.get(column.index).getType() : null;
        }
        if (query instanceof SqlSelect select) {
            List<SqlNode> expressions = expressions(column);
            return expressions.isEmpty() || isOpen(expressions.get(0))
                    ? null
                    : validator.deriveType(validator.getSelectScope(select), expressions.get(0));
        }
        if (query instanceof SqlCall call && SqlKind.SET_QUERY.contains(call.getKind())) {
            for (SqlNode operand : call.getOperandList()) {
                RelDataType type = typeOf(new Column(operand, column.index));
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

    /** The expressions that show in a column of a query, as far as that can be told before the query is validated. */
    private static List<SqlNode> expressions(Column column) {
        if (column.query instanceof SqlSelect select) {
            List<SqlNode> list = select.getSelectList().getList();
            boolean counted = column.index < list.size()
                    && list.subList(0, column.index + 1).stream().noneMatch(ParameterInference::isStar);
            return counted ? List.of(SqlUtil.stripAs(list.get(column.index))) : List.of();
        }
        if (!(column.query instanceof SqlCall call)) {
            return List.of();
        }
        if (call.getKind() == SqlKind.VALUES) {
            return call.getOperandList().stream()
                    .map(row -> (SqlNode) ((SqlCall) row).operand(column.index))
                    .toList();
        }
        return SqlKind.SET_QUERY.contains(call.getKind())
                ? call.getOperandList().stream()
                        .flatMap(operand -> expressions(new Column(operand, column.index)).stream())
                        .toList()
                : List.of();
    }

    private static boolean isStar(SqlNode item) {
        return item instanceof SqlIdentifier name && name.isStar();
    }
}
