package agentsession.query.calcite;

import agentsession.query.tree.PlanRewriter;
import com.google.common.collect.Lists;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Splits a CASE of many branches into groups. In Calcite's code each branch is a block within that of the branch before,
 * and the cost of a name in it grows with the number of blocks around it: 800 branches took 15 seconds to compile.
 *
 * <p>A group has an expression {@code g} that returns the number of its first true condition, or 0. The CASE becomes
 * {@code CASE WHEN g1 <> 0 THEN CASE WHEN g1 = 1 THEN ... END WHEN g2 <> 0 ... END}, so that no condition is evaluated
 * after the first true one, and no value but that of its branch.
 *
 * <p>Calcite: not reported.
 */
public final class LongCases implements PlanRewriter.CallRewriter {
    private static final int BRANCHES_IN_GROUP = 32;

    private final RexBuilder rexBuilder;
    private final RelDataType number;

    public LongCases(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
        this.number = rexBuilder.getTypeFactory().createSqlType(SqlTypeName.INTEGER);
    }

    @Override
    public RexNode rewrite(RexCall call) {
        List<RexNode> operands = call.getOperands();
        if (call.getKind() != SqlKind.CASE
                || operands.size() <= 4 * BRANCHES_IN_GROUP
                || !RexUtil.isDeterministic(call)) {
            return call;
        }
        List<RexNode> groups = new ArrayList<>();
        List<RexNode> branches = operands.subList(0, operands.size() - 1);
        for (List<RexNode> group : Lists.partition(branches, 2 * BRANCHES_IN_GROUP)) {
            RexNode first = firstTrue(group);
            groups.add(compare(first, SqlStdOperatorTable.NOT_EQUALS, 0));
            groups.add(valueOf(first, group, call.getType()));
        }
        groups.add(operands.get(operands.size() - 1));
        return cases(call.getType(), groups);
    }

    private RexNode firstTrue(List<RexNode> group) {
        List<RexNode> operands = new ArrayList<>();
        for (int i = 0; i < group.size(); i += 2) {
            operands.add(group.get(i));
            operands.add(literal(i / 2 + 1));
        }
        operands.add(literal(0));
        return cases(number, operands);
    }

    private RexNode valueOf(RexNode first, List<RexNode> group, RelDataType type) {
        List<RexNode> operands = new ArrayList<>();
        for (int i = 0; i < group.size() - 2; i += 2) {
            operands.add(compare(first, SqlStdOperatorTable.EQUALS, i / 2 + 1));
            operands.add(group.get(i + 1));
        }
        operands.add(group.get(group.size() - 1));
        return operands.size() == 1 ? operands.get(0) : cases(type, operands);
    }

    private RexNode cases(RelDataType type, List<RexNode> operands) {
        return rexBuilder.makeCall(type, SqlStdOperatorTable.CASE, operands);
    }

    private RexNode compare(RexNode first, SqlOperator comparison, int branch) {
        return rexBuilder.makeCall(comparison, first, literal(branch));
    }

    private RexNode literal(int branch) {
        return rexBuilder.makeExactLiteral(BigDecimal.valueOf(branch), number);
    }
}
