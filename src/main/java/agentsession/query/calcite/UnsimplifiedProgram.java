package agentsession.query.calcite;

import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelShuttleImpl;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexSimplify;
import org.jspecify.annotations.Nullable;

/**
 * Holds the expressions of a Calc, and keeps Calcite from simplifying them again when it generates code.
 *
 * <p>Calcite: not reported.
 */
public final class UnsimplifiedProgram extends RexProgram {
    private UnsimplifiedProgram(RexProgram program) {
        super(
                program.getInputRowType(),
                program.getExprList(),
                program.getProjectList(),
                program.getCondition(),
                program.getOutputRowType());
    }

    /** Replaces the programs in a physical plan. */
    public static RelNode in(RelNode rel) {
        return rel.accept(new RelShuttleImpl() {
            @Override
            public RelNode visit(RelNode other) {
                RelNode visited = super.visit(other);
                return visited instanceof EnumerableCalc calc
                        ? calc.copy(calc.getTraitSet(), calc.getInput(), new UnsimplifiedProgram(calc.getProgram()))
                        : visited;
            }
        });
    }

    @Override
    public RexProgram normalize(RexBuilder rexBuilder, @Nullable RexSimplify simplify) {
        return super.normalize(rexBuilder, null);
    }
}
