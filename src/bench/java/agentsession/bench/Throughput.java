package agentsession.bench;

import static agentsession.bench.JdbcContender.Access.GETTERS;
import static agentsession.bench.JdbcContender.Access.NEXT;
import static agentsession.bench.JdbcContender.Access.OBJECTS;

import agentsession.bench.JdbcContender.Access;
import agentsession.bench.Reading.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Rows per second of the driver and of others. */
final class Throughput implements Section {
    private static final double MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public List<Table> run(Setup setup, Targets targets) throws Exception {
        Ours ours = new Ours(setup);
        Others others = new Others(setup);
        List<Reading> all =
                Stream.concat(ours.all().stream(), others.all().stream()).toList();
        Results<Reading, Result> results = Reading.measure(setup, all);
        Table table = new Table("query", "rows/s", "of Commons CSV", "CPU (µs/row)", "heap (MB)");
        for (Reading reading : all) {
            Result result = results.of(reading);
            if (!ours.partial().contains(reading)
                    && result.rows() != setup.options().rows()) {
                throw new IllegalStateException(reading + " has read " + result.rows() + " rows.");
            }
            table.row(
                    reading.name(),
                    Table.rounded(setup.options().rows() / result.millis() * 1_000),
                    Table.decimal(ratio(results, reading, others.commonsCsv)),
                    Table.decimal(result.cpu() * 1_000 / setup.options().rows()),
                    Table.rounded(result.heap() / MEGABYTE));
        }
        add(targets, results, ours, others);
        return List.of(table);
    }

    private static void add(Targets targets, Results<Reading, Result> results, Ours ours, Others others) {
        Reading commonsCsv = others.commonsCsv;
        targets.atLeast("`SELECT *`, `getObject` / Commons CSV", ratio(results, ours.objects, commonsCsv), 1.5);
        targets.atLeast("the same / Calcite file adapter", ratio(results, ours.objects, others.fileAdapter), 2);
        double best = Stream.of(others.h2, others.duckDb, others.csvJdbc)
                .mapToDouble(other -> ratio(results, ours.objects, other))
                .min()
                .orElseThrow();
        targets.atLeast("the same / best of H2, DuckDB, csvjdbc", best, 4);
        targets.atLeast("two columns / Commons CSV", ratio(results, ours.narrow, commonsCsv), 2.5);
        targets.atLeast("`COUNT(*)` / Commons CSV", ratio(results, ours.count, commonsCsv), 2.5);
        targets.atLeast("`GROUP BY TEAM` / Commons CSV", ratio(results, ours.group, commonsCsv), 2.5);
        targets.atLeast("`TALK_TIME_MIN > 590` / Commons CSV", ratio(results, ours.filter, commonsCsv), 2);
        targets.atLeast("`ORDER BY ... LIMIT 100` / Commons CSV", ratio(results, ours.order, commonsCsv), 2);
    }

    /** How many times as fast as another. */
    private static double ratio(Results<Reading, Result> results, Reading reading, Reading other) {
        return results.of(other).millis() / results.of(reading).millis();
    }

    /** The queries of the driver. */
    private static final class Ours {
        private static final String ALL = "SELECT * FROM AGENT_SESSION";

        private final Setup setup;
        private final Reading objects;
        private final Reading getters;
        private final Reading next;
        private final Reading narrow;
        private final Reading count;
        private final Reading group;
        private final Reading filter;
        private final Reading order;
        private final Reading gzip;
        private final Reading xml;

        Ours(Setup setup) {
            this.setup = setup;
            objects = csv("`SELECT *`, `getObject`", ALL, OBJECTS);
            getters = csv("`SELECT *`, typed getters", ALL, GETTERS);
            next = csv("`SELECT *`, `next()` only", ALL, NEXT);
            narrow = csv("two columns", "SELECT TEAM, TALK_TIME_MIN FROM AGENT_SESSION", OBJECTS);
            count = csv("`COUNT(*)`", "SELECT COUNT(*) FROM AGENT_SESSION", OBJECTS);
            group = csv(
                    "`GROUP BY TEAM`",
                    "SELECT TEAM, COUNT(*), SUM(TALK_TIME_MIN) FROM AGENT_SESSION GROUP BY TEAM",
                    OBJECTS);
            filter = csv("`TALK_TIME_MIN > 590`", ALL + " WHERE TALK_TIME_MIN > 590", OBJECTS);
            order = csv("`ORDER BY ... LIMIT 100`", ALL + " ORDER BY TALK_TIME_MIN DESC LIMIT 100", OBJECTS);
            gzip = reading("`SELECT *`, gzip", setup.url(Setup.GZIP), ALL, OBJECTS);
            xml = reading("`SELECT *`, XML", setup.url(Setup.XML) + "&returnType=XML", ALL, OBJECTS);
        }

        List<Reading> all() {
            return List.of(objects, getters, next, narrow, count, group, filter, order, gzip, xml);
        }

        /** The queries whose result has fewer rows than the report. */
        List<Reading> partial() {
            return List.of(count, group, filter, order);
        }

        private Reading csv(String name, String sql, Access access) {
            return reading(name, setup.url(Setup.CSV), sql, access);
        }

        private Reading reading(String name, String url, String sql, Access access) {
            return Reading.ofOurs(setup, "this driver, " + name, url, sql, access);
        }
    }

    /** Other readers of CSV, from a file. */
    private static final class Others {
        private final Reading commonsCsv;
        private final Reading fastCsv;
        private final Reading fileAdapter;
        private final Reading h2;
        private final Reading duckDb;
        private final Reading csvJdbc;

        Others(Setup setup) {
            Jars jars = setup.jars();
            Path csv = setup.files().csv();
            commonsCsv = Reading.of(
                    setup,
                    "Commons CSV, strings",
                    jars.of("commons-csv", "commons-io", "commons-codec"),
                    Contender.file("commons-csv", csv));
            fastCsv = Reading.of(setup, "FastCSV, strings", jars.of("fastcsv"), Contender.file("fastcsv", csv));
            fileAdapter = Reading.of(
                    setup,
                    "Calcite file adapter, strings",
                    jars.calcite(),
                    Contender.jdbc(setup.fileAdapterUrl(), "SELECT * FROM \"report\"", OBJECTS));
            h2 = Reading.of(
                    setup,
                    "H2 `CSVREAD`, strings",
                    jars.of("h2"),
                    Contender.jdbc(
                            "jdbc:h2:mem:;LAZY_QUERY_EXECUTION=1", "SELECT * FROM CSVREAD('" + csv + "')", OBJECTS));
            duckDb = Reading.of(
                    setup,
                    "DuckDB `read_csv`",
                    jars.of("duckdb_jdbc"),
                    Contender.jdbc("jdbc:duckdb:", "SELECT * FROM read_csv('" + csv + "')", OBJECTS));
            csvJdbc = Reading.of(
                    setup,
                    "csvjdbc, strings",
                    jars.of("csvjdbc"),
                    Contender.jdbc("jdbc:relique:csv:" + csv.getParent(), "SELECT * FROM report", OBJECTS));
        }

        List<Reading> all() {
            return List.of(commonsCsv, fastCsv, fileAdapter, h2, duckDb, csvJdbc);
        }
    }
}
