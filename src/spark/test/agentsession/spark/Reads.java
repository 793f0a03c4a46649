package agentsession.spark;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads of a cluster whose JVMs are in some time zone, with and without time zone of the timestamps. What Spark reads is
 * compared with a plain read by JDBC: the same query, on the rows of that read.
 */
@ExtendWith(ClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Reads {
    private static final String SESSION_ZONE = "spark.sql.session.timeZone";

    private final TimeZone before = TimeZone.getDefault();
    private final String url;
    private final SparkSession spark;

    Reads(String zone, Cluster cluster, Service service) throws SQLException, InterruptedException {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        service.reset();
        url = service.url("accessToken=token");
        spark = cluster.application(zone).getOrCreate();
        for (boolean withoutZone : List.of(false, true)) {
            Frames.plain(spark, url, Frames.table(spark, url, withoutZone).schema())
                    .createOrReplaceTempView(plain(withoutZone));
            Frames.catalog(spark, catalog(withoutZone), url, withoutZone);
        }
    }

    /** With which timestamps expressions are compared: with time zone (false) and without (true). */
    List<Boolean> timestampsOfExpressions() {
        return List.of(false, true);
    }

    @AfterAll
    void stop() {
        spark.stop();
        TimeZone.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theTableHasTheRowsOfAPlainRead(boolean withoutZone) {
        List<String> rows = Frames.sorted(Frames.table(spark, url, withoutZone));

        assertThat(rows).hasSize(ClusterExtension.SESSIONS);
        assertThat(rows).isEqualTo(Frames.sorted(spark.table(plain(withoutZone))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void partitionsHaveAllRowsOnce(boolean withoutZone) {
        // Spark does not partition by a timestamp without time zone.
        Dataset<Row> read = withoutZone
                ? Frames.reader(spark, url, true)
                        .option("dbtable", "(SELECT A.*, CAST(LOGIN_DTS AS DATE) AS LOGIN_DATE FROM AGENT_SESSION A) T")
                        .option("partitionColumn", "LOGIN_DATE")
                        .option("lowerBound", "2026-08-22")
                        .option("upperBound", "2026-11-21")
                        .option("numPartitions", 8)
                        .load()
                        .drop("LOGIN_DATE")
                : Frames.reader(spark, url, false)
                        .option("dbtable", "AGENT_SESSION")
                        .option("partitionColumn", "LOGIN_DTS")
                        .option("lowerBound", "2026-08-22 00:00:00")
                        .option("upperBound", "2026-11-21 00:00:00")
                        .option("numPartitions", 8)
                        .load();

        assertThat(read.rdd().getNumPartitions()).isEqualTo(8);
        assertThat(Frames.sorted(read)).isEqualTo(Frames.sorted(spark.table(plain(withoutZone))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void predicatesSelectTheirRows(boolean withoutZone) {
        String[] predicates = {
            "LOGIN_DTS >= '2026-08-22' AND LOGIN_DTS < '2026-10-01'",
            "LOGIN_DTS >= '2026-10-01' AND LOGIN_DTS < '2026-11-01'",
            "LOGIN_DTS >= '2026-11-01'"
        };
        Properties properties = new Properties();
        properties.setProperty("preferTimestampNTZ", String.valueOf(withoutZone));

        assertThat(Frames.sorted(spark.read().jdbc(url, "AGENT_SESSION", predicates, properties)))
                .isEqualTo(Frames.sorted(spark.table(plain(withoutZone)).where("LOGIN_DTS >= '2026-08-22'")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aQueryIsExecutedByTheDriver(boolean withoutZone) {
        Dataset<Row> read = Frames.reader(spark, url, withoutZone)
                .option(
                        "query",
                        "SELECT TEAM, COUNT(*) AS SESSIONS, MIN(LOGIN_DTS) AS FIRST_LOGIN, SUM(TALK_TIME_MIN) AS TALK,"
                                + " TEAM || ' team' AS NAME FROM AGENT_SESSION WHERE LOGIN_DTS >= '2026-11-01' GROUP BY TEAM")
                .load();

        assertThat(Frames.sorted(read))
                .isEqualTo(Frames.sorted(spark.sql(("SELECT TEAM, COUNT(*), MIN(LOGIN_DTS), SUM(TALK_TIME_MIN),"
                                + " TEAM || ' team' FROM %s WHERE LOGIN_DTS >= '2026-11-01' GROUP BY TEAM")
                        .formatted(plain(withoutZone)))));
    }

    @ParameterizedTest
    @MethodSource("timestampsOfExpressions")
    void filtersSelectTheRowsThatSparkWould(boolean withoutZone) {
        Frames.table(spark, url, withoutZone).createOrReplaceTempView("read");

        assertFiltered("read", withoutZone, lines("/filters.txt"));
    }

    @ParameterizedTest
    @MethodSource("timestampsOfExpressions")
    void filtersOfACatalogSelectTheRowsThatSparkWould(boolean withoutZone) {
        assertFiltered(table(withoutZone), withoutZone, lines("/filters.txt"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSessionMayBeInAnotherTimeZone(boolean withoutZone) {
        String before = spark.conf().get(SESSION_ZONE);
        spark.conf().set(SESSION_ZONE, "Asia/Tokyo");
        try {
            assertFiltered(
                    table(withoutZone),
                    withoutZone,
                    List.of(
                            "LOGIN_DTS >= '2026-11-10 08:05:00'",
                            "CAST(LOGIN_DTS AS DATE) = '2026-11-10'",
                            "month(LOGIN_DTS) = 10",
                            "hour(LOGIN_DTS) = 8"));
        } finally {
            spark.conf().set(SESSION_ZONE, before);
        }
    }

    @ParameterizedTest
    @MethodSource("timestampsOfExpressions")
    void aggregatesAndLimitsReturnWhatSparkWould(boolean withoutZone) {
        for (String query : lines("/queries.txt")) {
            List<String> expected = Frames.sorted(spark.sql(query.replace("$T", plain(withoutZone))));
            assertThat(Frames.sorted(spark.sql(query.replace("$T", table(withoutZone)))))
                    .as(query)
                    .isEqualTo(expected);
            assertThat(Frames.sorted(spark.sql(query.replace(
                            "$T",
                            table(withoutZone) + " WITH (pushDownAggregate = 'false', pushDownLimit = 'false',"
                                    + " pushDownOffset = 'false')"))))
                    .as("without push-down: " + query)
                    .isEqualTo(expected);
        }
    }

    /** All in one query for Spark, a part of it for each filter. */
    private void assertFiltered(String table, boolean withoutZone, List<String> filters) {
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            queries.add("SELECT " + i + " AS FILTER, LOGIN_SESSION_ID FROM " + table + " WHERE " + filters.get(i));
        }
        Map<Integer, Set<Long>> read = new HashMap<>();
        for (Row row : spark.sql(String.join(" UNION ALL ", queries)).collectAsList()) {
            read.computeIfAbsent(row.getInt(0), filter -> new TreeSet<>()).add(row.getLong(1));
        }
        List<Row> plain = spark.sql(
                        "SELECT LOGIN_SESSION_ID, (" + String.join("), (", filters) + ") FROM " + plain(withoutZone))
                .collectAsList();

        for (int i = 0; i < filters.size(); i++) {
            int column = i + 1;
            assertThat(read.getOrDefault(i, Set.of()))
                    .as(filters.get(i))
                    .isEqualTo(plain.stream()
                            .filter(row -> Boolean.TRUE.equals(row.get(column)))
                            .map(row -> row.getLong(0))
                            .collect(toSet()));
        }
    }

    private static List<String> lines(String resource) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                requireNonNull(Reads.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(boolean withoutZone) {
        return withoutZone ? "plain_ntz" : "plain";
    }

    private static String catalog(boolean withoutZone) {
        return withoutZone ? "report_ntz" : "report";
    }

    private static String table(boolean withoutZone) {
        return catalog(withoutZone) + ".REPORTS.AGENT_SESSION";
    }
}
