package agentsession.query.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;

/**
 * Puts the subqueries of a projection with window functions into a projection below it: Calcite does not find those in a
 * PARTITION BY or ORDER BY.
 */
public final class WindowSubQueries extends RelHomogeneousShuttle {
    private final RexShuttle inSubQueries = new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
            RelNode rel = visited.rel.accept(WindowSubQueries.this);
            return rel.equals(visited.rel) ? visited : visited.clone(rel);
        }
    };

    private WindowSubQueries() {}

    public static RelNode below(RelNode rel) {
        return rel.accept(new WindowSubQueries());
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other).accept(inSubQueries);
        return visited instanceof Project project
                        && project.containsOver()
                        && RexUtil.SubQueryFinder.containsSubQuery(project)
                ? split(project)
                : visited;
    }

    private static RelNode split(Project project) {
        RelNode input = project.getInput();
        List<RexNode> below =
                new ArrayList<>(IntStream.range(0, input.getRowType().getFieldCount())
                        .mapToObj(i -> RexInputRef.of(i, input.getRowType()))
                        .toList());
        List<RexNode> above = new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                below.add(subQuery);
                return new RexInputRef(below.size() - 1, subQuery.getType());
            }
        }.visitList(project.getProjects());
        RelNode subQueries =
                LogicalProject.create(input, List.of(), below, (List<String>) null, project.getVariablesSet());
        return LogicalProject.create(
                subQueries, project.getHints(), above, project.getRowType().getFieldNames(), Set.of());
    }
}
