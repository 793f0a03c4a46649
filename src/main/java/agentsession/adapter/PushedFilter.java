package agentsession.adapter;

import agentsession.report.Condition;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * The condition that a scan pushes down.
 *
 * @param terms the expressions of the condition's computed operands and tests, on the columns of the table
 */
record PushedFilter(Condition condition, List<RexNode> terms) {
    static final PushedFilter NONE = new PushedFilter(Condition.ALWAYS, List.of());

    PushedFilter {
        terms = List.copyOf(terms);
    }
}
