package agentsession.query.calcite;

import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.RelBuilder;

/**
 * Settings of the conversion from SQL to a plan that switch off what Calcite does wrongly. Merged projections change
 * columns that sub-queries refer to by number; where groups are of one row each, GROUPING becomes a number of another
 * type.
 *
 * <p>Calcite: not reported.
 */
public final class ConversionSettings {
    private static final int MERGE_NO_PROJECTIONS = -1;

    private ConversionSettings() {}

    /**
     * Settings for the conversion of a validated query.
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

    /** Keeps projections apart that stand above one another. */
    static RelBuilder.Config keepProjections(RelBuilder.Config config) {
        return config.withBloat(MERGE_NO_PROJECTIONS);
    }

    /** Keeps an aggregate whose groups are of one row each. */
    public static RelBuilder.Config keepGroups(RelBuilder.Config config) {
        return ConditionRules.asWritten(config).withAggregateUnique(true);
    }
}
