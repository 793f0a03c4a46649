package agentsession.query;

import agentsession.adapter.AgentSessionSchema;
import agentsession.adapter.AgentSessionTable;
import agentsession.adapter.ScanSettings;
import agentsession.adapter.SharedScans;
import agentsession.adapter.SystemSchema;
import agentsession.concurrent.CancellationToken;
import agentsession.query.calcite.JsonBuffers;
import agentsession.query.calcite.LargeInLists;
import agentsession.query.calcite.RootLimit;
import agentsession.query.calcite.SimplifierAssertions;
import agentsession.query.calcite.SyntaxWorkarounds;
import agentsession.query.dialect.DialectRewriter;
import agentsession.query.memory.LimitedMemory;
import agentsession.query.window.WindowSyntax;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Compiles queries on the schemas REPORTS, which is the default, and SYSTEM, for all connections with equal settings.
 * Thread-safe.
 */
final class QueryCompiler {
    static {
        SimplifierAssertions.switchOff();
    }

    private static final Cache<Settings, QueryCompiler> COMPILERS =
            CacheBuilder.newBuilder().maximumSize(16).build();

    private final CalciteSchema schema;
    private final SqlLanguage language;
    /** Since tools, and the connections of a pool, prepare the same statements repeatedly. */
    private final Cache<Statement, CompiledQuery> compiled =
            CacheBuilder.newBuilder().maximumSize(64).softValues().build();

    /**
     * What plans depend on.
     *
     * @param functions the Calcite names of the function libraries, comma-separated
     */
    record Settings(ScanSettings scans, String functions) {}

    private record Statement(String sql, Map<Integer, QueryParameter> requestedTypes) {}

    private QueryCompiler(Settings settings) {
        AgentSessionTable table = AgentSessionTable.withoutReports(settings.scans());
        this.schema = CalciteSchema.createRootSchema(false, false);
        this.schema.add(AgentSessionSchema.NAME, new AgentSessionSchema(table));
        this.schema.add(SystemSchema.NAME, new SystemSchema(table));
        this.language = new SqlLanguage(settings.functions());
    }

    static QueryCompiler of(Settings settings) {
        return COMPILERS.asMap().computeIfAbsent(settings, QueryCompiler::new);
    }

    /**
     * Parses, validates and plans a query or EXPLAIN PLAN FOR a query, and compiles the plan; or returns what it has
     * compiled before.
     *
     * @param requestedTypes the types of these parameters, by their index
     * @throws agentsession.error.DriverException for invalid SQL (42xxx, with line and column) or a write (25006)
     */
    CompiledQuery compile(String sql, Map<Integer, QueryParameter> requestedTypes, CancellationToken planning) {
        Statement statement = new Statement(sql, Map.copyOf(requestedTypes));
        CompiledQuery known = compiled.getIfPresent(statement);
        if (known != null) {
            return known;
        }
        CompiledQuery query = PlannerThread.call(() -> compileNew(sql, requestedTypes, planning), planning);
        compiled.put(statement, query);
        return query;
    }

    /** Compiles in the current thread. */
    CompiledQuery compileNew(String sql, Map<Integer, QueryParameter> requestedTypes, CancellationToken planning) {
        SqlNode original = SqlText.parse(sql);
        try {
            ColumnLabels labels = ColumnLabels.of(sql, original);
            JsonBuffers.shareIfUsedBy(original);
            SqlNode parsed = WindowSyntax.rewrite(DialectRewriter.rewrite(SyntaxWorkarounds.rewrite(original)));
            return parsed instanceof SqlExplain explain
                    ? explain(explain, requestedTypes, planning)
                    : query(parsed, labels, requestedTypes, planning);
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError | OutOfMemoryError e) {
            throw SqlErrors.ofPreparing(e, () -> SqlText.parse(sql));
        }
    }

    private CompiledQuery query(
            SqlNode parsed,
            ColumnLabels labels,
            Map<Integer, QueryParameter> requestedTypes,
            CancellationToken planning) {
        ValidatedQuery validated = ValidatedQuery.of(parsed, schema, language, requestedTypes, planning);
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
        return new CompiledQuery(
                labels.label(validated.columns()),
                validated.parameters(),
                code,
                RootLimit.of(plan),
                validated.types(),
                internals,
                lists.all());
    }

    private CompiledQuery explain(
            SqlExplain explain, Map<Integer, QueryParameter> requestedTypes, CancellationToken planning) {
        ValidatedQuery validated =
                ValidatedQuery.of(explain.getExplicandum(), schema, language, requestedTypes, planning);
        RelRoot root = validated.toRel(true);
        RelNode logical = QueryPlanner.logical(
                root, new LargeInLists(root.rel.getCluster().getRexBuilder()));
        RelNode plan = explain.withImplementation() ? QueryPlanner.physical(logical) : logical;
        List<String> lines = RelOptUtil.dumpPlan("", plan, explain.getFormat(), explain.getDetailLevel())
                .lines()
                .map(QueryCompiler::withoutCharacterSet)
                .toList();
        ResultColumn column = new ResultColumn("PLAN", null, SqlTypeName.VARCHAR, -1, 0, false, null);
        return new CompiledQuery(
                List.of(column),
                validated.parameters(),
                context -> Linq4j.asEnumerable(List.<Object>copyOf(lines)),
                RootLimit.NONE,
                validated.types(),
                Map.of(),
                List.of());
    }

    /** Removes the character set, which Calcite adds to all strings, since it is not Calcite's default. */
    private static String withoutCharacterSet(String line) {
        return line.replace("_UTF-8'", "'").replace(" CHARACTER SET \"UTF-8\"", "");
    }
}
