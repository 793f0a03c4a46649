package agentsession.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import agentsession.spark.Service.Report;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the service sees of a cluster's reads, and what Spark sees of the service's failures. */
@ExtendWith(ClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RequestsIT {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String FIRST_DAY = "2026-08-22";
    private static final int PARTITIONS = 8;

    private final TimeZone before = TimeZone.getDefault();
    private final Service service;
    private final SparkSession spark;
    private final Tasks tasks;

    RequestsIT(Cluster cluster, Service service) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        this.service = service;
        spark = cluster.application("UTC").getOrCreate();
        tasks = new Tasks(spark.sparkContext());
    }

    @AfterAll
    void stop() {
        spark.stop();
        TimeZone.setDefault(before);
    }

    @BeforeEach
    void reset() throws InterruptedException, TimeoutException {
        tasks.reset();
        service.reset();
    }

    @Test
    void partitionsRequestAdjoiningWindows() throws InterruptedException {
        long rows = partitioned("accessToken=token&cacheMaxAge=PT0S").count();

        assertThat(rows).isEqualTo(ClusterExtension.SESSIONS);
        List<Report> reports = reportsByStart();
        assertThat(reports).hasSize(PARTITIONS).allMatch(Report::complete);
        // Without a lower bound, the first starts with the lookback; the last ends now.
        assertThat(reports.get(0).start()).startsWith("2026-08-12");
        assertThat(reports.get(PARTITIONS - 1).end()).startsWith("2026-11-20");
        for (int i = 1; i < PARTITIONS; i++) {
            assertThat(time(reports.get(i).start()))
                    .isEqualTo(time(reports.get(i - 1).end()).plusSeconds(1));
        }
    }

    @Test
    void aConditionNarrowsTheWindowsOfThePartitions() throws InterruptedException {
        long rows = partitioned("accessToken=token&cacheMaxAge=PT0S")
                .where("LOGIN_DTS >= '2026-08-22' AND LOGIN_DTS < '2026-09-10'")
                .count();

        assertThat(rows).isPositive();
        // The other partitions have no log-in times left, and request nothing.
        assertThat(reportsByStart())
                .hasSize(2)
                .allMatch(report -> report.start().compareTo(FIRST_DAY) >= 0)
                .allMatch(report -> report.end().compareTo("2026-09-10") < 0);
    }

    @Test
    void predicatesAreTheWindows() throws InterruptedException {
        String[] predicates = {
            "LOGIN_DTS >= '2026-10-01' AND LOGIN_DTS < '2026-10-02' AND TEAM = 'Billing'",
            "LOGIN_DTS >= '2026-10-02' AND LOGIN_DTS < '2026-10-03' AND TEAM = 'Billing'"
        };
        spark.read()
                .jdbc(service.url("accessToken=token&cacheMaxAge=PT0S"), "AGENT_SESSION", predicates, new Properties())
                .collectAsList();

        assertThat(reportsByStart())
                .extracting(Report::start)
                .containsExactly("2026-10-01 00:00:00.0000", "2026-10-02 00:00:00.0000");
    }

    @Test
    void aCatalogReadsInPartitionsIfTheQuerySaysSo() throws InterruptedException {
        Frames.catalog(spark, "report", service.url("accessToken=token&cacheMaxAge=PT0S"), false);
        String query =
                "SELECT TEAM, COUNT(*), SUM(TALK_TIME_MIN), AVG(PRESENTED) FROM report.REPORTS.AGENT_SESSION%s GROUP BY TEAM";
        List<String> whole = Frames.sorted(spark.sql(query.formatted("")));
        service.reset();

        assertThat(Frames.sorted(spark.sql(query.formatted(
                        " WITH (partitionColumn = 'LOGIN_DTS', lowerBound = '2026-08-22', upperBound = '2026-11-21',"
                                + " numPartitions = '4')"))))
                .isEqualTo(whole);
        assertThat(service.reports()).hasSize(4);
    }

    @Test
    void schemasAndPlansRequestNothing() throws InterruptedException {
        String url = service.url("accessToken=token&cacheMaxAge=PT0S");
        Frames.catalog(spark, "report", url, false);

        Frames.table(spark, url, false).schema();
        Frames.reader(spark, url, false)
                .option("query", "SELECT TEAM, COUNT(*) AS N FROM AGENT_SESSION GROUP BY TEAM")
                .load()
                .schema();
        assertThat(Frames.sorted(spark.sql("SHOW NAMESPACES IN report"))).contains("REPORTS");
        assertThat(Frames.sorted(spark.sql("SHOW TABLES IN report.REPORTS"))).hasSize(1);
        spark.sql("DESCRIBE TABLE report.REPORTS.AGENT_SESSION").collectAsList();
        spark.sql(
                        "EXPLAIN SELECT TEAM, AVG(PRESENTED) FROM report.REPORTS.AGENT_SESSION GROUP BY TEAM ORDER BY TEAM LIMIT 3")
                .collectAsList();

        assertThat(service.reports()).isEmpty();
    }

    @Test
    void aCountThatIsPushedDownReturnsOneRow() throws InterruptedException, TimeoutException {
        Frames.catalog(spark, "report", service.url("accessToken=token&cacheMaxAge=PT0S"), false);

        assertThat(Frames.sorted(spark.sql("SELECT COUNT(*), SUM(TALK_TIME_MIN) FROM report.REPORTS.AGENT_SESSION")))
                .hasSize(1);
        assertThat(tasks.rowsRead()).isEqualTo(1);

        tasks.reset();
        spark.sql("SELECT LOGIN_SESSION_ID FROM report.REPORTS.AGENT_SESSION ORDER BY LOGIN_DTS DESC LIMIT 7")
                .collectAsList();
        assertThat(tasks.rowsRead()).isEqualTo(7);

        tasks.reset();
        spark.sql("SELECT COUNT(*) FROM report.REPORTS.AGENT_SESSION WITH (pushDownAggregate = 'false')")
                .collectAsList();
        assertThat(tasks.rowsRead()).isEqualTo(ClusterExtension.SESSIONS);
    }

    @Test
    void aPartitionThatIsReadAgainRequestsAgain() throws InterruptedException {
        Dataset<Row> read = Frames.table(spark, service.url("accessToken=token&cacheMaxAge=PT10M"), false);
        read.count();
        read.count();

        // Spark has closed the only connection of the executor between both.
        assertThat(service.reports()).hasSize(2);
    }

    @Test
    void aTableThatIsCreatedWithOptionsOfSparkIsRead() {
        spark.sql("CREATE TABLE sessions USING jdbc OPTIONS (url '" + service.url("accessToken=token")
                + "', dbtable 'AGENT_SESSION', fetchsize '100', path '/nowhere')");
        try {
            assertThat(spark.table("sessions").where("TEAM = 'Billing'").count())
                    .isPositive();
        } finally {
            spark.sql("DROP TABLE sessions");
        }
    }

    @Test
    void writesAreRefused() throws InterruptedException {
        String url = service.url("accessToken=token");
        Frames.catalog(spark, "report", url, false);
        Dataset<Row> row = Frames.table(spark, url, false)
                .where("LOGIN_DTS >= '2026-11-20'")
                .limit(1);

        Stream.<Runnable>of(
                        () -> row.write().mode("append").jdbc(url, "AGENT_SESSION", new Properties()),
                        () -> row.write().mode("overwrite").jdbc(url, "AGENT_SESSION", new Properties()),
                        () -> row.write().jdbc(url, "COPY", new Properties()),
                        () -> spark.sql("CREATE TABLE report.REPORTS.COPY (A INT)"),
                        () -> spark.sql(
                                "INSERT INTO report.REPORTS.AGENT_SESSION SELECT * FROM report.REPORTS.AGENT_SESSION"
                                        + " WHERE LOGIN_DTS >= '2026-11-20'"),
                        () -> spark.sql("ALTER TABLE report.REPORTS.AGENT_SESSION RENAME TO REPORTS.B"))
                .forEach(write ->
                        assertThat(sqlState(catchThrowable(write::run))).isEqualTo("25006"));
    }

    @Test
    void aFailingPartitionFailsTheJobWithTheMessageOfTheService() throws InterruptedException {
        service.fail("2026-10");

        assertThatThrownBy(() -> partitioned("accessToken=token&cacheMaxAge=PT0S&maxRetries=0")
                        .count())
                .hasMessageContaining("The report is out of order")
                .hasMessageContaining("500");
    }

    @Test
    void aReportThatBreaksOffIsReadAgain() throws InterruptedException {
        service.cut(2, "2026-10");

        assertThat(Frames.sorted(partitioned("accessToken=token&cacheMaxAge=PT0S")))
                .isEqualTo(Frames.sorted(Frames.table(spark, service.url("accessToken=token"), false)));
        assertThat(service.reports()).anyMatch(report -> report.fate().equals("CUT"));
    }

    @Test
    void aReportThatAlwaysBreaksOffFailsTheJob() throws InterruptedException {
        service.cut(Integer.MAX_VALUE, "2026-10");

        assertThatThrownBy(() -> partitioned("accessToken=token&cacheMaxAge=PT0S&maxRetries=0")
                        .count())
                .hasMessageContaining("broke off");
    }

    /** A minute is as long as 6 seconds here: 4 reports in it, half of them for each executor. */
    @Test
    void aRateLimitIsKeptWithoutALostTask() throws InterruptedException, TimeoutException {
        service.limit(4, 6);

        long rows = partitioned("user=u&password=p&platformId=1&cacheMaxAge=PT0S&requestsPerMinute=20")
                .count();

        assertThat(rows).isEqualTo(ClusterExtension.SESSIONS);
        assertThat(reportsByStart().stream().filter(Report::complete)).hasSize(PARTITIONS);
        assertThat(tasks.failed()).isZero();
        // One for each executor, and one for Spark's driver, which has read the schema.
        assertThat(service.logins()).isEqualTo(Cluster.WORKERS + 1);
    }

    @Test
    void refusedRequestsAreSentAgain() throws InterruptedException, TimeoutException {
        service.limit(3, 2);

        assertThat(partitioned("accessToken=token&cacheMaxAge=PT0S&maxRetries=20")
                        .count())
                .isEqualTo(ClusterExtension.SESSIONS);
        assertThat(service.reports()).anyMatch(report -> report.fate().equals("TOO_MANY"));
        assertThat(tasks.failed()).isZero();
    }

    @Test
    void anExecutorInAnotherTimeZoneIsRefusedUnlessTimestampsHaveNone() {
        List<String> rows = Frames.sorted(Frames.table(spark, service.url("accessToken=token"), true));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try {
            assertThat(Frames.sorted(Frames.table(spark, service.url("accessToken=token"), true)))
                    .isEqualTo(rows);
            Dataset<Row> read = Frames.table(spark, service.url("accessToken=token"), false);
            assertThatThrownBy(read::collectAsList).hasMessageContaining("-Duser.timezone=UTC");
        } finally {
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        }
    }

    private Dataset<Row> partitioned(String properties) {
        return Frames.reader(spark, service.url(properties), false)
                .option("dbtable", "AGENT_SESSION")
                .option("partitionColumn", "LOGIN_DTS")
                .option("lowerBound", FIRST_DAY)
                .option("upperBound", "2026-11-21")
                .option("numPartitions", PARTITIONS)
                .load();
    }

    private List<Report> reportsByStart() throws InterruptedException {
        return service.reports().stream()
                .sorted(Comparator.comparing(Report::start))
                .toList();
    }

    private static LocalDateTime time(String timestamp) {
        return LocalDateTime.parse(timestamp.substring(0, timestamp.indexOf('.')), TIMESTAMP);
    }

    private static String sqlState(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                return e.getSQLState();
            }
        }
        return "none in " + thrown;
    }
}
