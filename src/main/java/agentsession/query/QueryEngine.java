package agentsession.query;

import agentsession.adapter.AgentSessionSchema;
import agentsession.adapter.AgentSessionTable;
import agentsession.adapter.SharedScans;
import agentsession.adapter.SystemSchema;
import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.memory.MemoryLimit;
import agentsession.query.calcite.ConversionSettings;
import agentsession.query.calcite.JsonBuffers;
import agentsession.query.calcite.LargeInLists;
import agentsession.query.calcite.ParameterComparisons;
import agentsession.query.calcite.PlanMetadata;
import agentsession.query.calcite.ReportConvertlets;
import agentsession.query.calcite.ReportValidator;
import agentsession.query.calcite.RootLimit;
import agentsession.query.calcite.SimplifierAssertions;
import agentsession.query.calcite.SyntaxWorkarounds;
import agentsession.query.dialect.DialectRewriter;
import agentsession.query.memory.LimitedMemory;
import agentsession.query.parameter.ParameterType;
import agentsession.query.window.WindowRexBuilder;
import agentsession.query.window.WindowSyntax;
import com.google.common.collect.Maps;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.CancelFlag;
import org.jspecify.annotations.Nullable;

/** Prepares queries on the schemas REPORTS, which is the default, and SYSTEM. Thread-safe. */
public final class QueryEngine implements AutoCloseable {
    static {
        SimplifierAssertions.switchOff();
        JsonBuffers.share();
    }

    private final CalciteSchema schema;
    private final SqlLanguage language;
    private final Clock clock;
    private final MemoryLimit memory;
    private final CancellationToken connection = new CancellationToken();

    /**
     * @param clock the current time, in the time zone of the report
     * @param functions the Calcite names of the function libraries, comma-separated
     * @param memory limits what queries hold
     */
    public QueryEngine(AgentSessionTable table, Clock clock, String functions, MemoryLimit memory) {
        this.schema = CalciteSchema.createRootSchema(false, false);
        this.schema.add(AgentSessionSchema.NAME, new AgentSessionSchema(table));
        this.schema.add(SystemSchema.NAME, new SystemSchema(table));
        this.language = new SqlLanguage(functions);
        this.clock = clock;
        this.memory = memory;
    }

    /**
     * Parses, validates and plans a query or EXPLAIN PLAN FOR a query. It sends no request to the service.
     *
     * @throws agentsession.error.DriverException for invalid SQL (42xxx, with line and column) or a write (25006)
     */
    public PreparedQuery prepare(String sql) {
        return prepare(sql, Map.of(), QueryTimeout.NONE, new CancellationToken());
    }

    /**
     * Prepares a query with other parameter types than those inferred from it.
     *
     * @param requestedTypes the types of these parameters, by their index
     * @param statement cancels the planning
     */
    public PreparedQuery prepare(
            String sql,
            Map<Integer, QueryParameter> requestedTypes,
            QueryTimeout timeout,
            CancellationToken statement) {
        try (CancellationToken planning = CancellationToken.linkedTo(statement, connection)) {
            timeout.limit(planning);
            planning.throwIfCancelled();
            return PlannerThread.call(() -> planned(sql, requestedTypes, planning), planning);
        }
    }

    private PreparedQuery planned(String sql, Map<Integer, QueryParameter> requestedTypes, CancellationToken planning) {
        SqlNode original = SqlText.parse(sql, language.parser());
        try {
            ColumnLabels labels = ColumnLabels.of(sql, original);
            SqlNode parsed = WindowSyntax.rewrite(DialectRewriter.rewrite(SyntaxWorkarounds.rewrite(original)));
            return parsed instanceof SqlExplain explain
                    ? explain(explain, requestedTypes, planning)
                    : query(parsed, labels, requestedTypes, planning);
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError | OutOfMemoryError e) {
            throw SqlErrors.ofPreparing(e, () -> SqlText.parse(sql, language.parser()));
        }
    }

    /** Cancels all running queries, including those that the application has not closed. */
    @Override
    public void close() {
        connection.cancel(new DriverException(SqlState.CONNECTION_CLOSED, "The connection is closed"));
    }

    private PreparedQuery query(
            SqlNode parsed,
            ColumnLabels labels,
            Map<Integer, QueryParameter> requestedTypes,
            CancellationToken planning) {
        Validated validated = validate(parsed, requestedTypes, planning);
        RelRoot root = validated.toRel(false);
        LargeInLists lists = new LargeInLists(root.rel.getCluster().getRexBuilder());
        EnumerableRel plan = QueryPlanner.physical(QueryPlanner.logical(root, lists));
        planning.throwIfCancelled();
        Map<String, Object> internals = new HashMap<>();
        internals.put("_conformance", language.conformance());
        Bindable<?> code = EnumerableInterpretable.toBindable(
                internals,
                null,
                new CancellationChecks(new LimitedMemory(SharedScans.in(plan))),
                EnumerableRel.Prefer.ARRAY);
        return new PreparedQuery(
                labels.label(validated.columns()),
                validated.parameters(),
                code,
                RootLimit.of(plan),
                new QueryContext.Fixed(language.typeFactory(), clock, internals, lists.all(), connection, memory));
    }

    private PreparedQuery explain(
            SqlExplain explain, Map<Integer, QueryParameter> requestedTypes, CancellationToken planning) {
        Validated validated = validate(explain.getExplicandum(), requestedTypes, planning);
        RelRoot root = validated.toRel(true);
        RelNode logical = QueryPlanner.logical(
                root, new LargeInLists(root.rel.getCluster().getRexBuilder()));
        RelNode plan = explain.withImplementation() ? QueryPlanner.physical(logical) : logical;
        List<String> lines = RelOptUtil.dumpPlan("", plan, explain.getFormat(), explain.getDetailLevel())
                .lines()
                .map(QueryEngine::withoutCharacterSet)
                .toList();
        ResultColumn column = new ResultColumn("PLAN", null, SqlTypeName.VARCHAR, -1, 0, false, null);
        return new PreparedQuery(
                List.of(column),
                validated.parameters(),
                context -> Linq4j.asEnumerable(List.<Object>copyOf(lines)),
                RootLimit.NONE,
                new QueryContext.Fixed(language.typeFactory(), clock, Map.of(), List.of(), connection, memory));
    }

    /** Removes the character set, which Calcite adds to all strings, since it is not Calcite's default. */
    private static String withoutCharacterSet(String line) {
        return line.replace("_UTF-8'", "'").replace(" CHARACTER SET \"UTF-8\"", "");
    }

    private Validated validate(
            SqlNode parsed, Map<Integer, QueryParameter> requestedTypes, CancellationToken planning) {
        planning.throwIfCancelled();
        CalciteCatalogReader catalog = new CalciteCatalogReader(
                schema, List.of(AgentSessionSchema.NAME), language.typeFactory(), language.lookup());
        ReportValidator validator = new ReportValidator(
                SqlOperatorTables.chain(language.operators(), catalog),
                catalog,
                language.typeFactory(),
                language.validator(),
                Maps.transformValues(requestedTypes, this::type));
        return new Validated(validator.validate(parsed), validator, catalog, planning);
    }

    private RelDataType type(QueryParameter parameter) {
        SqlTypeName name = parameter.type();
        return name == SqlTypeName.DECIMAL
                ? language.typeFactory().createSqlType(name, parameter.precision(), parameter.scale())
                : language.typeFactory().createSqlType(name);
    }

    /** A validated query. */
    private final class Validated {
        private final SqlNode query;
        private final ReportValidator validator;
        private final CalciteCatalogReader catalog;
        private final CancellationToken planning;

        Validated(SqlNode query, ReportValidator validator, CalciteCatalogReader catalog, CancellationToken planning) {
            this.query = query;
            this.validator = validator;
            this.catalog = catalog;
            this.planning = planning;
        }

        RelRoot toRel(boolean explained) {
            planning.throwIfCancelled();
            CancelFlag flag = new CancelFlag(new AtomicBoolean());
            planning.onCancel(flag::requestCancel);
            VolcanoPlanner planner = new VolcanoPlanner(null, Contexts.of(language.lookup(), flag));
            planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
            RelOptCluster cluster = RelOptCluster.create(planner, new WindowRexBuilder(language.typeFactory()));
            cluster.setMetadataQuerySupplier(PlanMetadata::new);
            SqlToRelConverter converter = new SqlToRelConverter(
                    null,
                    validator,
                    catalog,
                    cluster,
                    ParameterComparisons.before(ReportConvertlets.TABLE),
                    ConversionSettings.converter(explained));
            if (explained) {
                converter.setDynamicParamCountInExplain(
                        validator.getParameterRowType(query).getFieldCount());
            }
            return converter.convertQuery(query, false, true);
        }

        List<ResultColumn> columns() {
            List<RelDataTypeField> fields =
                    validator.getValidatedNodeType(query).getFieldList();
            List<@Nullable List<String>> origins = validator.getFieldOrigins(query);
            List<ResultColumn> columns = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                List<String> origin = origins.get(i);
                RelDataType type = fields.get(i).getType();
                RelDataType component = type.getComponentType();
                columns.add(new ResultColumn(
                        fields.get(i).getName(),
                        origin == null ? null : ResultColumn.Origin.of(origin),
                        type.getSqlTypeName(),
                        type.getPrecision(),
                        scale(type),
                        type.isNullable(),
                        component == null ? null : component.getSqlTypeName()));
            }
            return columns;
        }

        List<QueryParameter> parameters() {
            return validator.parameterTypes(query).stream()
                    .map(QueryEngine::parameter)
                    .toList();
        }
    }

    private static QueryParameter parameter(ParameterType parameter) {
        RelDataType type = parameter.type();
        return new QueryParameter(
                type.getSqlTypeName(),
                type.getPrecision(),
                scale(type),
                type.isNullable(),
                parameter.latitude() != ParameterType.Latitude.NONE,
                parameter.latitude() == ParameterType.Latitude.ANY);
    }

    private static int scale(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL ? type.getScale() : 0;
    }
}
