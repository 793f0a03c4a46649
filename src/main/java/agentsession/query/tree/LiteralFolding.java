package agentsession.query.tree;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/** Folds the literals of a condition by the rules of three-valued logic, and leaves all else as it is written. */
public final class LiteralFolding extends RexShuttle {
    private static final Set<SqlKind> TESTS = EnumSet.of(
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.NOT,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.IS_TRUE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_FALSE);

    private final RexBuilder rexBuilder;
    private final RexSimplify literals;

    public LiteralFolding(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
        this.literals = new RexSimplify(rexBuilder, RelOptPredicateList.EMPTY, RexUtil.EXECUTOR);
    }

    /** Folds the condition of a filter or a join, for which NULL is the same as FALSE. */
    public RexNode condition(RexNode condition) {
        RexNode folded = RexTypes.filterCondition(condition.accept(this), rexBuilder);
        boolean never =
                RexUtil.flattenAnd(List.of(folded)).stream().anyMatch(part -> part.isAlwaysFalse() || isNull(part));
        return never ? rexBuilder.makeLiteral(false) : folded;
    }

    @Override
    public RexNode visitCall(RexCall original) {
        RexCall call = (RexCall) super.visitCall(original);
        return switch (call.getKind()) {
            case AND -> junction(call, true);
            case OR -> junction(call, false);
            case CASE -> choice(call);
            default -> test(call);
        };
    }

    private RexNode test(RexCall call) {
        if (call.isAlwaysTrue() || call.isAlwaysFalse()) {
            return rexBuilder.makeLiteral(call.isAlwaysTrue());
        }
        if (Strong.policy(call) == Strong.Policy.ANY && call.operands.stream().anyMatch(LiteralFolding::isNull)) {
            return rexBuilder.makeNullLiteral(call.getType());
        }
        return TESTS.contains(call.getKind()) && call.operands.stream().allMatch(RexLiteral.class::isInstance)
                ? literals.simplifyPreservingType(call, RexUnknownAs.UNKNOWN, false)
                : call;
    }

    /** @param neutral the operand that changes nothing: TRUE in an AND, FALSE in an OR */
    private RexNode junction(RexCall call, boolean neutral) {
        if (call.operands.stream().anyMatch(operand -> isLiteral(operand, !neutral))) {
            return rexBuilder.makeLiteral(!neutral);
        }
        List<RexNode> operands = call.operands.stream()
                .filter(operand -> !isLiteral(operand, neutral))
                .toList();
        return switch (operands.size()) {
            case 0 -> rexBuilder.makeLiteral(neutral);
            case 1 -> operands.get(0);
            default -> operands.size() == call.operands.size() ? call : call.clone(call.getType(), operands);
        };
    }

    private RexNode choice(RexCall call) {
        List<RexNode> operands = new ArrayList<>();
        int otherwise = call.operands.size() - 1;
        for (int i = 0; i < otherwise; i += 2) {
            RexNode condition = call.operands.get(i);
            if (condition.isAlwaysTrue()) {
                otherwise = i + 1;
            } else if (!condition.isAlwaysFalse() && !isNull(condition)) {
                operands.add(condition);
                operands.add(call.operands.get(i + 1));
            }
        }
        if (operands.size() == call.operands.size() - 1) {
            return call;
        }
        RexNode last = call.operands.get(otherwise);
        if (operands.isEmpty()) {
            return rexBuilder.ensureType(call.getType(), last, true);
        }
        operands.add(last);
        return call.clone(call.getType(), operands);
    }

    private static boolean isNull(RexNode node) {
        return RexUtil.isNullLiteral(node, true);
    }

    private static boolean isLiteral(RexNode node, boolean value) {
        return value ? node.isAlwaysTrue() : node.isAlwaysFalse();
    }
}
