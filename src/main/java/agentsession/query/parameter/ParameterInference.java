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
 * Infers the type of each {@code ?} from its context. Calcite infers it for a few operators only, depending on the order
 * of the nodes, and with the length of strings. Here the parameters of a call get their types before Calcite derives the
 * type of any operand, from the outermost call inwards.
 *
 * <p>Calcite: not reported.
 */
public final class ParameterInference {
    private final SqlValidatorImpl validator;
    private final ParameterTypes parameters;
    private final UntypedNodes untyped;
    private final QueryColumns columnTypes;
    private final FunctionOperandTypes functions;

    public ParameterInference(SqlValidatorImpl validator, ParameterTypes parameters) {
        this.validator = validator;
        this.parameters = parameters;
        this.untyped = new UntypedNodes(parameters);
        this.columnTypes = new QueryColumns(validator, parameters, untyped);
        this.functions = new FunctionOperandTypes(validator);
    }

    /** Registers a query and the parameters that are columns of it. */
    public void register(SqlCall query) {
        columnTypes.register(query);
    }

    /** The type of a parameter, which is inferred by now unless it is not an operand of a call. */
    public ParameterType typeOf(SqlDynamicParam parameter) {
        return columnTypes.typeOf(parameter);
    }

    /** Infers the types of the parameters among the operands of a call. */
    public void infer(SqlValidatorScope scope, SqlCall call) {
        if (call.getKind() != SqlKind.VALUES && call.getOperandList().stream().noneMatch(untyped::isUntyped)) {
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
                    VALUES -> comparison(scope, operands);
            case SOME, ALL -> quantified(scope, operands);
            case CASE -> choice(scope, (SqlCase) call);
            case AND, OR, NOT, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                operands.forEach(
                        operand -> untyped.setType(operand, parameters.of(SqlTypeName.BOOLEAN), Latitude.NONE));
            case PLUS, MINUS, TIMES, DIVIDE, MOD, MINUS_PREFIX, PLUS_PREFIX -> arithmetic(scope, call);
            case LIKE, RLIKE, SIMILAR, POSIX_REGEX_CASE_SENSITIVE, POSIX_REGEX_CASE_INSENSITIVE ->
                operands.forEach(this::setText);
            case CAST -> cast(call);
            case SAFE_CAST -> setText(operands.get(0));
            case LAG, LEAD -> leadOrLag(scope, operands);
            case PRECEDING, FOLLOWING ->
                operands.forEach(
                        operand -> untyped.setType(operand, parameters.of(SqlTypeName.INTEGER), Latitude.NONE));
            case TIMESTAMP_ADD -> {
                untyped.setType(operands.get(1), parameters.of(SqlTypeName.INTEGER), Latitude.NONE);
                untyped.setType(operands.get(2), parameters.of(SqlTypeName.TIMESTAMP), Latitude.NONE);
            }
            case OVERLAPS, CONTAINS, PERIOD_EQUALS, PRECEDES, IMMEDIATELY_PRECEDES, SUCCEEDS, IMMEDIATELY_SUCCEEDS ->
                periods(scope, operands);
            case TIMESTAMP_DIFF, EXTRACT ->
                operands.forEach(
                        operand -> untyped.setType(operand, parameters.of(SqlTypeName.TIMESTAMP), Latitude.NONE));
            default -> function(scope, call);
        }
    }

    private void function(SqlValidatorScope scope, SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        if (UntypedNodes.isOfOneType(call)) {
            sameType(scope, operands, Latitude.ANY);
            return;
        }
        if (!(call.getOperator() instanceof SqlFunction
                || call.getOperator() instanceof SqlBinaryOperator
                || call.getOperator() instanceof SqlPostfixOperator
                || call.getKind() == SqlKind.ROW)) {
            return;
        }
        for (int i = 0; i < operands.size(); i++) {
            if (untyped.isUntyped(operands.get(i))) {
                SqlTypeFamily family = functions.of(call, i);
                boolean anyNumber = family == SqlTypeFamily.NUMERIC || family == SqlTypeFamily.EXACT_NUMERIC;
                untyped.setType(operands.get(i), parameters.of(type(family)), anyNumber ? Latitude.ANY : Latitude.NONE);
            }
        }
    }

    private static SqlTypeName type(SqlTypeFamily family) {
        return switch (family) {
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

    /** A comparison, whose operands may be rows, lists of values or queries. */
    private void comparison(SqlValidatorScope scope, List<SqlNode> operands) {
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
            sameType(scope, sides, Latitude.ANY);
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
            sameType(scope, components, columns, Latitude.ANY);
        }
    }

    /** A comparison by ALL or SOME with a query, a list, or the elements of an array. */
    private void quantified(SqlValidatorScope scope, List<SqlNode> operands) {
        RelDataType element =
                operands.get(1) instanceof SqlNodeList list && list.size() == 1 && !untyped.isUntyped(list.get(0))
                        ? validator.deriveType(scope, list.get(0)).getComponentType()
                        : null;
        if (element == null) {
            comparison(scope, operands);
        } else {
            untyped.setType(operands.get(0), element, Latitude.WIDER);
        }
    }

    private void sameType(SqlValidatorScope scope, List<SqlNode> nodes, Latitude latitudeIfUnknown) {
        List<SqlNode> expressions = new ArrayList<>();
        List<QueryColumn> columns = new ArrayList<>();
        for (SqlNode node : nodes) {
            if (node.isA(SqlKind.QUERY)) {
                columns.add(new QueryColumn(node, 0));
            } else {
                expressions.add(node);
            }
        }
        sameType(scope, expressions, columns, latitudeIfUnknown);
    }

    private void sameType(
            SqlValidatorScope scope, List<SqlNode> expressions, List<QueryColumn> columns, Latitude latitudeIfUnknown) {
        if (expressions.stream().noneMatch(untyped::isUntyped)
                && columns.stream().noneMatch(untyped::isUntyped)) {
            return;
        }
        List<RelDataType> known = new ArrayList<>();
        for (SqlNode node : expressions) {
            if (!untyped.isUntyped(node) && !SqlUtil.isNullLiteral(node, true)) {
                known.add(validator.deriveType(scope, node));
            }
        }
        columns.stream().map(columnTypes::typeOf).filter(Objects::nonNull).forEach(known::add);
        RelDataType common = common(known);
        RelDataType type = common == null ? parameters.text() : common;
        Latitude latitude = common == null ? latitudeIfUnknown : Latitude.WIDER;
        expressions.forEach(node -> untyped.setType(node, type, latitude));
        columns.forEach(column -> untyped.setType(column, type, latitude));
    }

    private @Nullable RelDataType common(List<RelDataType> known) {
        if (known.isEmpty() || known.stream().anyMatch(RelDataType::isStruct)) {
            return null;
        }
        RelDataType common = validator.getTypeFactory().leastRestrictive(known);
        return common == null ? known.get(0) : common;
    }

    private void choice(SqlValidatorScope scope, SqlCase choice) {
        sameType(scope, UntypedNodes.results(choice), Latitude.NONE);
        choice.getWhenOperands()
                .forEach(when -> untyped.setType(when, parameters.of(SqlTypeName.BOOLEAN), Latitude.NONE));
    }

    private void arithmetic(SqlValidatorScope scope, SqlCall call) {
        RelDataType known = null;
        for (SqlNode operand : call.getOperandList()) {
            if (!untyped.isUntyped(operand) && !(operand instanceof SqlIntervalQualifier)) {
                known = validator.deriveType(scope, operand);
            }
        }
        boolean additive = call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS;
        if (known != null && SqlTypeUtil.isInterval(known)) {
            SqlTypeName type = additive ? SqlTypeName.TIMESTAMP : SqlTypeName.INTEGER;
            call.getOperandList().forEach(operand -> untyped.setType(operand, parameters.of(type), Latitude.NONE));
        } else if (known != null && SqlTypeUtil.isDatetime(known)) {
            dateArithmetic(call);
        } else {
            RelDataType type =
                    known != null && SqlTypeUtil.isExactNumeric(known) ? known : parameters.of(SqlTypeName.INTEGER);
            // 5 / 2 is 2, 5 / 2.0 is 2.5.
            Latitude latitude = SqlTypeName.INT_TYPES.contains(type.getSqlTypeName()) ? Latitude.ANY : Latitude.WIDER;
            call.getOperandList().forEach(operand -> untyped.setType(operand, type, latitude));
        }
    }

    /** A number added to a time counts days; a parameter from which a time is subtracted is a time. */
    private void dateArithmetic(SqlCall sum) {
        for (int i = 0; i < sum.operandCount(); i++) {
            SqlNode operand = sum.operand(i);
            if (!untyped.isUntyped(operand)) {
                continue;
            }
            if (i == 0 && sum.getKind() == SqlKind.MINUS) {
                untyped.setType(operand, parameters.of(SqlTypeName.TIMESTAMP), Latitude.NONE);
                continue;
            }
            untyped.setType(operand, parameters.of(SqlTypeName.INTEGER), Latitude.NONE);
            sum.setOperand(i, DayArithmetic.inDays(operand));
        }
    }

    /** Periods are rows of two times, or of a time and an interval; all times have the same type. */
    private void periods(SqlValidatorScope scope, List<SqlNode> periods) {
        List<SqlNode> times = periods.stream()
                .flatMap(period -> period instanceof SqlCall row && row.getKind() == SqlKind.ROW
                        ? row.getOperandList().stream()
                        : Stream.of(period))
                .toList();
        RelDataType type = times.stream()
                .filter(time -> !untyped.isUntyped(time))
                .map(time -> validator.deriveType(scope, time))
                .filter(SqlTypeUtil::isDatetime)
                .findFirst()
                .orElse(parameters.of(SqlTypeName.TIMESTAMP));
        times.forEach(time -> untyped.setType(time, type, Latitude.NONE));
    }

    private void cast(SqlCall cast) {
        if (!(cast.operand(1) instanceof SqlDataTypeSpec target)) {
            setText(cast.operand(0));
            return;
        }
        RelDataType type = target.deriveType(validator);
        untyped.setType(cast.operand(0), type, Latitude.WIDER);
    }

    /** LAG and LEAD, whose operands are the value, the offset and the default. */
    private void leadOrLag(SqlValidatorScope scope, List<SqlNode> operands) {
        if (operands.size() > 2) {
            sameType(scope, List.of(operands.get(0), operands.get(2)), Latitude.NONE);
        }
        if (operands.size() > 1) {
            untyped.setType(operands.get(1), parameters.of(SqlTypeName.INTEGER), Latitude.NONE);
        }
        setText(operands.get(0));
    }

    private void setText(SqlNode node) {
        untyped.setType(node, parameters.text(), Latitude.NONE);
    }
}
