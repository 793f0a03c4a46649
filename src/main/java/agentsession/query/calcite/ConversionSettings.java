package agentsession.query.calcite;

import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.RelBuilder;

/**
 * Configures the conversion from SQL to a plan without the optimizations that are wrong in Calcite: merging projections
 * invalidates column numbers in sub-queries, and if every group has one row, GROUPING gets another type.
 *
 * <p>Calcite: not reported.
 */
public final class ConversionSettings {
    private static final int NEVER_MERGE_PROJECTIONS = -1;

    private ConversionSettings() {}

    /**
     * Returns the settings for the conversion of a validated query.
     *
     * @param explained whether the statement is EXPLAIN PLAN FOR, which has no values for its parameters
     */
    public static SqlToRelConverter.Config converter(boolean explained) {
        return SqlToRelConverter.config()
                .withExpand(false)
                .withExplain(explained)
                .withRelBuilderConfigTransform(config -> keepGroups(keepProjections(config)))
                .withInSubQueryThreshold(Integer.MAX_VALUE);
    }

    /** Configures a builder not to merge adjacent projections. */
    static RelBuilder.Config keepProjections(RelBuilder.Config config) {
        return config.withBloat(NEVER_MERGE_PROJECTIONS);
    }

    /** Configures a builder to keep an aggregate whose groups have one row each. */
    public static RelBuilder.Config keepGroups(RelBuilder.Config config) {
        return ConditionRules.withoutSimplification(config).withAggregateUnique(true);
    }
}
