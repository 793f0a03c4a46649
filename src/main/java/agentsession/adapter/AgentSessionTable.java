package agentsession.adapter;

import agentsession.cache.ReportCache;
import agentsession.report.ColumnType;
import agentsession.report.ReportColumn;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The report as a Calcite table. It has no key, since the report may contain a session more than once. */
public final class AgentSessionTable extends AbstractTable implements TranslatableTable {
    /** The name of the table in its schema. */
    public static final String NAME = "AGENT_SESSION";

    private static final double ESTIMATED_ROWS = 100_000;

    private final @Nullable ReportCache reports;
    private final ScanSettings settings;

    public AgentSessionTable(ReportCache reports, ScanSettings settings) {
        this.reports = reports;
        this.settings = settings;
    }

    private AgentSessionTable(ScanSettings settings) {
        this.reports = null;
        this.settings = settings;
    }

    /** A table for plans that several connections execute: the {@link QueryRun} of each execution provides the reports. */
    public static AgentSessionTable withoutReports(ScanSettings settings) {
        return new AgentSessionTable(settings);
    }

    /** The names of the columns, in order. */
    public static List<String> columnNames() {
        return ReportColumn.ALL.stream().map(ReportColumn::name).toList();
    }

    @Nullable
    ReportCache reports() {
        return reports;
    }

    public ScanSettings settings() {
        return settings;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        return rowType(typeFactory, ReportColumn.ALL);
    }

    @Override
    public Statistic getStatistic() {
        return Statistics.of(ESTIMATED_ROWS, List.of());
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
        return new AgentSessionScan(
                context.getCluster(),
                context.getCluster().traitSetOf(EnumerableConvention.INSTANCE),
                relOptTable,
                new ScanPlan(this, ReportColumn.ALL, PushedFilter.NONE, ScanPlan.NO_LIMIT));
    }

    static RelDataType rowType(RelDataTypeFactory typeFactory, List<ReportColumn> columns) {
        RelDataTypeFactory.Builder builder = typeFactory.builder();
        for (ReportColumn column : columns) {
            builder.add(column.name(), type(typeFactory, column.type())).nullable(true);
        }
        return builder.build();
    }

    private static RelDataType type(RelDataTypeFactory typeFactory, ColumnType type) {
        return switch (type) {
            case INTEGER -> typeFactory.createSqlType(SqlTypeName.INTEGER);
            case BIGINT -> typeFactory.createSqlType(SqlTypeName.BIGINT);
            case DECIMAL -> typeFactory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
            case VARCHAR -> typeFactory.createSqlType(SqlTypeName.VARCHAR, type.precision());
            case TIMESTAMP -> typeFactory.createSqlType(SqlTypeName.TIMESTAMP, type.precision());
        };
    }
}
