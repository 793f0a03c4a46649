package agentsession.query.parameter;

import agentsession.query.dialect.DayArithmetic;
import agentsession.query.parameter.ParameterType.Latitude;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Gives each {@code ?} the type that its place asks for. Calcite looks for it in the order in which it meets the nodes,
 * knows it for a few operators, and takes the length of a text along. Here a call settles the parameters in it before
 * Calcite asks for the type of any of its operands, from the outermost call inwards.
 *
 * <p>Calcite: not reported.
 */
public final class ParameterInference {
    private final SqlValidatorImpl validator;
    private final ParameterTypes parameters;
    private final UntypedNodes open;
    private final QueryColumns columnTypes;
    private final FunctionOperandTypes functions;

    public ParameterInference(SqlValidatorImpl validator, ParameterTypes parameters) {
        this.validator = validator;
        this.parameters = parameters;
        this.open = new UntypedNodes(parameters);
        this.columnTypes = new QueryColumns(validator, parameters, open);
        this.functions = new FunctionOperandTypes(validator);
    }

    /** Remembers where a query stands, and which parameters are columns of it. */
    public void noteQuery(SqlCall query) {
        columnTypes.noteQuery(query);
    }

    /** The type of a parameter: by now it is settled, unless it stands in no call. */
    public ParameterType typeOf(SqlDynamicParam parameter) {
        return columnTypes.typeOf(parameter);
    }

    /** Gives types to the parameters among the operands of a call. */
    public void settle(SqlValidatorScope scope, SqlCall call) {
        if (call.getKind() != SqlKind.VALUES && call.getOperandList().stream().noneMatch(open::isOpen)) {
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
                    BETWEEN,
                    VALUES -> compared(scope, operands);
            case SOME, ALL -> quantified(scope, operands);
            case CASE -> choice(scope, (SqlCase) call);
            case AND, OR, NOT, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                operands.forEach(operand -> open.expect(operand, parameters.of(SqlTypeName.BOOLEAN), Latitude.NONE));
            case PLUS, MINUS, TIMES, DIVIDE, MOD, MINUS_PREFIX, PLUS_PREFIX -> arithmetic(scope, call);
            case LIKE, RLIKE, SIMILAR, POSIX_REGEX_CASE_SENSITIVE, POSIX_REGEX_CASE_INSENSITIVE ->
                operands.forEach(this::expectText);
            case CAST -> cast(call);
            case SAFE_CAST -> expectText(operands.get(0));
            case LAG, LEAD -> neighbour(scope, operands);
            case PRECEDING, FOLLOWING ->
                operands.forEach(operand -> open.expect(operand, parameters.of(SqlTypeName.INTEGER), Latitude.NONE));
            case TIMESTAMP_ADD -> {
                open.expect(operands.get(1), parameters.of(SqlTypeName.INTEGER), Latitude.NONE);
                open.expect(operands.get(2), parameters.of(SqlTypeName.TIMESTAMP), Latitude.NONE);
            }
            case OVERLAPS, CONTAINS, PERIOD_EQUALS, PRECEDES, IMMEDIATELY_PRECEDES, SUCCEEDS, IMMEDIATELY_SUCCEEDS ->
                periods(scope, operands);
            case TIMESTAMP_DIFF, EXTRACT ->
                operands.forEach(operand -> open.expect(operand, parameters.of(SqlTypeName.TIMESTAMP), Latitude.NONE));
            default -> function(scope, call);
        }
    }

    private void function(SqlValidatorScope scope, SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        if (UntypedNodes.isOfOneType(call)) {
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
            if (open.isOpen(operands.get(i))) {
                SqlTypeFamily taken = functions.taken(call, i);
                boolean anyNumber = taken == SqlTypeFamily.NUMERIC || taken == SqlTypeFamily.EXACT_NUMERIC;
                open.expect(operands.get(i), parameters.of(type(taken)), anyNumber ? Latitude.ANY : Latitude.NONE);
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
            List<QueryColumn> columns = new ArrayList<>();
            for (SqlNode side : sides) {
                if (side.getKind() == SqlKind.ROW) {
                    components.add(((SqlCall) side).operand(i));
                } else if (side.isA(SqlKind.QUERY)) {
                    columns.add(new QueryColumn(side, i));
                }
            }
            alike(scope, components, columns, Latitude.ANY);
        }
    }

    /** A comparison with the rows of a query, with a list, or with the elements of an array. */
    private void quantified(SqlValidatorScope scope, List<SqlNode> operands) {
        RelDataType element =
                operands.get(1) instanceof SqlNodeList list && list.size() == 1 && !open.isOpen(list.get(0))
                        ? validator.deriveType(scope, list.get(0)).getComponentType()
                        : null;
        if (element == null) {
            compared(scope, operands);
        } else {
            open.expect(operands.get(0), element, Latitude.WIDER);
        }
    }

    private void alike(SqlValidatorScope scope, List<SqlNode> nodes, Latitude ifNoneIsKnown) {
        List<SqlNode> expressions = new ArrayList<>();
        List<QueryColumn> columns = new ArrayList<>();
        for (SqlNode node : nodes) {
            if (node.isA(SqlKind.QUERY)) {
                columns.add(new QueryColumn(node, 0));
            } else {
                expressions.add(node);
            }
        }
        alike(scope, expressions, columns, ifNoneIsKnown);
    }

    private void alike(
            SqlValidatorScope scope, List<SqlNode> expressions, List<QueryColumn> columns, Latitude ifNoneIsKnown) {
        if (expressions.stream().noneMatch(open::isOpen) && columns.stream().noneMatch(open::isOpen)) {
            return;
        }
        List<RelDataType> known = new ArrayList<>();
        for (SqlNode node : expressions) {
            if (!open.isOpen(node) && !SqlUtil.isNullLiteral(node, true)) {
                known.add(validator.deriveType(scope, node));
            }
        }
        columns.stream().map(columnTypes::typeOf).filter(Objects::nonNull).forEach(known::add);
        RelDataType common = common(known);
        RelDataType type = common == null ? parameters.text() : common;
        Latitude latitude = common == null ? ifNoneIsKnown : Latitude.WIDER;
        expressions.forEach(node -> open.expect(node, type, latitude));
        columns.forEach(column -> open.expect(column, type, latitude));
    }

    private @Nullable RelDataType common(List<RelDataType> known) {
        if (known.isEmpty() || known.stream().anyMatch(RelDataType::isStruct)) {
            return null;
        }
        RelDataType common = validator.getTypeFactory().leastRestrictive(known);
        return common == null ? known.get(0) : common;
    }

    private void choice(SqlValidatorScope scope, SqlCase choice) {
        alike(scope, UntypedNodes.results(choice), Latitude.NONE);
        choice.getWhenOperands().forEach(when -> open.expect(when, parameters.of(SqlTypeName.BOOLEAN), Latitude.NONE));
    }

    private void arithmetic(SqlValidatorScope scope, SqlCall call) {
        RelDataType known = null;
        for (SqlNode operand : call.getOperandList()) {
            if (!open.isOpen(operand) && !(operand instanceof SqlIntervalQualifier)) {
                known = validator.deriveType(scope, operand);
            }
        }
        boolean additive = call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS;
        if (known != null && SqlTypeUtil.isInterval(known)) {
            SqlTypeName beside = additive ? SqlTypeName.TIMESTAMP : SqlTypeName.INTEGER;
            call.getOperandList().forEach(operand -> open.expect(operand, parameters.of(beside), Latitude.NONE));
        } else if (known != null && SqlTypeUtil.isDatetime(known)) {
            daysAdded(call);
        } else {
            RelDataType type =
                    known != null && SqlTypeUtil.isExactNumeric(known) ? known : parameters.of(SqlTypeName.INTEGER);
            // 5 / 2 is 2 and 5 / 2.0 is not.
            Latitude latitude = SqlTypeName.INT_TYPES.contains(type.getSqlTypeName()) ? Latitude.ANY : Latitude.WIDER;
            call.getOperandList().forEach(operand -> open.expect(operand, type, latitude));
        }
    }

    /** A number beside a time counts days; a parameter that a time is taken from is a time. */
    private void daysAdded(SqlCall sum) {
        for (int i = 0; i < sum.operandCount(); i++) {
            SqlNode operand = sum.operand(i);
            if (!open.isOpen(operand)) {
                continue;
            }
            if (i == 0 && sum.getKind() == SqlKind.MINUS) {
                open.expect(operand, parameters.of(SqlTypeName.TIMESTAMP), Latitude.NONE);
                continue;
            }
            open.expect(operand, parameters.of(SqlTypeName.INTEGER), Latitude.NONE);
            sum.setOperand(i, DayArithmetic.inDays(operand));
        }
    }

    /** Periods are rows of two times, or of a time and an interval, and all of the same kind of time. */
    private void periods(SqlValidatorScope scope, List<SqlNode> periods) {
        List<SqlNode> times = periods.stream()
                .flatMap(period -> period instanceof SqlCall row && row.getKind() == SqlKind.ROW
                        ? row.getOperandList().stream()
                        : Stream.of(period))
                .toList();
        RelDataType type = times.stream()
                .filter(time -> !open.isOpen(time))
                .map(time -> validator.deriveType(scope, time))
                .filter(SqlTypeUtil::isDatetime)
                .findFirst()
                .orElse(parameters.of(SqlTypeName.TIMESTAMP));
        times.forEach(time -> open.expect(time, type, Latitude.NONE));
    }

    private void cast(SqlCall cast) {
        if (!(cast.operand(1) instanceof SqlDataTypeSpec target)) {
            expectText(cast.operand(0));
            return;
        }
        RelDataType type = target.deriveType(validator);
        open.expect(cast.operand(0), type, Latitude.WIDER);
    }

    /** LAG and LEAD: the value, how many rows away, and what stands for it where there is none. */
    private void neighbour(SqlValidatorScope scope, List<SqlNode> operands) {
        if (operands.size() > 2) {
            alike(scope, List.of(operands.get(0), operands.get(2)), Latitude.NONE);
        }
        if (operands.size() > 1) {
            open.expect(operands.get(1), parameters.of(SqlTypeName.INTEGER), Latitude.NONE);
        }
        expectText(operands.get(0));
    }

    private void expectText(SqlNode node) {
        open.expect(node, parameters.text(), Latitude.NONE);
    }
}
