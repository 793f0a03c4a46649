package agentsession.query.calcite;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.query.function.FormatFunction;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.BufferRecyclers;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.google.common.base.Splitter;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import java.io.File;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableValues;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.runtime.Hook;
import org.apache.calcite.runtime.JsonFunctions;
import org.apache.calcite.runtime.SqlFunctions;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.FrameworkConfig;
import org.apache.calcite.tools.Frameworks;
import org.apache.calcite.tools.Planner;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelRunners;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.format.FormatElementEnum;
import org.junit.jupiter.api.Test;

/** Faults of Calcite that show in one of its parts, with a setting of the driver, or in a second run. */
final class CalciteComponentFaultsTest {
    private final RelBuilder relBuilder =
            RelBuilder.create(Frameworks.newConfigBuilder().build());

    /** A class whose constant failed in the first execution is not initialized in the second. */
    @Test
    @ShowsFaultFor(DeferredConstants.class)
    void aConstantIsComputedWhenTheClassIsLoaded() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:calcite:");
                PreparedStatement statement = connection.prepareStatement("SELECT 1 / 0 FROM (VALUES (1))")) {
            assertThatThrownBy(() -> first(statement)).hasRootCauseInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> first(statement)).isInstanceOf(NoClassDefFoundError.class);
        }
    }

    /** WITH RECURSIVE is interpreted, not compiled. */
    @Test
    @ShowsFaultFor(RecursiveScan.class)
    void noEnumerableOperatorReadsTheRowsOfARecursiveQuery() throws SQLException {
        String sql = "EXPLAIN PLAN FOR WITH RECURSIVE t (n) AS"
                + " (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT * FROM t";
        try (Connection connection = DriverManager.getConnection("jdbc:calcite:");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            assertThat(first(statement)).contains("EnumerableInterpreter");
        }
    }

    @Test
    @ShowsFaultFor(RootLimit.class)
    void aLimitReadsOneRowMoreThanItReturns() {
        AtomicInteger read = new AtomicInteger();
        Iterator<Integer> rows =
                IntStream.iterate(1, i -> i + 1).peek(read::set).iterator();
        Enumerable<Integer> limited = Linq4j.asEnumerable(() -> rows).take(2);

        assertThat(limited.toList()).containsExactly(1, 2);
        assertThat(read).hasValue(3);
    }

    /** Above the aggregate, the filter removes the grand total over no rows. */
    @Test
    @ShowsFaultFor(FilterRules.class)
    void aFilterMovesBelowAGrandTotal() {
        relBuilder.values(new String[] {"x"}, 3, 1, 2);
        relBuilder.aggregate(
                relBuilder.groupKey(ImmutableBitSet.of(0), List.of(ImmutableBitSet.of(0), ImmutableBitSet.of())));
        RexNode parameter = relBuilder
                .getRexBuilder()
                .makeDynamicParam(relBuilder.getTypeFactory().createSqlType(SqlTypeName.INTEGER), 0);
        RelNode filter = relBuilder.filter(positive(parameter)).build();

        assertThat(applied(filter, CoreRules.FILTER_AGGREGATE_TRANSPOSE)).isInstanceOf(Aggregate.class);
    }

    /** With the driver's types, a sum of BIGINT is a DECIMAL. */
    @Test
    @ShowsFaultFor(ExactSums.class)
    void aSumAddsOnlyValuesOfItsOwnType() {
        FrameworkConfig config = Frameworks.newConfigBuilder()
                .typeSystem(ReportTypeSystem.INSTANCE)
                .defaultSchema(Frameworks.createRootSchema(false))
                .build();
        assertThatThrownBy(() -> {
                    try (Planner planner = Frameworks.getPlanner(config)) {
                        RelNode sum = planner.rel(planner.validate(
                                        planner.parse("SELECT SUM(x) FROM (VALUES (CAST(1 AS BIGINT))) AS t (x)")))
                                .project();
                        RelRunners.run(sum).close();
                    }
                })
                .hasStackTraceContaining("java.math.BigDecimal.add(long)");
    }

    @Test
    @ShowsFaultFor(LargeInLists.class)
    void theCodeOfManyComparisonsIsTooLargeForAMethod() {
        RelNode values = relBuilder.values(new String[] {"x"}, 1, null).build();
        List<RexNode> comparisons = new ArrayList<>();
        relBuilder.push(values);
        for (int i = 0; i < 1_500; i++) {
            comparisons.add(relBuilder.equals(relBuilder.field("x"), relBuilder.literal(i)));
        }
        RexProgram program = RexProgram.create(
                values.getRowType(),
                relBuilder.fields(),
                relBuilder.getRexBuilder().makeCall(SqlStdOperatorTable.OR, comparisons),
                values.getRowType(),
                relBuilder.getRexBuilder());
        EnumerableRel rows =
                EnumerableValues.create(values.getCluster(), values.getRowType(), ((Values) values).getTuples());

        assertThatThrownBy(() -> EnumerableInterpretable.toBindable(
                        new HashMap<>(), null, EnumerableCalc.create(rows, program), EnumerableRel.Prefer.ARRAY))
                .hasStackTraceContaining("grows beyond 64 KB");
    }

    @Test
    @ShowsFaultFor(LongCases.class)
    void theBranchesOfACaseAreBlocksWithinOneAnother() throws SQLException {
        String branches = IntStream.range(0, 50)
                .mapToObj(i -> " WHEN x = %d THEN %d".formatted(i, -i))
                .collect(joining());
        List<String> code = new ArrayList<>();
        Hook.Closeable hook = Hook.JAVA_PLAN.addThread((Consumer<String>) code::add);
        try (Connection connection = DriverManager.getConnection("jdbc:calcite:");
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT CASE" + branches + " END FROM (VALUES (1), (2)) AS t (x)")) {
            assertThat(first(statement)).isEqualTo("-1");
        } finally {
            hook.close();
        }

        assertThat(code).singleElement().asString().containsPattern("( {2}){50}if ");
    }

    /** {@code COALESCE(x = 'b', y = 1) IS NOT FALSE} is false for NULL and 2; its simplified form is true. */
    @Test
    @ShowsFaultFor(UnsimplifiedProgram.class)
    void aProgramIsSimplifiedToAnother() {
        RelNode values =
                relBuilder.values(new String[] {"x", "y"}, "a", 1, null, null).build();
        RexBuilder rexBuilder = relBuilder.getRexBuilder();
        RexNode comparison = relBuilder.push(values).equals(relBuilder.field("x"), relBuilder.literal("b"));
        RexNode other = relBuilder.equals(relBuilder.field("y"), relBuilder.literal(1));
        RexNode coalesce =
                rexBuilder.makeCall(SqlStdOperatorTable.CASE, relBuilder.isNotNull(comparison), comparison, other);
        RexProgram program = RexProgram.create(
                values.getRowType(),
                relBuilder.fields(),
                rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_FALSE, coalesce),
                values.getRowType(),
                rexBuilder);

        RexProgram simplified =
                program.normalize(rexBuilder, new RexSimplify(rexBuilder, RelOptPredicateList.EMPTY, RexUtil.EXECUTOR));

        assertThat(simplified.expandLocalRef(Objects.requireNonNull(simplified.getCondition())))
                .hasToString("IS NOT FALSE(OR(=($0, 'b'), AND(=($1, 1), IS NULL($0))))");
    }

    @Test
    @ShowsFaultFor(SimplifierAssertions.class)
    void theSimplifierAssertsWhatItHasChanged() throws Exception {
        assertThatThrownBy(() -> simplified(true)).isInstanceOf(AssertionError.class);
        assertThat(simplified(false)).isEqualTo("false");
    }

    @Test
    @ShowsFaultFor(FormatCalls.class)
    void aThreadKeepsTheWorkSpaceOfFormats() throws Exception {
        Field field = Class.forName(FormatElementEnum.class.getName() + "$Work").getDeclaredField("THREAD_WORK");
        field.setAccessible(true);
        ThreadLocal<?> workSpace = (ThreadLocal<?>) field.get(null);

        Object before = workSpace.get();
        assertThat(new SqlFunctions.DateFormatFunction().formatDate("%A", 0)).isEqualTo("Thursday");
        assertThat(workSpace.get()).isSameAs(before);
        assertThat(new FormatFunction().formatDate("%A", 0)).isEqualTo("Thursday");
        assertThat(workSpace.get()).isNotSameAs(before);
    }

    @Test
    @ShowsFaultFor(JsonBuffers.class)
    void aThreadKeepsBuffersForJson() {
        JsonFactory factory = new JacksonJsonProvider().getObjectMapper().getFactory();
        factory.setRecyclerPool(JsonRecyclerPools.defaultPool());
        try {
            assertThat(ThreadBuffers.keptAfter(() -> JsonFunctions.jsonPretty("[1]")))
                    .isTrue();
        } finally {
            JsonBuffers.share();
        }
        assertThat(ThreadBuffers.keptAfter(() -> JsonFunctions.jsonPretty("[1]")))
                .isFalse();
    }

    /** The buffers of Jackson in the current thread. */
    @SuppressWarnings("deprecation") // Jackson itself uses it until version 3
    private static final class ThreadBuffers extends BufferRecyclers {
        static boolean keptAfter(Runnable work) {
            _recyclerRef.remove();
            work.run();
            return _recyclerRef.get() != null;
        }
    }

    /** Runs in a new class loader, since assertions are enabled when a class is loaded. */
    private static Object simplified(boolean assertions) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            loader.setDefaultAssertionStatus(assertions);
            Callable<?> simplification = (Callable<?>) loader.loadClass(NullTestOfSimplifiedCall.class.getName())
                    .getConstructor()
                    .newInstance();
            return simplification.call();
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String path : Splitter.on(File.pathSeparator).split(System.getProperty("java.class.path"))) {
            urls.add(new File(path).toURI().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static String first(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getString(1);
        }
    }

    private RexNode positive(RexNode number) {
        return relBuilder.call(SqlStdOperatorTable.GREATER_THAN, number, relBuilder.literal(0));
    }

    private static RelNode applied(RelNode rel, RelOptRule rule) {
        HepPlanner planner =
                new HepPlanner(HepProgram.builder().addRuleInstance(rule).build());
        planner.setRoot(rel);
        return planner.findBestExp();
    }
}
