package agentsession.adapter;

import agentsession.cache.ReportUse;
import agentsession.report.LoginWindow;
import agentsession.report.ReportRequest;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The requests for reports as a Calcite table. Reading it sends no request. */
public final class RequestsTable extends AbstractTable implements TranslatableTable {
    /** The name of the table in its schema. */
    public static final String NAME = "REPORT_REQUESTS";

    private static final double ESTIMATED_ROWS = 100;

    private final AgentSessionTable sessions;

    /** @param sessions the table whose requests are listed, with those of the connections that share reports with it */
    RequestsTable(AgentSessionTable sessions) {
        this.sessions = sessions;
    }

    /** The names of the columns, in order. */
    public static List<String> columnNames() {
        return Arrays.stream(RequestColumn.values()).map(RequestColumn::name).toList();
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        RelDataTypeFactory.Builder builder = typeFactory.builder();
        for (RequestColumn column : RequestColumn.values()) {
            builder.add(
                            column.name(),
                            column.type() == SqlTypeName.TIMESTAMP
                                    ? typeFactory.createSqlType(column.type(), column.precision())
                                    : typeFactory.createSqlType(column.type()))
                    .nullable(true);
        }
        return builder.build();
    }

    @Override
    public Schema.TableType getJdbcTableType() {
        return Schema.TableType.SYSTEM_TABLE;
    }

    @Override
    public Statistic getStatistic() {
        return Statistics.of(ESTIMATED_ROWS, List.of());
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
        return new RequestsScan(context.getCluster(), relOptTable, this);
    }

    /** The rows, the oldest request first: the same for all scans of an execution; for generated code. */
    public Enumerable<@Nullable Object[]> rows(DataContext root) {
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<@Nullable Object[]> enumerator() {
                ZoneId zone = sessions.settings().timeZone();
                return Linq4j.enumerator(QueryRun.of(root, sessions).reports().requests().stream()
                        .map(use -> row(use, zone))
                        .toList());
            }
        };
    }

    static @Nullable Object[] row(ReportUse use, ZoneId zone) {
        ReportRequest request = use.request();
        LoginWindow window = request.window();
        return new @Nullable Object[] {
            millis(LocalDateTime.ofInstant(use.askedAt(), zone)),
            millis(window.firstMinute()),
            millis(window.lastMinute()),
            list(request.agentIds()),
            list(request.teams()),
            use.status(),
            use.rows(),
            use.bytes(),
            use.millis(),
            use.retries(),
            use.answers(),
            use.held()
        };
    }

    private static long millis(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static @Nullable String list(Collection<?> values) {
        return values.isEmpty() ? null : values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
