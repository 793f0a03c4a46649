package agentsession.query.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * What is known of the rows of a plan. Calcite's other way to ask compiles classes, which takes a third of the first
 * statement. No condition with a sub-query, or about a row of the query around, is told, since Calcite tries to run it;
 * and none about INTERSECT and EXCEPT, where it mixes the types of both sides.
 *
 * <p>Calcite: not reported.
 */
public final class PlanMetadata extends RelMetadataQuery {
    public PlanMetadata() {
        super(new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE));
    }

    @Override
    public RelOptPredicateList getPulledUpPredicates(RelNode rel) {
        if (rel instanceof Intersect || rel instanceof Minus) {
            return RelOptPredicateList.EMPTY;
        }
        RelOptPredicateList known = super.getPulledUpPredicates(rel);
        List<RexNode> plain = new ArrayList<>();
        for (RexNode predicate : known.pulledUpPredicates) {
            if (RexUtil.SubQueryFinder.find(predicate) == null && !RexUtil.containsCorrelation(predicate)) {
                plain.add(predicate);
            }
        }
        return plain.size() == known.pulledUpPredicates.size()
                ? known
                : RelOptPredicateList.of(rel.getCluster().getRexBuilder(), plain);
    }
}
