package agentsession.adapter;

import agentsession.report.Condition;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * What a scan knows of the filter above it.
 *
 * @param terms the expressions behind the condition's computed operands and tests, over the columns of the whole table
 */
record PushedFilter(Condition condition, List<RexNode> terms) {
    static final PushedFilter NONE = new PushedFilter(Condition.ALWAYS, List.of());

    PushedFilter {
        terms = List.copyOf(terms);
    }
}
