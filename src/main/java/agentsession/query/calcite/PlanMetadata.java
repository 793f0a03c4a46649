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
 * Provides metadata of plans. Calcite's default provider compiles classes, which takes a third of the first statement's
 * time. Predicates with a sub-query or a correlation are omitted, since Calcite tries to evaluate them, as are those of
 * INTERSECT and EXCEPT, where Calcite confuses the types of both sides.
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
