package agentsession.query;

import agentsession.adapter.AgentSessionTable;
import agentsession.adapter.RequestsTable;
import agentsession.adapter.RowSpool;
import agentsession.query.calcite.ConversionSettings;
import agentsession.query.calcite.DecimalKeys;
import agentsession.query.calcite.DistinctListAggregates;
import agentsession.query.calcite.EmptyGroupingSets;
import agentsession.query.calcite.ExactSums;
import agentsession.query.calcite.LargeInLists;
import agentsession.query.calcite.LongCases;
import agentsession.query.calcite.NotNullCasts;
import agentsession.query.calcite.OuterJoins;
import agentsession.query.calcite.RexWorkarounds;
import agentsession.query.calcite.TimeCalls;
import agentsession.query.calcite.UnsimplifiedProgram;
import agentsession.query.calcite.VarianceFunctions;
import agentsession.query.subquery.IndexLookup;
import agentsession.query.subquery.SubQueries;
import agentsession.query.tree.PlanRewriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql2rel.ConvertToChecked;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;

/** Plans a query that has been converted to relational algebra. */
final class QueryPlanner {
    private QueryPlanner() {}

    /** Creates the logical plan, including push-down to the scans. */
    static RelNode logical(RelRoot root, LargeInLists lists) {
        RelOptCluster cluster = root.rel.getCluster();
        RelBuilder relBuilder =
                RelFactories.LOGICAL_BUILDER.create(cluster, null).transform(ConversionSettings::keepGroups);
        RexBuilder rexBuilder = cluster.getRexBuilder();
        RelNode rel = new ConvertToChecked(rexBuilder, true).visit(root.project());
        RexWorkarounds workarounds = new RexWorkarounds(rexBuilder);
        rel = PlanRewriter.of(rel, workarounds);
        rel = PlanRewriter.of(rel, lists::compact);
        rel = PlanRewriter.of(rel, new PlanSize());
        rel = PlanRewriter.of(rel, call -> call instanceof RexOver over ? ExactSums.widened(rexBuilder, over) : call);
        rel = PlanRewriter.of(
                rel, call -> call instanceof RexOver over ? VarianceFunctions.in(rexBuilder, over) : call);
        rel = SubQueries.remove(rel);
        rel = VarianceFunctions.in(rel);
        rel = rewrite(rel, PlanRules.FILTERS);
        rel = rewrite(rel, PlanRules.INFERENCES);
        rel = rewrite(rel, PlanRules.FILTERS);
        rel = OuterJoins.rewrite(rel);
        rel = DistinctListAggregates.in(rel);
        rel = EmptyGroupingSets.withTotals(rewrite(rel, PlanRules.DISTINCT_AGGREGATES), relBuilder);
        rel = new RelFieldTrimmer(null, relBuilder).trim(rel);
        rel = rewrite(rel, PlanRules.CLEAN_UP);
        // AVG has become a division.
        rel = PlanRewriter.of(rel, workarounds::divide);
        rel = rel.accept(new ExactSums(relBuilder));
        rel = new RelFieldTrimmer(null, relBuilder).trim(rel);
        rel = PlanRewriter.of(rel, new NotNullCasts(rexBuilder));
        rel = PlanRewriter.of(rewrite(rel, PlanRules.SCANS), new TimeCalls(rexBuilder));
        return rel.accept(new DecimalKeys(rexBuilder));
    }

    /** Creates the physical plan. */
    static EnumerableRel physical(RelNode logical) {
        RelOptPlanner planner = logical.getCluster().getPlanner();
        PlanRules.ALGORITHMS.forEach(planner::addRule);
        RelTraitSet traits = logical.getTraitSet().replace(EnumerableConvention.INSTANCE);
        RelNode root =
                PlanRewriter.of(logical, new LongCases(logical.getCluster().getRexBuilder()));
        planner.setRoot(root.getTraitSet().equals(traits) ? root : planner.changeTraits(root, traits));
        RelNode best = planner.findBestExp();
        return (EnumerableRel)
                UnsimplifiedProgram.in(rewrite(addSpools(IndexLookup.addTo(best), false), PlanRules.CALCS));
    }

    private static RelNode rewrite(RelNode rel, HepProgram program) {
        HepPlanner planner =
                new HepPlanner(program, rel.getCluster().getPlanner().getContext());
        planner.setRoot(rel);
        return planner.findBestExp();
    }

    /** Adds spools to inputs that are read repeatedly, such as the right input of a nested loop join. */
    private static RelNode addSpools(RelNode rel, boolean repeated) {
        if (repeated && isRepeatable(rel)) {
            return hasScan(rel) ? new RowSpool(addSpools(rel, false)) : rel;
        }
        boolean repeats =
                rel instanceof EnumerableNestedLoopJoin || rel instanceof Correlate || rel instanceof RepeatUnion;
        List<RelNode> inputs = new ArrayList<>();
        for (int i = 0; i < rel.getInputs().size(); i++) {
            boolean inputRepeated = (repeated && !(rel instanceof IndexLookup)) || (repeats && i > 0);
            inputs.add(addSpools(rel.getInput(i), inputRepeated));
        }
        return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    }

    /** Whether a sub-plan returns the same rows each time that it is read in an execution. */
    private static boolean isRepeatable(RelNode rel) {
        return RelOptUtil.getVariablesUsed(rel).isEmpty()
                && RelOptUtil.findTables(rel).stream()
                        .allMatch(table -> table.unwrap(AgentSessionTable.class) != null
                                || table.unwrap(RequestsTable.class) != null);
    }

    /** Whether a sub-plan contains a scan. */
    private static boolean hasScan(RelNode rel) {
        return !RelOptUtil.findTables(rel).isEmpty();
    }
}
