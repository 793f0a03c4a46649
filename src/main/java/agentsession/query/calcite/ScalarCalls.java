package agentsession.query.calcite;

import agentsession.query.function.NumberFunctions;
import agentsession.query.function.PatternFunctions;
import agentsession.query.function.StrictFunction;
import agentsession.query.function.StringFunctions;
import agentsession.query.function.XmlDocumentFunctions;
import agentsession.query.tree.PlanRewriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Replaces scalar functions of Calcite by those of {@code query.function}.
 *
 * <p>Calcite: not reported.
 */
final class ScalarCalls implements PlanRewriter.CallRewriter {
    private static final Map<String, List<StrictFunction>> STRINGS = new HashMap<>();
    private static final Map<String, List<StrictFunction>> PATTERNS = new HashMap<>();

    static {
        xml("value", "EXTRACTVALUE", 2);
        xml("fragment", "EXTRACT", 2);
        xml("fragment", "EXTRACT", 3);
        xml("exists", "EXISTSNODE", 2);
        xml("exists", "EXISTSNODE", 3);
        xml("transformed", "XMLTRANSFORM", 2);
        string("length", List.of("CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH", "LEN"), String.class);
        string("substring", List.of("SUBSTRING"), String.class, int.class);
        string("substring", List.of("SUBSTRING"), String.class, int.class, int.class);
        string("position", List.of("POSITION"), String.class, String.class);
        string("position", List.of("POSITION"), String.class, String.class, int.class);
        string("position", List.of("POSITION"), String.class, String.class, int.class, int.class);
        string("overlay", List.of("OVERLAY"), String.class, String.class, int.class);
        string("overlay", List.of("OVERLAY"), String.class, String.class, int.class, int.class);
        string("padLeft", List.of("LPAD"), String.class, int.class);
        string("padLeft", List.of("LPAD"), String.class, int.class, String.class);
        string("padRight", List.of("RPAD"), String.class, int.class);
        string("padRight", List.of("RPAD"), String.class, int.class, String.class);
        string("left", List.of("LEFT"), String.class, int.class);
        string("right", List.of("RIGHT"), String.class, int.class);
        string("translate", List.of("TRANSLATE", "TRANSLATE3"), String.class, String.class, String.class);
        string("code", List.of("ASCII"), String.class);
        string("capitalize", List.of("INITCAP"), String.class);
        string("upper", List.of("UPPER"), String.class);
        string("lower", List.of("LOWER"), String.class);
        pattern("contains", List.of("REGEXP_LIKE", "REGEXP_CONTAINS", "RLIKE", "REGEXP"), 0);
        pattern("contains", List.of("REGEXP_LIKE"), 1);
        pattern("matches", List.of("POSIX REGEX CASE SENSITIVE"), 0);
        pattern("matchesIgnoringCase", List.of("POSIX REGEX CASE INSENSITIVE"), 0);
        regexpReplace();
        PATTERNS.put(
                "REGEXP_REPLACE_BY_FLAGS",
                List.of(StrictFunction.of(
                        "REGEXP_REPLACE",
                        PatternFunctions.class,
                        "replace",
                        String.class,
                        String.class,
                        String.class,
                        String.class)));
        regexpReplace(int.class);
        regexpReplace(int.class, int.class);
        regexpReplace(int.class, String.class);
        regexpReplace(int.class, int.class, String.class);
    }

    private static final StrictFunction CHARACTER =
            StrictFunction.of("CHR", StringFunctions.class, "character", int.class);
    private static final StrictFunction REPLACE_FIRST = StrictFunction.of(
            "REGEXP_REPLACE", PatternFunctions.class, "replaceFirst", String.class, String.class, String.class);
    private static final Map<SqlTrimFunction.Flag, StrictFunction> TRIM = Map.of(
            SqlTrimFunction.Flag.BOTH, trim("TRIM", "trim"),
            SqlTrimFunction.Flag.LEADING, trim("LTRIM", "trimLeft"),
            SqlTrimFunction.Flag.TRAILING, trim("RTRIM", "trimRight"));

    private static final StrictFunction FINITE = number("FINITE", "checkFinite", double.class);
    private static final StrictFunction POSITIVE = number("POSITIVE", "checkPositive", double.class);
    private static final StrictFunction ABS_INT = number("ABS", "abs", int.class);
    private static final StrictFunction ABS_LONG = number("ABS", "abs", long.class);
    private static final Set<String> MAY_BE_INFINITE_OR_NAN = Set.of(
            "SQRT", "POWER", "POW", "EXP", "ASIN", "ACOS", "COT", "TAN", "SINH", "COSH", "ACOSH", "ATANH", "CSC",
            "SEC");
    private static final Set<String> LOGARITHMS = Set.of("LN", "LOG", "LOG10", "LOG2", "LOG1P");

    private final RexBuilder rexBuilder;
    private final CastCalls casts;

    ScalarCalls(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
        this.casts = new CastCalls(rexBuilder);
    }

    @Override
    public RexNode rewrite(RexCall call) {
        if (call.getOperator() instanceof StrictFunction) {
            return call;
        }
        String name = call.getOperator().getName();
        if (MAY_BE_INFINITE_OR_NAN.contains(name)) {
            return checkFinite(call);
        }
        if (LOGARITHMS.contains(name)) {
            return logarithm(call);
        }
        return switch (name) {
            case "ABS" -> abs(call);
            case "&", "BITAND" -> bitwise(call, "bitAnd");
            case "BITOR" -> bitwise(call, "bitOr");
            case "^", "BITXOR" -> bitwise(call, "bitXor");
            case "ROUND" -> round(call, "round");
            case "TRUNCATE", "TRUNC" -> round(call, "truncate");
            case "TRIM" -> trimCall(call);
            case "CHR", "CHAR" -> callOf(call, CHARACTER);
            case "REGEXP_REPLACE" ->
                replacesFirst(call.getOperator()) ? callOf(call, REPLACE_FIRST) : substitute(call, PATTERNS);
            default -> {
                RexNode pattern = substitute(call, PATTERNS);
                yield pattern.equals(call) ? substitute(call, STRINGS) : pattern;
            }
        };
    }

    @SuppressWarnings("ReferenceEquality") // operators with the same name are equal
    private static boolean replacesFirst(SqlOperator operator) {
        return operator == SqlLibraryOperators.REGEXP_REPLACE_PG_3;
    }

    /** Wraps a DOUBLE expression in a function that fails for Infinity and NaN, which Calcite returns. */
    RexNode checkFinite(RexCall call) {
        return isDouble(call) ? rexBuilder.makeCall(call.getType(), FINITE, List.of(call)) : call;
    }

    private RexNode logarithm(RexCall call) {
        List<RexNode> operands = call.operands.stream()
                .map(operand -> rexBuilder.makeCall(
                        casts.nullableAs(SqlTypeName.DOUBLE, operand),
                        POSITIVE,
                        List.of(casts.as(SqlTypeName.DOUBLE, operand))))
                .toList();
        return isDouble(call) && !call.getOperator().getName().equals("LOG1P")
                ? call.clone(call.getType(), operands)
                : call;
    }

    private RexNode abs(RexCall call) {
        return switch (call.getType().getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER -> callOf(call, ABS_INT);
            case BIGINT -> callOf(call, ABS_LONG);
            default -> call;
        };
    }

    private RexNode bitwise(RexCall call, String method) {
        String name = call.getOperator().getName();
        return switch (call.getType().getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER -> callOf(call, number(name, method, int.class, int.class));
            case BIGINT -> callOf(call, number(name, method, long.class, long.class));
            default -> call;
        };
    }

    private RexNode round(RexCall call, String method) {
        RelDataType type = call.getType();
        RexNode number = call.operands.get(0);
        RexNode digits = call.operands.size() > 1 ? call.operands.get(1) : casts.integer(0);
        String name = call.getOperator().getName();
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER ->
                callOf(call, number(name, method, int.class, int.class), List.of(number, digits));
            case BIGINT -> callOf(call, number(name, method, long.class, int.class), List.of(number, digits));
            case DECIMAL ->
                callOf(
                        call,
                        number(name, method, BigDecimal.class, int.class, int.class),
                        List.of(number, digits, casts.integer(type.getScale())));
            default -> call;
        };
    }

    private RexNode trimCall(RexCall call) {
        StrictFunction function = call.operands.get(0) instanceof RexLiteral literal
                        && literal.getValue() instanceof SqlTrimFunction.Flag flag
                ? TRIM.get(flag)
                : null;
        return function == null || !isString(call) ? call : callOf(call, function, call.operands.subList(1, 3));
    }

    private RexNode substitute(RexCall call, Map<String, List<StrictFunction>> functions) {
        return functions.getOrDefault(call.getOperator().getName(), List.of()).stream()
                .filter(function -> accepts(function.parameters(), call.operands))
                .findFirst()
                .map(function -> callOf(call, function))
                .orElse(call);
    }

    private static boolean accepts(List<Class<?>> parameters, List<RexNode> operands) {
        if (parameters.size() != operands.size()) {
            return false;
        }
        for (int i = 0; i < parameters.size(); i++) {
            boolean fits = parameters.get(i) == String.class
                    ? isString(operands.get(i))
                    : SqlTypeName.NUMERIC_TYPES.contains(
                            operands.get(i).getType().getSqlTypeName());
            if (!fits && operands.get(i).getType().getSqlTypeName() != SqlTypeName.NULL) {
                return false;
            }
        }
        return true;
    }

    private RexNode callOf(RexCall call, StrictFunction function) {
        return callOf(call, function, call.operands);
    }

    private RexNode callOf(RexCall call, StrictFunction function, List<RexNode> operands) {
        List<RexNode> arguments = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Class<?> parameter = function.parameters().get(i);
            arguments.add(parameter == int.class ? casts.as(SqlTypeName.INTEGER, operands.get(i)) : operands.get(i));
        }
        return rexBuilder.makeCall(call.getType(), function, arguments);
    }

    private static boolean isString(RexNode node) {
        return SqlTypeName.CHAR_TYPES.contains(node.getType().getSqlTypeName());
    }

    private static boolean isDouble(RexNode node) {
        return switch (node.getType().getSqlTypeName()) {
            case DOUBLE, FLOAT -> true;
            default -> false;
        };
    }

    private static StrictFunction number(String name, String method, Class<?>... parameters) {
        return StrictFunction.of(name, NumberFunctions.class, method, parameters);
    }

    private static StrictFunction trim(String name, String method) {
        return StrictFunction.of(name, StringFunctions.class, method, String.class, String.class);
    }

    private static void string(String method, List<String> names, Class<?>... parameters) {
        for (String name : names) {
            STRINGS.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(StrictFunction.of(name, StringFunctions.class, method, parameters));
        }
    }

    private static void xml(String method, String name, int operands) {
        Class<?>[] parameters = new Class<?>[operands];
        Arrays.fill(parameters, String.class);
        STRINGS.computeIfAbsent(name, key -> new ArrayList<>())
                .add(StrictFunction.of(name, XmlDocumentFunctions.class, method, parameters));
    }

    private static void pattern(String method, List<String> names, int flags) {
        Class<?>[] parameters = new Class<?>[2 + flags];
        Arrays.fill(parameters, String.class);
        for (String name : names) {
            PATTERNS.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(StrictFunction.of(name, PatternFunctions.class, method, parameters));
        }
    }

    private static void regexpReplace(Class<?>... more) {
        List<Class<?>> parameters = new ArrayList<>(List.of(String.class, String.class, String.class));
        parameters.addAll(List.of(more));
        PATTERNS.computeIfAbsent("REGEXP_REPLACE", key -> new ArrayList<>())
                .add(StrictFunction.of(
                        "REGEXP_REPLACE", PatternFunctions.class, "replace", parameters.toArray(Class<?>[]::new)));
    }
}
