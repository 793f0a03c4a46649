package agentsession.adapter;

import agentsession.report.Condition;
import agentsession.report.Condition.Comparison;
import agentsession.report.Condition.Operand;
import agentsession.report.Condition.Operator;
import agentsession.report.Condition.RowIndependent;
import agentsession.report.Condition.Shape;
import agentsession.report.Condition.TimeTest;
import agentsession.report.ReportColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Translates a filter on the table to the condition to push down. Expressions that are not supported become {@link
 * Condition#ALWAYS}, since the filter stays in the plan.
 */
final class FilterTranslator {
    /** SqlKind.LIKE alone does not exclude ILIKE. */
    private static final String LIKE = SqlStdOperatorTable.LIKE.getName();

    private final RexBuilder rexBuilder;
    private final Monotone monotone;
    private final List<RexNode> terms = new ArrayList<>();

    FilterTranslator(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
        this.monotone = new Monotone(rexBuilder);
    }

    PushedFilter translate(RexNode filter) {
        Condition condition = translate(RexUtil.expandSearch(rexBuilder, null, filter), false);
        return new PushedFilter(condition, terms);
    }

    /** @param negated whether the condition is for the rows for which the node is false, instead of true */
    private Condition translate(RexNode node, boolean negated) {
        return switch (node.getKind()) {
            case AND -> negated ? any((RexCall) node, true) : all((RexCall) node, false);
            case OR -> negated ? all((RexCall) node, true) : any((RexCall) node, false);
            case NOT -> translate(((RexCall) node).operands.get(0), !negated);
            case IS_TRUE -> negated ? byDay(node, true) : translate(((RexCall) node).operands.get(0), false);
            case IS_FALSE -> negated ? byDay(node, true) : translate(((RexCall) node).operands.get(0), true);
            case IS_NOT_TRUE -> negated ? translate(((RexCall) node).operands.get(0), false) : byDay(node, false);
            case IS_NOT_FALSE -> negated ? translate(((RexCall) node).operands.get(0), true) : byDay(node, false);
            case CASE -> branches(byDay(node, negated), node, value -> translate(value, negated));
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                comparison((RexCall) node, negated);
            case IS_NULL -> isNull((RexCall) node, negated, true);
            case IS_NOT_NULL -> isNull((RexCall) node, negated, false);
            case LIKE -> like((RexCall) node, negated);
            case LITERAL ->
                Boolean.valueOf(!negated).equals(((RexLiteral) node).getValueAs(Boolean.class))
                        ? Condition.ALWAYS
                        : Condition.NEVER;
            case OTHER_FUNCTION -> list((RexCall) node, negated);
            default -> byDay(node, negated);
        };
    }

    private Condition list(RexCall call, boolean negated) {
        LargeInList list = LargeInList.of(call);
        if (list == null) {
            return byDay(call, negated);
        }
        RexNode tested = call.operands.get(0);
        if (RexInspection.column(tested) != null) {
            return list.negated() == negated
                    ? Condition.any(list.values().stream()
                            .map(value -> orAlways(comparison(tested, SqlKind.EQUALS, value)))
                            .toList())
                    : Condition.ALWAYS;
        }
        return RexInspection.isByDay(rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, tested))
                ? dayTest(call, negated)
                : Condition.ALWAYS;
    }

    private Condition isNull(RexCall call, boolean negated, boolean isNull) {
        return isNull != negated && RexInspection.column(call.operands.get(0)) == ReportColumn.LOGIN_DTS
                ? Condition.NO_LOGIN
                : byDay(call, negated);
    }

    private static Condition orAlways(@Nullable Condition condition) {
        return condition == null ? Condition.ALWAYS : condition;
    }

    private Condition all(RexCall call, boolean negated) {
        return Condition.all(
                call.operands.stream().map(o -> translate(o, negated)).toList());
    }

    private Condition any(RexCall call, boolean negated) {
        return Condition.any(
                call.operands.stream().map(o -> translate(o, negated)).toList());
    }

    private Condition comparison(RexCall call, boolean negated) {
        RexNode left = call.operands.get(0);
        RexNode right = call.operands.get(1);
        SqlKind kind = negated ? call.getKind().negateNullSafe() : call.getKind();
        Condition translated = null;
        if (RexInspection.isRowIndependent(right)) {
            translated = comparison(left, kind, right);
        } else if (RexInspection.isRowIndependent(left)) {
            translated = comparison(right, kind.reverse(), left);
        }
        if (translated != null) {
            return translated;
        }
        int choice = left.getKind() == SqlKind.CASE ? 0 : 1;
        return branches(
                byDay(call, negated),
                call.operands.get(choice),
                value -> translate(with(call, choice, value), negated));
    }

    private static RexCall with(RexCall call, int index, RexNode operand) {
        List<RexNode> operands = new ArrayList<>(call.operands);
        operands.set(index, operand);
        return call.clone(call.getType(), operands);
    }

    /**
     * Translates a condition about a CASE that is not translated as a whole: it is true only where the condition of a
     * branch is true and the same is true of the branch's value, or it is true of the value after ELSE.
     */
    private Condition branches(Condition whole, RexNode choice, Function<RexNode, Condition> ofValue) {
        if (!whole.equals(Condition.ALWAYS) || choice.getKind() != SqlKind.CASE) {
            return whole;
        }
        List<RexNode> operands = ((RexCall) choice).operands;
        int last = operands.size() - 1;
        List<Condition> branches = new ArrayList<>();
        for (int i = 0; i < last; i += 2) {
            branches.add(Condition.all(List.of(translate(operands.get(i), false), ofValue.apply(operands.get(i + 1)))));
        }
        branches.add(ofValue.apply(operands.get(last)));
        return Condition.any(branches);
    }

    private @Nullable Condition comparison(RexNode side, SqlKind kind, RexNode operand) {
        ReportColumn column = RexInspection.column(side);
        if (column != null && isComparable(column, operand)) {
            return new Comparison(column, operator(kind), operand(operand));
        }
        MonotoneBounds bounds = monotone.bounds(side);
        return bounds == null ? null : tests(bounds, kind, operand);
    }

    private static boolean isComparable(ReportColumn column, RexNode operand) {
        SqlTypeName type = operand.getType().getSqlTypeName();
        return switch (column) {
            case LOGIN_DTS, LOGOUT_DTS -> type == SqlTypeName.TIMESTAMP;
            case AGENT_ID ->
                SqlTypeFamily.NUMERIC.getTypeNames().contains(type)
                        || SqlTypeFamily.CHARACTER.getTypeNames().contains(type);
            case TEAM -> SqlTypeFamily.CHARACTER.getTypeNames().contains(type);
            default -> false;
        };
    }

    /** A comparison of a monotonic function is true from some time on, up to some time, or between two times. */
    private Condition tests(MonotoneBounds function, SqlKind kind, RexNode operand) {
        if (kind == SqlKind.NOT_EQUALS) {
            return Condition.ALWAYS;
        }
        List<Condition> tests = new ArrayList<>();
        if (kind != SqlKind.LESS_THAN && kind != SqlKind.LESS_THAN_OR_EQUAL) {
            tests.add(test(function, true, kind, operand));
        }
        if (kind != SqlKind.GREATER_THAN && kind != SqlKind.GREATER_THAN_OR_EQUAL) {
            tests.add(test(function, false, kind, operand));
        }
        return Condition.all(tests);
    }

    private Condition test(MonotoneBounds function, boolean lower, SqlKind kind, RexNode operand) {
        Shape shape = lower == function.increasing() ? Shape.FROM : Shape.UNTIL;
        if (function.column() == ReportColumn.LOGOUT_DTS && shape == Shape.FROM) {
            return Condition.ALWAYS;
        }
        boolean strict = kind == SqlKind.LESS_THAN || kind == SqlKind.GREATER_THAN;
        RexNode test = rexBuilder.makeCall(
                lower
                        ? (strict ? SqlStdOperatorTable.GREATER_THAN : SqlStdOperatorTable.GREATER_THAN_OR_EQUAL)
                        : (strict ? SqlStdOperatorTable.LESS_THAN : SqlStdOperatorTable.LESS_THAN_OR_EQUAL),
                lower ? function.upper() : function.lower(),
                operand);
        return new TimeTest(function.column(), shape, computed(test));
    }

    /** Translates LIKE without wildcards to an equality. */
    private Condition like(RexCall call, boolean negated) {
        ReportColumn column = RexInspection.column(call.operands.get(0));
        RexNode pattern = call.operands.get(1);
        if (negated
                || column != ReportColumn.TEAM
                || !call.getOperator().getName().equals(LIKE)
                || !(pattern instanceof RexLiteral)
                || call.operands.size() > 2) {
            return Condition.ALWAYS;
        }
        String text = RexLiteral.stringValue(pattern);
        return text == null || text.contains("%") || text.contains("_") || text.contains("\\")
                ? Condition.ALWAYS
                : new Comparison(column, Operator.EQUAL, new Operand.Constant(text));
    }

    /** Translates a test without columns, or of the date of LOGIN_DTS only; other tests become ALWAYS. */
    private Condition byDay(RexNode node, boolean negated) {
        RexNode test = test(node, negated);
        if (RexInspection.isRowIndependent(node)) {
            return new RowIndependent(computed(test));
        }
        return RexInspection.isByDay(test) ? dayTest(node, negated) : Condition.ALWAYS;
    }

    private Condition dayTest(RexNode node, boolean negated) {
        return new TimeTest(ReportColumn.LOGIN_DTS, Shape.BY_DAY, computed(test(node, negated)));
    }

    private RexNode test(RexNode node, boolean negated) {
        return negated ? rexBuilder.makeCall(SqlStdOperatorTable.NOT, node) : node;
    }

    private Operand operand(RexNode node) {
        Object constant = RexInspection.constant(node);
        return constant == null ? computed(node) : new Operand.Constant(constant);
    }

    private Operand.Computed computed(RexNode term) {
        terms.add(term);
        return new Operand.Computed(terms.size() - 1, RexInspection.text(term));
    }

    private static Operator operator(SqlKind kind) {
        return switch (kind) {
            case EQUALS -> Operator.EQUAL;
            case NOT_EQUALS -> Operator.NOT_EQUAL;
            case LESS_THAN -> Operator.LESS;
            case LESS_THAN_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            case GREATER_THAN -> Operator.GREATER;
            case GREATER_THAN_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            default -> throw new IllegalArgumentException("Not a comparison: " + kind);
        };
    }
}
